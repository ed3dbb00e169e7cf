"""What a higher target would force next, and what it would cost the users.

First the entries that could still go without loss, each found by solving for one closing more; then those whose closing
would lose a function, fewest uses lost first, which no plan proposes.
"""

from dataclasses import dataclass, field

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.consolidation.model import Model
from jianfu.engine.consolidation.offers import Need
from jianfu.engine.consolidation.parameters import PlanParameters
from jianfu.engine.consolidation.scenarios import ROUNDED, Case, arrow_schema, side
from jianfu.engine.consolidation.settle import listed
from jianfu.engine.consolidation.wording import FORCED_LOSS, FORCED_MOVE, UNKNOWN_USES
from jianfu.engine.detection.wording import PHRASES
from jianfu.engine.optimisation.solver import BoolArray
from jianfu.engine.schema.outputs import MARGINAL


@dataclass(slots=True)
class Loss:
    """What closing one entry would do: functions moved elsewhere, functions left without a home."""

    moved: list[Need] = field(default_factory=list)
    lost: list[Need] = field(default_factory=list)

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Return what decides which loss is smaller: nothing unknown, fewest uses, fewest functions."""
        return any(need.uses is None for need in self.lost), _uses(self.lost), len(self.lost)


def make(backend: Backend, model: Model, kept: BoolArray, parameters: PlanParameters, lang: str) -> None:
    """Make table ``marginal`` (columns of the contract): the next entries, at most as many as the parameters ask."""
    rows = _possible(backend, model, kept, parameters, lang)
    named = {str(row["asset_id"]) for row in rows}
    losses = _losses(model, kept)
    order = sorted(losses, key=lambda at: (*losses[at].rank, model.entries.ids[at]))
    for at in order:
        if len(rows) >= parameters.marginal:
            break
        if model.entries.ids[at] not in named and losses[at].lost:
            rows.append(_row(model, at, losses[at], None, lang))
    ranked = [row | {"rank": rank} for rank, row in enumerate(rows, 1)]
    keep(backend, pa.Table.from_pylist(ranked, schema=arrow_schema(MARGINAL)), "marginal")


def _possible(
    backend: Backend, model: Model, kept: BoolArray, parameters: PlanParameters, lang: str
) -> list[dict[str, object]]:
    """Return the entries that go when one closing more is asked, again and again, while nothing is lost."""
    case = Case(model, "all", side(backend, "all"), parameters.node_limit)
    rows: list[dict[str, object]] = []
    now, cost = kept, model.cost(kept)
    closed = int((case.counted & ~kept).sum()) + case.side.going
    while len(rows) < parameters.marginal:
        choice = case.with_closings(closed + len(rows) + 1)
        if choice is None:
            break
        named = {row["asset_id"] for row in rows}
        fresh = [
            at for at, stays in enumerate(choice.kept) if now[at] and not stays and model.entries.ids[at] not in named
        ]
        if not fresh:
            break
        at = max(fresh, key=lambda each: model.entries.prefer[each])
        own = [need for need in model.needs if need.owner == at]
        rows.append(_row(model, at, Loss(moved=own), round(model.cost(choice.kept) - cost, ROUNDED), lang))
        now, cost = choice.kept, model.cost(choice.kept)
    return rows


def _losses(model: Model, kept: BoolArray) -> dict[int, Loss]:
    """Return for each entry that stays, though it might go, what closing it beside the plan would lose."""
    able = {
        at for at, standing in enumerate(model.entries.standing) if kept[at] and (standing == "free" or model.stuck[at])
    }
    losses = {at: Loss() for at in able}
    for need in model.needs:
        homes = [home for home in need.homes if kept[home]]
        if kept[need.owner] and need.owner in able:
            (losses[need.owner].moved if homes else losses[need.owner].lost).append(need)
        elif not kept[need.owner] and homes[0] in able:
            (losses[homes[0]].lost if len(homes) == 1 else losses[homes[0]].moved).append(need)
    return losses


def _uses(needs: list[Need]) -> int:
    return sum(need.uses or 0 for need in needs)


def _row(model: Model, at: int, loss: Loss, extra_cost: float | None, lang: str) -> dict[str, object]:
    concerned = loss.lost or loss.moved
    homeless = listed([need.function_code for need in loss.lost], PHRASES[lang].list_mark)
    template = (FORCED_LOSS if loss.lost else FORCED_MOVE).get(lang)
    sentence = template.format(moved=len(loss.moved), uses=_uses(concerned), homeless=homeless)
    unknown = sum(need.uses is None for need in concerned)
    known = [need.uses for need in concerned if need.uses is not None]
    return {
        "asset_id": model.entries.ids[at],
        "extra_cost": extra_cost,
        "functions_moved": len(loss.moved),
        "people_affected": sum(known) if known or not concerned else None,
        "reason": sentence + (UNKNOWN_USES.get(lang).format(functions=unknown) if unknown else ""),
    }
