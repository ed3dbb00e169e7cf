"""What a declaration says, row by row: the answers given, and for entries nobody touched what the register holds."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jianfu.web.census.models import Campaign, Declaration, DeclarationRow
from jianfu.web.census.queries.columns import CODES, value_of, values_of
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: the entry or the new row, what is answered, and where that differs from the register."""

    key: str  # the entry's number, or ``new-`` and the row's key
    kind: str
    values: dict[str, Any]
    differences: tuple[tuple[str, Any, Any], ...] = ()
    asset: Asset | None = None
    row: DeclarationRow | None = None

    @property
    def is_answered(self) -> bool:
        """Tell whether somebody has answered for this line."""
        return self.kind != UNTOUCHED


def entries_of(unit: Unit, campaign: Campaign) -> QuerySet[Asset]:
    """Return the entries of the register a unit is asked to confirm: its own, not closed, of the categories."""
    return Asset.objects.filter(sponsor=unit, category__in=campaign.categories).exclude(state="closed")


def lines_of(declaration: Declaration) -> list[Line]:
    """Return the whole table in a steady order: the register's entries by number, then new ones.

    An entry somebody answered for stays in the table, even where it has left the register's open entries since.
    """
    rows = list(declaration.rows.select_related("asset").order_by("pk"))
    answered = {row.asset_id: row for row in rows if row.asset_id}
    known = {asset.pk: asset for asset in entries_of(declaration.unit, declaration.campaign)}
    known |= {row.asset.pk: row.asset for row in rows if row.asset and row.asset.pk not in known}
    lines = [_of_entry(asset, answered.get(pk), declaration) for pk, asset in known.items()]
    lines.sort(key=lambda line: line.key)
    return [*lines, *(_of_new(row) for row in rows if row.asset_id is None)]


def _of_entry(asset: Asset, row: DeclarationRow | None, declaration: Declaration) -> Line:
    values = values_of(asset)
    if row is None:
        kind = DeclarationRow.Kind.CONFIRM.value if declaration.rest_confirmed else UNTOUCHED
        return Line(asset.asset_id, kind, values, (), asset)
    now = {**values, **row.values} if row.kind == DeclarationRow.Kind.CHANGE else values
    differences = tuple(
        (code, row.before.get(code) if declaration.applied_at else value_of(asset, code), now.get(code))
        for code in CODES
        if code in row.values
    )
    if not declaration.applied_at:
        differences = tuple(each for each in differences if each[1] != each[2])
    return Line(asset.asset_id, row.kind, now, differences, asset, row)


def _of_new(row: DeclarationRow) -> Line:
    differences = tuple((code, None, row.values[code]) for code in CODES if row.values.get(code) is not None)
    return Line(f"new-{row.pk}", row.kind, dict(row.values), differences, None, row)


def written(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return lines as plain JSON: what a signature stands under."""
    return [{"key": line.key, "kind": line.kind, "values": line.values} for line in lines]


def hash_of(declaration: Declaration, lines: Iterable[Line]) -> str:
    """Return the SHA-256 over the table's canonical JSON. Whatever is changed, here or in the register, changes it."""
    said = {"unit": declaration.unit.unit_id, "nothing": declaration.nothing, "rows": written(lines)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
