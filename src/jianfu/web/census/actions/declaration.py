"""A unit answers: confirm, correct, add, mark gone, propose many rows at once; each answer voids what was signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.census.actions.unable import UnableToDeclare, require
from jianfu.web.census.models import Declaration, DeclarationRow
from jianfu.web.census.queries.columns import CODES, value_of
from jianfu.web.census.queries.content import entries_of
from jianfu.web.registry.models import Asset

Kind = DeclarationRow.Kind
# Words of an import's report -> words of a declaration.
_KINDS = {"new": Kind.NEW, "changed": Kind.CHANGE, "unchanged": Kind.CONFIRM, "gone": Kind.GONE,
          "absent": Kind.ABSENT,
          "confirm": Kind.CONFIRM, "change": Kind.CHANGE}  # fmt: skip


@transaction.atomic
def propose_rows(
    *,
    declaration: Declaration,
    rows: Sequence[Mapping[str, Any]],
    by: Actor,
    at: datetime,
    source: str = "import",
    reason: str = "",
    request_id: str = "",
) -> list[DeclarationRow]:
    """Write many answers into a declaration, whatever was answered for the same entries before being replaced.

    Each row maps engine column names to JSON values (dates as ISO text, ``none`` for 无), with ``kind`` (new, changed,
    unchanged or gone) and, for entries of the register, ``asset_id``. Raises UnableToDeclare where the campaign takes
    no answers or an entry is not the unit's, UnableToPermit outside the actor's units. What was signed is voided.
    """
    declaration = begin(declaration, by=by, at=at)
    rows = _asked(declaration, rows)
    known = _known(declaration, rows)
    made = [_row(declaration, row, known, by=by, at=at, source=source) for row in rows]
    DeclarationRow.objects.filter(
        declaration=declaration, asset__in=[row.asset_id for row in made if row.asset_id]
    ).delete()
    DeclarationRow.objects.bulk_create(made, batch_size=500)
    declaration.nothing = declaration.nothing and not made
    _save(declaration, at=at)
    audit.write(by=by, at=at, request_id=request_id, deeds=[_deed(declaration, made, reason=reason)])
    return made


def answer(
    *,
    declaration: Declaration,
    answers: Sequence[Mapping[str, Any]],
    version: int,
    by: Actor,
    at: datetime,
    request_id: str = "",
) -> list[DeclarationRow]:
    """Keep what was answered in the page: as ``propose_rows``, against the version that was seen."""
    check_version(declaration, version)
    return propose_rows(declaration=declaration, rows=answers, by=by, at=at, source="page", request_id=request_id)


@transaction.atomic
def confirm_all(*, declaration: Declaration, version: int, by: Actor, at: datetime, request_id: str = "") -> None:
    """Say that everything not answered for is as listed."""
    check_version(declaration, version)
    declaration = begin(declaration, by=by, at=at)
    declaration.rest_confirmed, declaration.nothing = True, False
    _save(declaration, at=at)
    said = Deed("census.confirm_all", "declaration", str(declaration.pk), unit=declaration.unit.unit_id)
    audit.write(by=by, at=at, request_id=request_id, deeds=[said])


@transaction.atomic
def change_new(
    *, row: DeclarationRow, values: Mapping[str, Any] | None, by: Actor, at: datetime, request_id: str = ""
) -> None:
    """Correct a new row before it is signed, or take it out again where ``values`` is None."""
    declaration = begin(row.declaration, by=by, at=at)
    before = dict(row.values)
    if values is None:
        row.delete()
    else:
        row.values, row.changed_at, row.changed_by_id = _values(values), at, by.user_pk
        row.save()
    _save(declaration, at=at)
    deed = Deed(
        "census.answer", "declaration", str(declaration.pk), before, dict(values) if values else None,
        unit=declaration.unit.unit_id,
    )  # fmt: skip
    audit.write(by=by, at=at, request_id=request_id, deeds=[deed])


def begin(declaration: Declaration, *, by: Actor, at: datetime) -> Declaration:
    """Lock a declaration for an answer, bring it back into work, and void what was signed under the old content."""
    found = (
        Declaration.objects.select_for_update(of=("self",)).select_related("unit", "campaign").get(pk=declaration.pk)
    )
    require(by, Permission.CENSUS_DECLARE, found.unit)
    must_take_answers(found)
    if found.is_settled:
        found.sign_offs.filter(voided_at=None).update(voided_at=at, voided_reason="changed")
    if found.applied_at:  # what was applied is in the register now; the answers begin anew from there
        found.rows.all().delete()
        found.applied_at, found.rest_confirmed = None, False
    found.state, found.content_hash = Declaration.State.WORKING, ""
    found.handed_in_at = found.handed_in_by_id = None
    return found


def must_take_answers(declaration: Declaration) -> None:
    """Raise UnableToDeclare unless the campaign still takes answers."""
    campaign = declaration.campaign
    if not campaign.takes_answers:
        raise UnableToDeclare(
            zh=f"“{campaign}”现在是“{campaign.get_state_display()}”，不再接受填报。如有遗漏，请在登记库补登。",
            en=f"“{campaign}” takes no answers in its present state. Enter what is missing in the register.",
        )


def check_version(declaration: Declaration, version: int) -> None:
    """Raise UnableToSave where the declaration was changed since that version was read."""
    current = Declaration.objects.values_list("version", flat=True).get(pk=declaration.pk)
    if current != version:
        raise UnableToSave(
            zh=f"打开此页以后，这张表已被别人改过（您看到第 {version} 版，现为第 {current} 版）。请核对后再保存。",
            en=f"Somebody changed this table since you opened it (you saw version {version}, it is now {current}). "
            "Check the latest content below and save again.",
        )


def _asked(declaration: Declaration, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows without those that say nothing new of the unit's entries that this campaign does not ask for.

    A sheet of all that a unit has holds closed entries and other categories too; as listed, they need no answer.
    """
    silent = {str(row["asset_id"]) for row in rows if row.get("asset_id") and row.get("kind") == "unchanged"}
    own = Asset.objects.filter(sponsor=declaration.unit, asset_id__in=silent)
    asked = entries_of(declaration.unit, declaration.campaign).values("pk")
    needless = set(own.exclude(pk__in=asked).values_list("asset_id", flat=True))
    return [row for row in rows if row.get("kind") != "unchanged" or str(row.get("asset_id")) not in needless]


def _known(declaration: Declaration, rows: Sequence[Mapping[str, Any]]) -> dict[str, Asset]:
    asked = {str(row["asset_id"]) for row in rows if row.get("asset_id") and row.get("kind") != "new"}
    known = {asset.asset_id: asset for asset in entries_of(declaration.unit, declaration.campaign)}
    if strange := sorted(asked - set(known)):
        raise UnableToDeclare(
            zh=f"编号 {strange[0]} 不在“{declaration.unit}”应填条目中（共 {len(strange)} 个）。请核对。",
            en=f"Number {strange[0]} is not among the entries of “{declaration.unit}” ({len(strange)} such). "
            "Check number and sponsor.",
        )
    return known


def _row(
    declaration: Declaration,
    said: Mapping[str, Any],
    known: Mapping[str, Asset],
    *,
    by: Actor,
    at: datetime,
    source: str,
) -> DeclarationRow:
    kind, values = _KINDS[str(said["kind"])], _values(said)
    if values.get("state") == "closed" and kind not in (Kind.NEW, Kind.ABSENT):
        kind = Kind.GONE
    asset = known[str(said["asset_id"])] if kind is not Kind.NEW else None
    if asset is None:
        _must_be_whole(values, declaration)
        if said.get("asset_id"):
            values["asset_id"] = str(said["asset_id"])
    else:
        values = {code: value for code, value in values.items() if value != value_of(asset, code)}
        if kind in (Kind.CHANGE, Kind.CONFIRM):
            kind = Kind.CHANGE if values else Kind.CONFIRM
    if kind is Kind.ABSENT:
        values = {}
    if kind is Kind.GONE:
        values = {"closed_on": values["closed_on"]} if values.get("closed_on") else {}
    before = {code: value_of(asset, code) for code in values} if asset else {}
    return DeclarationRow(
        declaration=declaration, asset=asset, kind=kind, values=values,
        before=before, source=source, changed_by_id=by.user_pk, changed_at=at,
    )  # fmt: skip


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    return {code: said[code] for code in CODES if code in said}


def _must_be_whole(values: Mapping[str, Any], declaration: Declaration) -> None:
    if not values.get("name") or values.get("category") not in declaration.campaign.categories:
        raise UnableToDeclare(
            zh="新增条目须填名称，类别须在本次排查范围内。请补全后再保存。",
            en="A new entry needs a name and a category that this campaign asks for. Complete it and save again.",
        )


def _save(declaration: Declaration, *, at: datetime) -> None:
    declaration.version += 1
    declaration.changed_at = at
    declaration.save()


def _deed(declaration: Declaration, made: Sequence[DeclarationRow], *, reason: str) -> Deed:
    after = {"rows": [
        {"asset_id": row.asset.asset_id if row.asset else None, "kind": row.kind, "values": row.values} for row in made
    ]}  # fmt: skip
    return Deed(
        "census.answer", "declaration", str(declaration.pk), after=after, unit=declaration.unit.unit_id, reason=reason
    )
