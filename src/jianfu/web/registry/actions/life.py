"""Move an entry through its life."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.engine.cases.life import BY_CODE, NEED_NAMES, Given, Move, Need, Standing, lacking, moves_from
from jianfu.web.base.actions import audit
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import naming
from jianfu.web.registry.actions.asset import deed_of, refuse_borne
from jianfu.web.registry.actions.permit import locked, permit
from jianfu.web.registry.actions.values import plain, plain_of
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.life import standing_of

TOUCHED = ("state", "closed_on", "closing_notice_url", "closing_notice_on")


@transaction.atomic
def move(
    *, asset: Asset, move: str, given: Given, version: int | None, by: Actor, at: datetime,
    request_id: str = "", permission: Permission = Permission.REGISTRY_CHANGE,
) -> Asset:  # fmt: skip
    """Make a move and return the entry. Closing frees its names; reopening takes them up again.

    Raises UnableToPermit, and UnableToSave where the version is stale,
    the move does not lead on from here, something it needs is missing, or the account was entered anew meanwhile.
    """
    asset = locked(asset, version)
    permit(by, permission, asset.sponsor)
    standing = standing_of(asset)
    asked = _vetted(move, standing, given, timezone.localdate(at))
    before = plain_of(asset, TOUCHED)
    _apply(asset, asked, given)
    asset.version, asset.changed_at = asset.version + 1, at
    asset.save()
    after = {name: value for name, value in plain_of(asset, TOUCHED).items() if value != before[name]}
    deed = deed_of(
        f"registry.{move}", asset, {name: before[name] for name in after}, {**after, **_said(given)},
        role=by.role_for(permission), reason=given.reason,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return asset


def _vetted(code: str, standing: Standing, given: Given, today: date) -> Move:
    asked = BY_CODE.get(code)
    if asked is None or asked not in moves_from(standing, {asked.permission}):
        raise UnableToSave(
            zh="条目现在的状态不能这样办理，可能刚被他人办过。请重新打开页面查看。",
            en="This cannot be done from the entry's present state; somebody may just have moved it. Open it again.",
        )
    if missing := lacking(asked, standing, given, as_of=today):
        raise _missing(asked, missing, standing)
    return asked


def _missing(asked: Move, missing: tuple[Need, ...], standing: Standing) -> UnableToSave:
    zh, en = ("；".join(NEED_NAMES[need].zh for need in missing), "; ".join(NEED_NAMES[need].en for need in missing))
    named = "、".join(standing.uncovered) if Need.SUCCESSORS in missing else ""
    return UnableToSave(
        zh=f"办理“{asked.name.zh}”还缺：{zh}。" + (f"无人承接的在用功能：{named}。" if named else ""),
        en=f"“{asked.name.en}” still needs: {en}."
        + (f" Functions in use that nobody takes over: {named}." if named else ""),
    )


def _apply(asset: Asset, asked: Move, given: Given) -> None:
    was, asset.state = asset.state, asked.reaches.value
    if given.notice_url:
        asset.closing_notice_url, asset.closing_notice_on = given.notice_url, given.notice_on
    if asset.state == "closed" and given.on:
        asset.closed_on = given.on
        naming.free(asset, until=given.on)
    elif was == "closed":
        refuse_borne(asset)
        asset.closed_on = None
        naming.bear(asset, since=given.on)


def _said(given: Given) -> dict[str, Any]:
    wanted = {"on": given.on, "stop_approval": given.stop_approval}
    return {name: plain(value) for name, value in wanted.items() if value}


def given_from(content: dict[str, Any]) -> Given:
    """Return what a change request's plain content gives with its move."""
    days = {name: date.fromisoformat(content[name]) for name in ("on", "notice_on") if content.get(name)}
    texts = {name: str(content.get(name) or "") for name in ("reason", "notice_url", "stop_approval")}
    said: dict[str, Any] = {**texts, **days}
    return Given(**said)


def content_of(given: Given) -> dict[str, Any]:
    """Return what is given with a move as plain content for a change request."""
    return {name: plain(value) for name, value in asdict(given).items()}
