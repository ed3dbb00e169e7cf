"""What a filing's move does beyond the filing: the number on the entry, and the filing that went before.

The entry's number is written through here alone, with its own audit entry.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jianfu.engine.cases import filing as machine
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.asset import deed_of, searched
from jianfu.web.registry.models import Asset, Filing, FilingStep


def follow(*, filing: Filing, name: str, on: date, by: Actor, at: datetime, request_id: str = "") -> None:
    """Do what the move brings with it; call it in the transaction of the move."""
    if name == "give_number":
        _number(filing, filing.filing_no, by=by, at=at, request_id=request_id)
    if name == "go_live":
        _shown(filing, by=by, at=at, request_id=request_id)
    if name == "revoke":
        _number(filing, "", by=by, at=at, request_id=request_id)
    if name in machine.CARRIES:
        _carry(filing, machine.CARRIES[name], on=on, by=by, at=at, request_id=request_id)


def _number(filing: Filing, number: str, *, by: Actor, at: datetime, request_id: str) -> None:
    """Write the number on the entry; an empty one is written as stated none, since the authority took it away."""
    asset = Asset.objects.select_for_update().get(pk=filing.asset_id)
    other = Asset.objects.filter(filing_no=number).exclude(pk=asset.pk).first() if number else None
    if other is not None:
        raise UnableToSave(
            zh=f"备案编号“{number}”已登记在“{other.name}”（{other.asset_id}）上，一个编号只属于一个应用。请核对编号。",
            en=f"Number “{number}” is on record for {other.asset_id} already; a number belongs to one app. "
            "Please check it.",
        )
    before = {"filing_no": asset.filing_no, "stated_none": asset.stated_none}
    asset.filing_no = number
    kept = [column for column in asset.stated_none if column != "filing_no"]
    asset.stated_none = kept if number else [*kept, "filing_no"]
    _save(asset, filing, before, by=by, at=at, request_id=request_id)


def _shown(filing: Filing, *, by: Actor, at: datetime, request_id: str) -> None:
    asset = Asset.objects.select_for_update().get(pk=filing.asset_id)
    before = {"filing_no_shown": asset.filing_no_shown}
    asset.filing_no_shown = True
    _save(asset, filing, before, by=by, at=at, request_id=request_id)


def _save(asset: Asset, filing: Filing, before: Mapping[str, Any], *, by: Actor, at: datetime, request_id: str) -> None:
    after = {name: getattr(asset, name) for name in before}
    if after == before:
        return
    asset.search, asset.version, asset.changed_at = searched(asset), asset.version + 1, at
    asset.save(update_fields=[*before, "search", "version", "changed_at"])
    reason = f"备案 {filing.pk} / filing {filing.pk}"
    role = by.role_for(Permission.FILING_REVIEW) or by.role_for(Permission.FILING_PREPARE)
    deed = deed_of("registry.change", asset, before, after, role=role, reason=reason)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)


def _carry(filing: Filing, state: machine.State, *, on: date, by: Actor, at: datetime, request_id: str) -> None:
    """End the app's earlier filings in force."""
    earlier = Filing.objects.filter(asset=filing.asset_id, state__in=list(machine.IN_FORCE)).exclude(pk=filing.pk)
    for old in earlier.select_for_update():
        before, old.state, old.state_since, old.due_on = old.state, state.value, on, None
        old.version += 1
        old.changed_at = at
        old.save()
        FilingStep.objects.create(
            filing=old, move="carried", before=before, after=state.value, on=on, at=at, by_id=by.user_pk,
            by_name=by.name, facts={"filing": filing.pk},
        )  # fmt: skip
        deed = Deed(
            "filing.carried", "filing", str(old.pk), before={"state": before},
            after={"state": state.value, "filing": filing.pk}, unit=filing.asset.sponsor.unit_id,
        )  # fmt: skip
        audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
