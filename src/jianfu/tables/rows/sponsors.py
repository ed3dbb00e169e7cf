"""Sponsors that are named but not numbered: each different name is looked up once; several fits are never guessed."""

import pyarrow as pa
from rapidfuzz import fuzz, process

from jianfu.engine.names.fold import fold_name
from jianfu.engine.names.unit import NamedUnit, UnitIndex
from jianfu.tables.store import Store

_SUGGESTED = 3
_COMPARISONS = 20_000_000
_LIKE_ENOUGH = 60
_UNNUMBERED = "COALESCE(sponsor_unit_id, 'none') = 'none' AND sponsor_unit IS NOT NULL AND sponsor_unit <> 'none'"
_SCHEMA = pa.schema([(name, pa.string()) for name in ("name", "region", "unit_id", "problem", "zh", "en")])


def sponsors(store: Store) -> None:
    """Fill the table ``sponsors`` (name, region, unit_id) and add faults where no or several units fit.

    Where no units were sent, a name is its own id and nothing is a fault.
    """
    wanted = store.rows(
        f"SELECT DISTINCT sponsor_unit, COALESCE(region_code, '') FROM typed_assets WHERE {_UNNUMBERED} ORDER BY 1, 2"
    )
    units = store.rows(
        "SELECT unit_id, COALESCE(name, ''), COALESCE(short_name, ''), COALESCE(region_code, '') FROM typed_units "
        "WHERE unit_id IS NOT NULL"
    )
    index = UnitIndex.of(NamedUnit(*map(str, unit)) for unit in units) if wanted else UnitIndex()
    nearest = _Nearest(index)
    rows = [_answer(index, nearest, str(name), str(region)) for name, region in wanted]
    _keep(store, rows)
    store.run(
        "INSERT INTO faults SELECT t._id, 'sponsor_unit', s.problem, t.sponsor_unit, s.zh, s.en FROM typed_assets t "
        "JOIN sponsors s ON s.name = t.sponsor_unit AND s.region = COALESCE(t.region_code, '') "
        f"WHERE s.problem IS NOT NULL AND {_UNNUMBERED}"
    )


def _keep(store: Store, rows: list[tuple[str | None, ...]]) -> None:
    cells = list(zip(*rows, strict=True)) or [()] * len(_SCHEMA)
    arrow = pa.Table.from_arrays([pa.array(values, pa.string()) for values in cells], schema=_SCHEMA)
    store.connection.register("answered", arrow)
    store.run("CREATE TABLE sponsors AS SELECT * FROM answered")
    store.connection.unregister("answered")


def _answer(index: UnitIndex, nearest: "_Nearest", name: str, region: str) -> tuple[str | None, ...]:
    if not index.units:
        return name, region, name, None, None, None
    found = index.find(name, region)
    if len(found) == 1:
        return name, region, found[0], None, None, None
    if found:
        listed = [_shown(index.units[unit_id]) for unit_id in found]
        return name, region, None, "sponsor_ambiguous", "、".join(listed), ", ".join(listed)
    near = nearest.to(name)
    zh = f"最接近的是{'、'.join(near)}" if near else "没有相近的名称"
    en = f"the nearest are {', '.join(near)}" if near else "no name is like it"
    return name, region, None, "sponsor_unmatched", zh, en


def _shown(unit: NamedUnit) -> str:
    return f"{unit.name}({unit.unit_id})"


class _Nearest:
    """The nearest names to those not found; stops looking where that would take too long."""

    def __init__(self, index: UnitIndex) -> None:
        self._index = index
        self._names: dict[str, str] = {}
        self._left = _COMPARISONS // max(1, len(index.units))
        self._known: dict[str, list[str]] = {}

    def to(self, name: str) -> list[str]:
        """Return up to three names with ids, best first; empty when none is like it or the search was given up."""
        if not self._names:
            self._names = {unit.unit_id: fold_name(unit.name) for unit in self._index.units.values()}
        if name not in self._known and self._left > 0:
            self._left -= 1
            found = process.extract(
                fold_name(name), self._names, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=_SUGGESTED
            )
            self._known[name] = [_shown(self._index.units[unit_id]) for _, _, unit_id in found]
        return self._known.get(name, [])
