"""The consolidation of work groups: register in, plan with proof out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups import load, plan, standing
from jianfu.engine.workgroups.family import families
from jianfu.engine.workgroups.gather import gather
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.plan import Merger
from jianfu.engine.workgroups.proof import Fault, faults
from jianfu.engine.workgroups.solution import Solved, solve_all

Progress = Callable[[str, float], None]
STAGE = "work groups"


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What came of it; costs in groups.

    *units* are those in some up or down group, *at_two* those of them with at most one up and one down group;
    *where_possible* counts only groups that could be merged. *components_optimal* are the families whose plan is proved
    best. *faults* are what the check found and what was put to review for it.
    """

    groups_before: int
    groups_after: int
    dispositions: dict[str, int]
    cost: float
    bound: float
    gap: float
    components: int
    components_optimal: int
    channels_before: int
    channels_after: int
    units: int
    units_at_two_before: int
    units_at_two: int
    units_where_possible: int
    units_at_two_where_possible: int
    faults: tuple[Fault, ...] = field(default=())


def consolidate(
    backend: Backend,
    *,
    as_of: date,
    parameters: GroupParameters,
    lang: str = "zh",
    progress: Progress = lambda _stage, _share: None,
    tasks: str = "",
) -> GroupOutcome:
    """Make tables ``group_plan``, ``group_merges``, ``channels``, ``load`` and ``post_load``.

    Needs the clean tables, ``entries`` and ``unit_facts``; *tasks* names a table (group_id, notice_id) of notices that
    set one task, where there is one. Groups with a missing fact are put to review, never merged. Every plan is checked
    from the clean tables; what does not pass is put to review.
    """
    progress(STAGE, 0.0)
    standing.prepare(backend, as_of=as_of, parameters=parameters)
    gathered = gather(backend, tasks)
    found = families(gathered.groups, posts=gathered.posts, levels=gathered.levels, cap=parameters.load_cap)
    progress(STAGE, 0.1)
    solved = solve_all(
        found, tasks=gathered.tasks, parameters=parameters, told=lambda share: progress(STAGE, 0.1 + 0.7 * share)
    )
    progress(STAGE, 0.8)
    wrong = _written(backend, plan.mergers(backend, solved), as_of, parameters, lang, tasks)
    progress(STAGE, 1.0)
    return _outcome(backend, solved, wrong)


def _written(
    backend: Backend, named: tuple[Merger, ...], as_of: date, parameters: GroupParameters, lang: str, tasks: str
) -> tuple[Fault, ...]:
    """Write the plan; write it again with the mergers that did not pass put to review."""
    plan.write(backend, named, parameters=parameters, lang=lang)
    load.prepare(backend)
    wrong = faults(backend, as_of=as_of, parameters=parameters, tasks=tasks)
    if wrong:
        refused = frozenset(fault.group_id for fault in wrong)
        plan.write(backend, named, parameters=parameters, lang=lang, unproved=refused)
        load.prepare(backend)
    return wrong


def _outcome(backend: Backend, solved: tuple[Solved, ...], wrong: tuple[Fault, ...]) -> GroupOutcome:
    rows = backend.sql("SELECT disposition, count(*) AS n FROM group_plan GROUP BY disposition").to_pylist()
    dispositions = {row["disposition"]: int(row["n"]) for row in rows}
    cost, bound = sum(one.cost for one in solved), sum(one.bound for one in solved)
    every, movable = (backend.sql(load.sides(only)).to_pylist()[0] for only in (False, True))
    return GroupOutcome(
        groups_before=sum(dispositions.values()),
        groups_after=dispositions.get("keep", 0) + dispositions.get("review", 0),
        dispositions=dict(sorted(dispositions.items())),
        cost=cost,
        bound=bound,
        gap=(cost - bound) / cost if cost else 0.0,
        components=len(solved),
        components_optimal=sum(one.gap <= 1e-6 for one in solved),
        channels_before=_count(backend, load.CHANNELS_BEFORE),
        channels_after=_count(backend, "SELECT DISTINCT issuer_unit_id, audience_unit_id FROM channels"),
        units=int(every["units"]),
        units_at_two_before=int(every["before_at_two"] or 0),
        units_at_two=int(every["at_two"] or 0),
        units_where_possible=int(movable["units"]),
        units_at_two_where_possible=int(movable["at_two"] or 0),
        faults=wrong,
    )


def _count(backend: Backend, query: str) -> int:
    return int(backend.sql(f"SELECT count(*) AS n FROM ({query}) t").to_pylist()[0]["n"])
