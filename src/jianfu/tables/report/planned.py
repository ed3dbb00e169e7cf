"""The plan: what is proposed for whom, where every function goes, the scenarios, what a higher target would force."""

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from jianfu.engine.schema.outputs import COVERAGE_STATES, DISPOSITIONS

FLOWS_SHOWN = 24
CATEGORIES = ("new_media", "app", "work_group")


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many entries of each category one disposition is proposed for."""

    disposition: str
    by_category: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Functions moved from one entry to another."""

    source_id: str
    source: str
    target_id: str
    target: str
    functions: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario (see the table ``scenarios``); rates and costs null where refused."""

    scenario: str
    category: str
    status: str
    reason: str
    before: int | None
    kept: int | None
    closings: int | None
    functions_moved: int | None
    functions_lost: int | None
    people_affected: int | None
    cost: float | None
    bound: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class Next:
    """An entry that a higher target would force to close next."""

    rank: int
    asset_id: str
    name: str
    extra_cost: float | None
    functions_moved: int | None
    people_affected: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Reduction within one scope and category."""

    scope: str
    scope_id: str
    category: str
    n0: int
    n0_restated: int
    n1: int
    n1_planned: int
    gross_rate: float | None
    net_rate: float | None
    planned_rate: float | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What the plan comes to."""

    proposed: tuple[Proposed, ...]
    coverage: tuple[tuple[str, int], ...]
    flows: tuple[Flow, ...]
    flows_in_all: int
    scenarios: tuple[Scenario, ...]
    next_forced: tuple[Next, ...]
    whole: tuple[Rate, ...]
    cities: tuple[Rate, ...]
    counties: tuple[Rate, ...]

    @property
    def entries(self) -> int:
        """Return how many live entries the plan has a line for."""
        return sum(sum(row.by_category) for row in self.proposed)

    @property
    def uncovered(self) -> int:
        """Return how many functions would be left without a home."""
        return dict(self.coverage).get("uncovered", 0)


def gather(connection: DuckDBPyConnection) -> Planned:
    """Gather from the views ``plan``, ``coverage``, ``scenarios``, ``marginal``, ``reduction`` and ``assets``."""
    flows = connection.execute(_FLOWS).fetchall()
    return Planned(
        _proposed(connection),
        _coverage(connection),
        tuple(Flow(*row) for row in flows[:FLOWS_SHOWN]),
        len(flows),
        tuple(Scenario(*row) for row in connection.execute(_SCENARIOS).fetchall()),
        tuple(Next(*row) for row in connection.execute(_NEXT).fetchall()),
        _rates(connection, "province"),
        _rates(connection, "city"),
        _rates(connection, "county"),
    )


def _proposed(connection: DuckDBPyConnection) -> tuple[Proposed, ...]:
    rows = connection.execute("""
        SELECT p.disposition, a.category, count(*) FROM plan p JOIN assets a ON a.asset_id = p.asset_id
        GROUP BY ALL""").fetchall()
    counts: Mapping[tuple[str, str], int] = {(disposition, category): n for disposition, category, n in rows}
    return tuple(
        Proposed(word.code, tuple(counts.get((word.code, category), 0) for category in CATEGORIES))
        for word in DISPOSITIONS
    )


def _coverage(connection: DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    counts = dict(connection.execute("SELECT status, count(*) FROM coverage GROUP BY status").fetchall())
    return tuple((word.code, counts.get(word.code, 0)) for word in COVERAGE_STATES)


def _rates(connection: DuckDBPyConnection, scope: str) -> tuple[Rate, ...]:
    rows = connection.execute(_RATES, [scope]).fetchall()
    return tuple(Rate(*row) for row in rows)


_FLOWS = """
    SELECT c.asset_id, coalesce(any_value(a.name), c.asset_id), c.successor_id,
      coalesce(any_value(s.name), c.successor_id), count(*)
    FROM coverage c LEFT JOIN assets a ON a.asset_id = c.asset_id LEFT JOIN assets s ON s.asset_id = c.successor_id
    WHERE c.status = 'moved' GROUP BY c.asset_id, c.successor_id ORDER BY count(*) DESC, c.asset_id, c.successor_id"""

_SCENARIOS = """
    SELECT scenario, category, status, coalesce(reason, ''), before, kept, closings, functions_moved, functions_lost,
      people_affected, cost, bound, gap
    FROM scenarios ORDER BY category, scenario"""

_NEXT = """
    SELECT m.rank, m.asset_id, coalesce(a.name, ''), m.extra_cost, m.functions_moved, m.people_affected,
      coalesce(m.reason, '')
    FROM marginal m LEFT JOIN assets a ON a.asset_id = m.asset_id ORDER BY m.rank, m.asset_id"""

_RATES = """
    SELECT scope, coalesce(scope_id, ''), category, n0, n0_restated, n1, n1_planned, gross_rate, net_rate, planned_rate
    FROM reduction WHERE scope = ? ORDER BY scope_id NULLS LAST, category"""
