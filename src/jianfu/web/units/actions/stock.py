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


def _unit(row: Mapping[str, Any]) -> Unit:
    search = text_for(row["name"], row.get("short_name") or "")
    return Unit(unit_id=row["unit_id"], staff=row.get("staff"), search=search, **_texts(row))


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row.get(name) or "" for name in COLUMNS}


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**_texts(row), "parent_id": row["parent_id"] or "", "staff": row.get("staff")}
