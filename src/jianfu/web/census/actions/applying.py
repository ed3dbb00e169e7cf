"""Bring what was signed into the register, through the register's own actions: one transaction, one entry a deed.

``declared_on`` is the day an entry was first declared and is set once: a baseline rests on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.engine.cases.life import BY_CODE, Given, lacking
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.models import Declaration, DeclarationRow
from jianfu.web.census.queries.columns import CODES, NONE, OBSERVED
from jianfu.web.census.queries.content import Line
from jianfu.web.registry.actions import asset as entry
from jianfu.web.registry.actions import life
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.life import standing_of

SOURCE = "自报"  # data of the field: one of the sources of domain.md (b1)
Kind = DeclarationRow.Kind
SAID = {"gone": "已不存在", "absent": "查无此条目"}  # data of the field: reasons are kept in its language


@transaction.atomic
def apply_to_register(
    *, declaration: Declaration, lines: Sequence[Line], by: Actor, at: datetime, request_id: str = ""
) -> int:
    """Apply a signed table: new entries are made, corrected ones changed, those gone closed, the rest noted.

    Returns how many entries were new, changed or closed. The caller holds the transaction and checked the signature.
    """
    reason = f"{declaration.campaign}：{declaration.unit}"
    moment: dict[str, Any] = {"by": by, "at": at, "reason": reason, "request_id": request_id}
    confirmed, touched = [], 0
    for line in lines:
        if line.asset is None:
            _enter(line, declaration, **moment)
        elif line.kind in DeclarationRow.ENDED:
            _close(line.asset, line, **moment)
        elif changes := {code: after for code, _before, after in line.differences}:
            _change(line.asset, changes, **moment)
        else:
            confirmed.append(line.asset)
            continue
        touched += 1
    _note_declared([line.asset.pk for line in lines if line.asset is not None], at=at)
    unit = declaration.unit.unit_id
    deeds = [Deed("census.confirm", "asset", asset.asset_id, unit=unit, reason=reason) for asset in confirmed]
    audit.write(by=by, at=at, deeds=deeds, request_id=request_id)
    return touched


def _enter(line: Line, declaration: Declaration, **moment: Any) -> None:
    """Make a new entry of the register, and let the row know it."""
    values = {code: value for code, value in line.values.items() if code in CODES and value is not None}
    unit = declaration.unit
    values = {"region_code": unit.region_code, **values, "sponsor": unit, "declared_source": SOURCE}
    said, stated = _parted(_dated(values, moment["at"]))
    made = entry.create(
        values=said, asset_id=str(line.values.get("asset_id") or ""), permission=Permission.CENSUS_SIGN, **moment
    )
    _state(made, stated, set(said))
    if line.row is not None:
        DeclarationRow.objects.filter(pk=line.row.pk).update(asset=made)


def _change(asset: Asset, changes: Mapping[str, Any], **moment: Any) -> None:
    said, stated = _parted(_dated(changes, moment["at"]))
    changed = entry.change(asset=asset, values=said, version=None, permission=Permission.CENSUS_SIGN, **moment)
    _state(changed, stated, set(changes))


def _close(asset: Asset, line: Line, **moment: Any) -> None:
    """Close an entry that its unit says is there no more, or never was; what never was is void."""
    if asset.state == "closed":
        return
    today = timezone.localdate(moment["at"])
    said = line.row.values.get("closed_on") if line.row else None
    reason = f"{moment.pop('reason')}：{SAID[line.kind]}"
    given = Given(
        on=date.fromisoformat(said) if said else today, reason=reason, notice_url=asset.closing_notice_url or "",
        notice_on=asset.closing_notice_on,
    )  # fmt: skip
    way = way_to_close(asset, line.kind, given, today)
    life.move(asset=asset, move=way, given=given, version=None, permission=Permission.CENSUS_SIGN, **moment)


def way_to_close(asset: Asset, kind: str, given: Given, today: date) -> str:
    """Return the move that closes an entry.

    An account or app that went without notice or successor did go all the same: the census tells what is, and its
    reason says that it was the unit's word. Whether the closing was in order is asked elsewhere.
    """
    ends = {"work_group": "dissolve", "new_media": "deregister", "app": "shut_down"}
    proper = BY_CODE.get(ends.get(asset.category, ""))
    if kind == Kind.ABSENT or proper is None or lacking(proper, standing_of(asset), given, as_of=today):
        return "void"
    return proper.code


def _dated(values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return values with the day and source of what was observed, where the unit did not say them."""
    if not any(values.get(code) not in (None, NONE) for code in OBSERVED):
        return dict(values)
    today = timezone.localdate(at).isoformat()
    return {"observed_on": today, "activity_source": SOURCE, **values}


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values without those stated to be none, and the columns of these."""
    stated = [code for code, value in values.items() if value == NONE]
    return {code: _empty(code) if code in stated else value for code, value in values.items()}, stated


def _empty(code: str) -> Any:
    return [] if code in ("features", "absorbs", "merged_from") else None


def _state(asset: Asset, stated: Iterable[str], said: set[str]) -> None:
    """Keep which columns the unit stated to be none."""
    kept = sorted({*stated, *(code for code in asset.stated_none if code not in said)})
    if kept != asset.stated_none:
        Asset.objects.filter(pk=asset.pk).update(stated_none=kept)


def _note_declared(pks: Iterable[int], *, at: datetime) -> None:
    today = timezone.localdate(at)
    Asset.objects.filter(pk__in=pks, declared_on=None).update(declared_on=today, declared_source=SOURCE)
