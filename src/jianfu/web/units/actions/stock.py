"""Bring many units in at once, from rows as the engine's contract has them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.search import text_for
from jianfu.web.units.actions import tree
from jianfu.web.units.models import Unit

COLUMNS = ("name", "short_name", "level", "region_code", "line", "unit_type")
NO_PARENT = frozenset({None, "", "none"})


def bring_in(
    *, rows: Iterable[Mapping[str, Any]], by: Actor, at: datetime, reason: str, request_id: str = ""
) -> list[Unit]:
    """Found every unit of the rows that is not known by its number, with one audit entry each, and return them.

    ``rows`` are the table *units* of the contract. A unit whose superior is neither among them nor known stands at the
    top. Known units are left as they are.
    """
    known = set(Unit.objects.values_list("unit_id", flat=True))
    new = [row for row in rows if row["unit_id"] not in known]
    with transaction.atomic():
        Unit.objects.bulk_create([_unit(row) for row in new], batch_size=1000)
        found = {unit.unit_id: unit for unit in Unit.objects.filter(unit_id__in=[row["unit_id"] for row in new])}
        keys = dict(Unit.objects.values_list("unit_id", "pk"))
        for row in new:
            if row["parent_id"] not in NO_PARENT:
                found[row["unit_id"]].parent_id = keys.get(row["parent_id"])
        Unit.objects.bulk_update(found.values(), ["parent"], batch_size=1000)
        tree.rebuild_paths()
        deeds = [
            Deed("units.create", "unit", row["unit_id"], None, _said(row), row["unit_id"], "", reason) for row in new
        ]
        audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return list(found.values())


def correct(
    *,
    changes: Mapping[str, Mapping[str, Any]],
    by: Actor,
    at: datetime,
    reason: str,
    request_id: str = "",
) -> None:
    """Correct units in one transaction, with one audit entry each.

    ``changes`` gives, by the number of a unit, new values by the contract's columns; ``parent_id`` moves it.
    """
    with transaction.atomic():
        units = Unit.objects.select_related("parent").in_bulk(list(changes), field_name="unit_id")
        above = {each["parent_id"] for each in changes.values() if each.get("parent_id")}
        parents = Unit.objects.in_bulk(list(above), field_name="unit_id")
        deeds = []
        for unit_id, values in changes.items():
            unit, before = units[unit_id], said_of(units[unit_id])
            for name, value in values.items():
                if name == "parent_id":
                    unit.parent = parents[value] if value else None
                else:
                    setattr(unit, name, value)
            unit.version += 1
            unit.search = text_for(unit.name, unit.short_name)
            after = said_of(unit)
            was, now = ({name: each[name] for name in values} for each in (before, after))
            deeds.append(Deed("units.change", "unit", unit_id, was, now, unit_id, "", reason))
        Unit.objects.bulk_update(units.values(), [*COLUMNS, "staff", "parent", "version", "search"], batch_size=500)
        tree.rebuild_paths()
        audit.write(by=by, at=at, deeds=deeds, request_id=request_id)


def said_of(unit: Unit) -> dict[str, Any]:
    """Return a unit's facts by the contract's columns, empty where nothing is stated."""
    texts = {name: getattr(unit, name) for name in COLUMNS}
    return {**texts, "parent_id": unit.parent.unit_id if unit.parent else "", "staff": unit.staff}


def _unit(row: Mapping[str, Any]) -> Unit:
    search = text_for(row["name"], row.get("short_name") or "")
    return Unit(unit_id=row["unit_id"], staff=row.get("staff"), search=search, **_texts(row))


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row.get(name) or "" for name in COLUMNS}


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**_texts(row), "parent_id": row["parent_id"] or "", "staff": row.get("staff")}
