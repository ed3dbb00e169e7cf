"""Plans side by side: the cheapest, at most so many closings, so many percent reached; each loses nobody a service."""

from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.consolidation.model import Loose, Model, bounded
from jianfu.engine.consolidation.parameters import PlanParameters
from jianfu.engine.consolidation.wording import NO_ENTRIES, REFUSED, UNKNOWN_USES
from jianfu.engine.optimisation.components import Chosen
from jianfu.engine.optimisation.solver import BoolArray, FloatArray, Solution, Status, solve
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.outputs import SCENARIOS, Output

CATEGORIES = ("app", "new_media", "all")
"""Work groups are planned in a room of their own and stand in no scenario; *all* is apps and accounts together."""

ARROW = {Kind.COUNT: pa.int64(), Kind.AMOUNT: pa.float64(), Kind.RATIO: pa.float64()}
OUTSIDE = """
    FROM standing WHERE category <> 'work_group'
      AND NOT (offering OR category = 'app' OR coalesce(nullif(absorbs, 'none'), '') <> '')"""
"""Entries the optimiser does not see: they offer nothing and take nothing over."""

ROUNDED = 6


def arrow_schema(output: Output) -> pa.Schema:
    """Return the Arrow schema of an output's columns."""
    return pa.schema([(column.code, ARROW.get(column.kind, pa.string())) for column in output.columns])


def beside(backend: Backend) -> float:
    """Return what keeping the entries costs that the optimiser does not see and that stay."""
    query = f"SELECT keep_cost, count(*) AS n {OUTSIDE} AND standing <> 'goes' GROUP BY keep_cost ORDER BY keep_cost"
    return float(sum(row["keep_cost"] * row["n"] for row in backend.sql(query).to_pylist()))


@dataclass(frozen=True, slots=True)
class Side:
    """Entries of a category that the optimiser does not see: how many stay at which cost in all, and those that go."""

    staying: int
    staying_cost: float
    loose: Loose

    @property
    def going(self) -> int:
        """Return how many go in the cheapest plan."""
        return int(self.loose.count.sum())


def side(backend: Backend, category: str) -> Side:
    """Return the entries of a category (or all) beside the optimiser."""
    chosen = "" if category == "all" else f" AND category = '{category}'"
    query = (
        f"SELECT standing = 'goes' AS goes, keep_cost, count(*) AS n {OUTSIDE}{chosen} "
        "GROUP BY standing = 'goes', keep_cost ORDER BY keep_cost, goes"
    )
    rows = backend.sql(query).to_pylist()
    goes = [row for row in rows if row["goes"]]
    stays = [row for row in rows if not row["goes"]]
    return Side(
        sum(int(row["n"]) for row in stays),
        float(sum(row["keep_cost"] * row["n"] for row in stays)),
        Loose(np.array([row["keep_cost"] for row in goes], float), np.array([row["n"] for row in goes], float)),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries stay, how many of each loose kind stay, whether it is proved best, and cost less bound."""

    kept: BoolArray
    loose: FloatArray
    proved: bool
    slack: float


def make(
    backend: Backend, model: Model, kept: BoolArray, chosen: Chosen, parameters: PlanParameters, lang: str
) -> None:
    """Make table ``scenarios`` (columns of the contract), one row a scenario and category.

    A target that cannot be reached without loss is ``refused``; its figures are then empty but for ``before``. Uses a
    month that are not known are left out of ``people_affected``, and ``reason`` says of how many functions.
    """
    rows = []
    for category in CATEGORIES:
        case = Case(model, category, side(backend, category), parameters.node_limit)
        proved = all(part.status is Status.OPTIMAL for part in chosen.parts)
        cheapest = Choice(kept, np.zeros(len(case.side.loose.cost)), proved, chosen.cost - chosen.bound)
        rows.append(case.row("cheapest", cheapest, lang))
        for most in parameters.at_most:
            rows.append(case.row(f"at_most_{most}", case.at_most(cheapest, most), lang))
        for percent in parameters.reach:
            rows.append(case.reach(cheapest, percent, lang))
    keep(backend, pa.Table.from_pylist(rows, schema=arrow_schema(SCENARIOS)), "scenarios")


@dataclass(frozen=True, slots=True)
class Case:
    """The entries of one category, and the plan under a limit on how many of them go."""

    model: Model
    category: str
    side: Side
    node_limit: int | None

    @property
    def counted(self) -> BoolArray:
        """Tell which of the optimiser's entries are of the category."""
        wanted = ("app", "new_media") if self.category == "all" else (self.category,)
        return np.array([category in wanted for category in self.model.entries.category], dtype=np.bool_)

    @property
    def before(self) -> int:
        """Return how many live entries there are."""
        return int(self.counted.sum()) + self.side.staying + self.side.going

    def closings(self, choice: Choice) -> int:
        """Return how many entries of the category go."""
        return int((self.counted & ~choice.kept).sum()) + self.side.going - int(choice.loose.sum())

    def at_most(self, cheapest: Choice, most: int) -> Choice:
        """Return the cheapest plan in which at most so many go: what rules would close may then stay, too."""
        if self.closings(cheapest) <= most:
            return cheapest
        groups = np.array([category == "work_group" for category in self.model.entries.category], dtype=np.bool_)
        lenient = replace(self.model, going=self.model.going & groups)
        free = self.model.open | (self.model.going & ~groups)
        found = solve(
            bounded(lenient, free=free, counted=self.counted, loose=self.side.loose, most=most),
            node_limit=self.node_limit,
        )
        return self._read(found) or cheapest

    def reach(self, cheapest: Choice, percent: int, lang: str) -> dict[str, object]:
        """Return the row of the cheapest plan in which at least so many percent go, or of its refusal."""
        name, wanted = f"reach_{percent}", ceil(percent * self.before / 100)
        if not self.before:
            return self._refused(name, NO_ENTRIES.get(lang))
        if self.closings(cheapest) >= wanted:
            return self.row(name, cheapest, lang)
        choice = self.with_closings(wanted)
        if choice:
            return self.row(name, choice, lang)
        able = self.most_possible()
        rate = f"{100 * able / self.before:.1f}"
        return self._refused(name, REFUSED.get(lang).format(wanted=wanted, percent=percent, able=able, rate=rate))

    def with_closings(self, wanted: int) -> Choice | None:
        """Return the cheapest plan in which at least so many go; null where that would lose a function."""
        least = wanted - self.side.going - int((self.counted & self.model.going).sum())
        limited = self.counted & self.model.open
        if least > limited.sum():
            return None
        none = Loose(np.zeros(0), np.zeros(0))
        problem = bounded(self.model, free=self.model.open, counted=self.counted, loose=none, least=max(least, 0))
        return self._read(solve(problem, node_limit=self.node_limit))

    def most_possible(self) -> int:
        """Return how many can go without losing a function."""
        none = Loose(np.zeros(0), np.zeros(0))
        problem = bounded(self.model, free=self.model.open, counted=self.counted, loose=none)
        limited = self.counted & self.model.open
        found = solve(replace(problem, cost=limited.astype(np.float64)), node_limit=self.node_limit)
        kept = int(found.cost) if found.found else int(limited.sum())
        return self.side.going + int((self.counted & self.model.going).sum()) + int(limited.sum()) - kept

    def _read(self, found: Solution) -> Choice | None:
        if not found.found:
            return None
        n = len(self.model.entries)
        loose = found.values[n:] if len(found.values) > n else np.zeros(len(self.side.loose.cost))
        return Choice(found.values[:n] > 0.5, loose, found.status is Status.OPTIMAL, found.cost - found.bound)

    def _refused(self, scenario: str, reason: str) -> dict[str, object]:
        return {
            "scenario": scenario,
            "category": self.category,
            "status": "refused",
            "reason": reason,
            "before": self.before,
        }

    def row(self, scenario: str, choice: Choice, lang: str) -> dict[str, object]:
        """Return the scenario's row."""
        counted, entries = self.counted, self.model.entries
        gone = [need for need in self.model.needs if counted[need.owner] and not choice.kept[need.owner]]
        moved = [need for need in gone if any(choice.kept[home] for home in need.homes)]
        uses = [need.uses for need in moved if need.uses is not None]
        stays = counted & choice.kept
        cost = float(entries.keep_cost[stays].sum()) + self.model.move_cost * len(gone)
        cost += self.side.staying_cost + float(self.side.loose.cost @ choice.loose)
        bound = cost - choice.slack
        closings = self.closings(choice)
        unknown = len(moved) - len(uses)
        return {
            "scenario": scenario,
            "category": self.category,
            "status": "optimal" if choice.proved else "bounded",
            "reason": UNKNOWN_USES.get(lang).format(functions=unknown) if unknown else None,
            "before": self.before,
            "kept": self.before - closings,
            "closings": closings,
            "functions_moved": len(moved),
            "functions_lost": len(gone) - len(moved),
            "people_affected": sum(uses) if uses or not moved else None,
            "cost": round(cost, ROUNDED),
            "bound": round(bound, ROUNDED),
            "gap": round((cost - bound) / cost, ROUNDED) if cost else 0.0,
        }
