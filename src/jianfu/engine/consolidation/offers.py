"""Functions in use, and which entries could be their new home.

A home is an entry that may take functions over (``standing.home_ok``) and either offers the same function for the same
division or one above, or says that it absorbs it and serves the division. An app can carry any function, an account
only those of accounts. *Source:* design.md section 6, the planning objective.
"""

from dataclasses import dataclass

import numpy as np

from jianfu.engine.backends.backend import Backend
from jianfu.engine.consolidation.region import covering, place
from jianfu.engine.optimisation.solver import BoolArray, FloatArray

LEVELS = ("province", "city", "county", "town", "village")

OFFERED = """
    SELECT f.asset_id, f.function_code, coalesce(nullif(f.region_code, 'none'), s.region_code) AS region_code,
      CASE WHEN count(*) = count(f.monthly_uses) THEN sum(f.monthly_uses) END AS monthly_uses,
      bool_or(f.monthly_uses IS NULL OR f.monthly_uses > 0 OR coalesce(f.statutory, FALSE)) AS in_use
    FROM functions f JOIN standing s ON s.asset_id = f.asset_id
    GROUP BY f.asset_id, f.function_code, coalesce(nullif(f.region_code, 'none'), s.region_code)"""
"""A function counts as in use when its uses are not known, more than none, or the law requires it."""

TAKING_PART = """
    SELECT asset_id, category, standing, carries, keep_cost, region_code, absorbs, home_ok, unit_level, offering,
      CAST(opened_on AS VARCHAR) AS opened_on
    FROM standing WHERE offering OR category = 'app' OR coalesce(nullif(absorbs, 'none'), '') <> ''
    ORDER BY asset_id"""


@dataclass(frozen=True, slots=True)
class Entries:
    """The live entries the optimiser sees, in the order of their ids: those with functions, apps, and absorbers.

    *prefer* is each one's rank when choices cost the same: may be a home, higher level, opened earlier, id.
    """

    ids: list[str]
    category: list[str]
    standing: list[str]
    carries: list[str]
    home_ok: BoolArray
    keep_cost: FloatArray
    places: list[str | None]
    absorbs: list[frozenset[str]]
    prefer: FloatArray

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Need:
    """A function in use: whose it is, where, how often used a month (null: not known), and its possible homes.

    Homes are places in ``Entries``, best first: the same function before an absorber, the nearest division, preference.
    """

    owner: int
    function_code: str
    region_code: str | None
    uses: int | None
    homes: tuple[int, ...]


def prepare(backend: Backend) -> None:
    """Make table ``offered``: asset_id, function_code, region_code, monthly_uses, in_use of live entries."""
    backend.sql(OFFERED, into="offered")


def entries(backend: Backend) -> Entries:
    """Return the entries that take part in the optimisation."""
    rows = backend.sql(TAKING_PART).to_pylist()
    order = sorted(range(len(rows)), key=lambda at: _rank(rows[at]))
    prefer = np.zeros(len(rows))
    prefer[order] = np.arange(len(rows))
    return Entries(
        [row["asset_id"] for row in rows],
        [row["category"] for row in rows],
        [row["standing"] for row in rows],
        [row["carries"] for row in rows],
        np.array([bool(row["home_ok"]) for row in rows], dtype=np.bool_),
        np.array([row["keep_cost"] for row in rows], dtype=np.float64),
        [place(row["region_code"]) for row in rows],
        [_codes(row["absorbs"]) for row in rows],
        prefer,
    )


def _rank(row: dict[str, object]) -> tuple[object, ...]:
    level = row["unit_level"]
    return (
        not row["home_ok"],
        LEVELS.index(str(level)) if level in LEVELS else len(LEVELS),
        row["opened_on"] or "9",
        row["asset_id"],
    )


def _codes(absorbs: str | None) -> frozenset[str]:
    return frozenset(code for code in (absorbs or "").split(";") if code and code != "none")


def needs(backend: Backend, known: Entries) -> list[Need]:
    """Return the functions in use of entries that may go, with their homes."""
    rows = backend.sql(
        "SELECT asset_id, function_code, region_code, monthly_uses, in_use FROM offered "
        "ORDER BY asset_id, function_code, region_code"
    ).to_pylist()
    at = {asset_id: number for number, asset_id in enumerate(known.ids)}
    homes = _Homes(known, rows, at)
    going = {number for number, standing in enumerate(known.standing) if standing in ("free", "goes")}
    return [
        Need(
            at[row["asset_id"]],
            row["function_code"],
            row["region_code"],
            row["monthly_uses"],
            homes.of(at[row["asset_id"]], row["function_code"], row["region_code"]),
        )
        for row in rows
        if row["in_use"] and at[row["asset_id"]] in going
    ]


class _Homes:
    """Looks homes up by function and place."""

    def __init__(self, known: Entries, rows: list[dict[str, str]], at: dict[str, int]) -> None:
        self.known = known
        self.offering: dict[tuple[str, str], list[int]] = {}
        self.absorbing: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            spot, number = place(row["region_code"]), at[row["asset_id"]]
            if spot is not None and known.home_ok[number]:
                self.offering.setdefault((row["function_code"], spot), []).append(number)
        for number, (codes, spot) in enumerate(zip(known.absorbs, known.places, strict=True)):
            if spot is not None and known.home_ok[number]:
                for code in codes:
                    self.absorbing.setdefault((code, spot), []).append(number)

    def of(self, owner: int, code: str, region_code: str | None) -> tuple[int, ...]:
        spot = place(region_code)
        if spot is None:
            return ()
        found: dict[int, None] = {}
        for where in covering(spot):
            found.update(dict.fromkeys(self._sorted(self.offering.get((code, where), []))))
        for where in covering(spot):
            able = self.absorbing.get((code, where), []) + self.absorbing.get(("*", where), [])
            found.update(dict.fromkeys(self._sorted([home for home in able if self._carries(home, owner)])))
        found.pop(owner, None)
        return tuple(found)

    def _sorted(self, homes: list[int]) -> list[int]:
        return sorted(homes, key=lambda home: self.known.prefer[home])

    def _carries(self, home: int, owner: int) -> bool:
        kind = self.known.carries[home]
        return kind == "app" or (kind == "new_media" == self.known.carries[owner])
