"""The one entrance of the room: from judged entries to a plan that loses nobody a service, with its proof."""

from dataclasses import dataclass
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.consolidation import marginal, model, offers, proof, reduction, scenarios, settle, standing
from jianfu.engine.consolidation.model import Model
from jianfu.engine.consolidation.parameters import PlanParameters, Progress
from jianfu.engine.consolidation.proof import Proof
from jianfu.engine.optimisation.components import Chosen, Part
from jianfu.engine.optimisation.solver import BoolArray

STAGE = "consolidation"


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """The proof of a plan.

    *components* are those of which a search had to be made; *cost* and *bound* are of accounts and apps together, *gap*
    is (cost - bound) / cost. *counts* tells how many entries have each disposition. *proof* is the independent check.
    """

    components: tuple[Part, ...]
    cost: float
    bound: float
    gap: float
    counts: dict[str, int]
    proof: Proof


def consolidate(
    backend: Backend,
    *,
    as_of: date,
    baseline: date | None,
    parameters: PlanParameters,
    lang: str,
    progress: Progress,
) -> PlanOutcome:
    """Make tables ``plan``, ``coverage``, ``scenarios``, ``marginal``, ``reduction`` (columns: ``schema.outputs``).

    Needs units, entries, functions, exemptions, incomplete and findings; uses pairs, clusters, contradictions and
    group_plan where they are there. Missing evidence gives review, never a closing. What the independent check does not
    pass is turned to review, and said.
    """
    progress(STAGE, 0.0)
    standing.prepare(backend, as_of, parameters)
    offers.prepare(backend)
    entries = offers.entries(backend)
    built = model.build(entries, offers.needs(backend, entries), parameters.move_cost)
    progress(STAGE, 0.3)
    kept, chosen = model.best(built, parameters.node_limit)
    progress(STAGE, 0.5)
    settle.settle(backend, built, kept, lang)
    proof.prove(backend, as_of)
    checked = proof.withdraw(backend, lang)
    if checked.withdrawn:
        settle.cover(backend)
    progress(STAGE, 0.6)
    scenarios.make(backend, built, kept, chosen, parameters, lang)
    progress(STAGE, 0.8)
    marginal.make(backend, built, kept, parameters, lang)
    reduction.make(backend, baseline=baseline)
    progress(STAGE, 1.0)
    return _outcome(backend, built, kept, chosen, checked)


def _outcome(backend: Backend, built: Model, kept: BoolArray, chosen: Chosen, checked: Proof) -> PlanOutcome:
    cost = built.cost(kept) + scenarios.beside(backend)
    bound = cost - (chosen.cost - chosen.bound)
    rows = backend.sql("SELECT disposition, count(*) AS n FROM plan GROUP BY disposition ORDER BY disposition")
    counts = {row["disposition"]: int(row["n"]) for row in rows.to_pylist()}
    return PlanOutcome(chosen.parts, cost, bound, (cost - bound) / cost if cost else 0.0, counts, checked)
