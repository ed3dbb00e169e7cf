"""Units in an import: compared by number, founded and corrected by the actions of units, undone as far as that goes.

A unit that the sheets do not name stays as it is: what became of it is a change of its own, with day and basis.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.db.models import ProtectedError

from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Steps
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.models import ImportBatch
from jianfu.web.units.actions import stock
from jianfu.web.units.models import Unit

NONE = "none"
COLUMNS = (*stock.COLUMNS, "parent_id", "staff")
_TEXT = pa.string()
_CHANGES = pa.list_(pa.struct([("code", _TEXT), ("before", _TEXT), ("after", _TEXT)]))
_SCHEMA = pa.schema(
    [("_id", pa.int64()), ("file", _TEXT), ("sheet", _TEXT), ("row", pa.int64()), ("class", _TEXT), ("why", _TEXT),
     ("holder", _TEXT), ("asset_id", _TEXT), ("pk", pa.int64()), ("version", pa.int64()), ("changes", _CHANGES),
     *((name, pa.int64() if name == "staff" else _TEXT) for name in COLUMNS)]
)  # fmt: skip
_LENGTHS = {name: getattr(Unit._meta.get_field(name), "max_length", None) for name in ("unit_id", *stock.COLUMNS)}


def compare_units(connection: duckdb.DuckDBPyConnection, accepted: Path, given: Sequence[str], *, by: Actor) -> None:
    """Make ``outcome_units``: each unit sent is new, changed, unchanged or in conflict, and says why."""
    sent = pq.read_table(accepted).to_pylist() if accepted.exists() else []
    known = {unit.unit_id: unit for unit in Unit.objects.select_related("parent")}
    mine = set(Unit.objects.filter(by.scope(Permission.UNITS_CHANGE)).values_list("unit_id", flat=True))
    after = {key: unit.parent.unit_id if unit.parent else "" for key, unit in known.items()}
    after |= {row["unit_id"]: row["parent_id"] for row in sent if row["parent_id"] not in (None, NONE)}
    reach = _Reach(known, mine, {row["unit_id"] for row in sent}, after)
    rows = [_judged(row, known.get(row["unit_id"]), given, reach) for row in sent]
    connection.register("given", pa.Table.from_pylist(rows, schema=_SCHEMA))
    connection.execute("CREATE OR REPLACE TABLE outcome_units AS SELECT * FROM given ORDER BY _id")
    connection.unregister("given")


class _Reach:
    """Where the actor may put a unit: below one of his own, directly or over units sent along."""

    def __init__(self, known: Mapping[str, Unit], mine: set[str], sent: set[str], after: Mapping[str, str]) -> None:
        self.known, self.mine, self.sent, self.after = known, mine, sent, after

    def why_not(self, unit_id: str, unit: Unit | None) -> str:
        """Return why the unit may not be written as sent; empty where it may."""
        if unit is not None and unit_id not in self.mine:
            return "unit_not_yours"
        if unit is not None and unit.state != Unit.State.ACTIVE:
            return "unit_ended"
        above = list(self._above(unit_id))
        if above and above[-1] in (unit_id, *above[:-1]):
            return "unit_circle"
        parent = above[0] if above else ""
        if unit is not None and parent == (unit.parent.unit_id if unit.parent else ""):
            return ""  # it stays where it is, be that at the top
        first = next((each for each in above if each in self.known), "")
        return "" if first in self.mine and self.known[first].state == Unit.State.ACTIVE else "unit_parent"

    def _above(self, unit_id: str) -> Iterator[str]:
        met, at = {unit_id}, self.after.get(unit_id, "")
        while at:
            yield at
            if at in met:
                return
            met.add(at)
            at = self.after.get(at, "")


def _judged(row: Mapping[str, Any], unit: Unit | None, given: Sequence[str], reach: _Reach) -> dict[str, Any]:
    values = {name: _plain(row[name]) for name in COLUMNS if name in given}
    if unit is None:
        changes = [{"code": name, "before": None, "after": _text(value)} for name, value in values.items() if value]
    else:
        stands = {**stock.said_of(unit)}
        changes = [
            {"code": name, "before": _text(stands[name]), "after": _text(value)}
            for name, value in values.items()
            if row[name] is not None and _text(value) != _text(stands[name])
        ]
    kind = "new" if unit is None else "changed" if changes else "unchanged"
    why = "" if kind == "unchanged" else _too_long(row) or reach.why_not(row["unit_id"], unit)
    return {
        **{name: row[name] for name in ("_id", "file", "sheet", "row")},
        **{name: values.get(name) for name in COLUMNS},
        "name": row["name"], "asset_id": row["unit_id"], "class": "conflict" if why else kind, "why": why or None,
        "pk": unit.pk if unit else None, "version": unit.version if unit else None, "changes": changes,
    }  # fmt: skip


def _too_long(row: Mapping[str, Any]) -> str:
    over = any(length and len(str(row.get(name) or "")) > length for name, length in _LENGTHS.items())
    return "too_long" if over else ""


def _plain(value: Any) -> Any:
    return None if value in (None, "", NONE) else value


def _text(value: Any) -> str | None:
    return None if value in (None, "") else str(value)


def write_units(
    batch: ImportBatch, *, by: Actor, at: datetime, request_id: str, progress: Steps
) -> dict[str, int]:  # fmt: skip
    """Found the new units and correct the changed ones, with an audit entry each; return how many of each."""
    told: dict[str, Any] = {"by": by, "at": at, "reason": batch.reason, "request_id": request_id}
    new = [{**row, "unit_id": row["asset_id"]} for row in _rows(batch, "new")]
    stock.bring_in(rows=new, **told)
    progress.advance(len(new))
    changed = _rows(batch, "changed")
    wanted = {
        row["asset_id"]: {each["code"]: _typed(each["code"], each["after"]) for each in row["changes"]}
        for row in changed
    }
    stock.correct(changes=wanted, **told)
    progress.advance(len(changed))
    return {"new": len(new), "changed": len(changed)}


def undo_units(
    batch: ImportBatch, left: list[dict[str, str]], *, by: Actor, at: datetime, reason: str, progress: Steps
) -> Iterator[Deed]:
    """Put back units nobody changed since, take out new ones that nothing hangs on; list the rest in *left*."""
    changed = _rows(batch, "changed")
    now = Unit.objects.in_bulk([row["asset_id"] for row in changed], field_name="unit_id")
    back = {}
    for row in changed:
        if now[row["asset_id"]].version == row["version"] + 1:
            back[row["asset_id"]] = {each["code"]: _typed(each["code"], each["before"]) for each in row["changes"]}
        else:
            left.append({"asset_id": row["asset_id"], "name": row["name"], "why": "changed"})
    stock.correct(changes=back, by=by, at=at, reason=reason)
    progress.advance(len(changed))
    for some in chunks([row["asset_id"] for row in _rows(batch, "new")]):
        for unit in sorted(Unit.objects.filter(unit_id__in=some), key=lambda unit: -unit.path.count("/")):
            if why := _not_taken_out(unit):
                left.append({"asset_id": unit.unit_id, "name": unit.name, "why": why})
            else:
                yield Deed("units.undone", "unit", unit.unit_id, {"name": unit.name}, None, unit.unit_id, "", reason)
        progress.advance(len(some))


def _not_taken_out(unit: Unit) -> str:
    if unit.version != 1:
        return "changed"
    try:
        with transaction.atomic():
            unit.delete()
    except ProtectedError:
        return "spoken_of"
    return ""


def _rows(batch: ImportBatch, kind: str) -> list[dict[str, Any]]:
    path = files.outcome(batch, "units")
    if not path.exists():
        return []
    found: pa.Table = pq.read_table(path, filters=[("class", "=", kind)])
    return list(found.to_pylist())


def _typed(code: str, text: str | None) -> Any:
    if code == "staff":
        return None if text is None else int(text)
    return text or ""
