"""Propose a change, and sign it off, refuse it or withdraw it.

Invariant: what is signed is what was shown. The content hash covers the proposal and the entry's version, so an edit
of either in between voids the sign-off, and nobody signs what they proposed themselves.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import applying
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.actions.permit import permit
from jianfu.web.registry.models import Asset, ChangeRequest
from jianfu.web.units.models import Unit

SIGN, PROPOSE = Permission.REGISTRY_SIGN, Permission.REGISTRY_PROPOSE
State = ChangeRequest.State


def hash_of(request: ChangeRequest) -> str:
    """Return the SHA-256 over what a sign-off binds: the proposal, and the version of the entry it would change."""
    said = {
        "kind": request.kind,
        "asset": [request.asset.asset_id, request.asset.version] if request.asset else None,
        "unit": request.unit.unit_id,
        "content": request.content,
        "reason": request.reason,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def propose(*, kind: str, asset: Asset | None, unit: Unit, content: Mapping[str, Any], doing: Doing) -> ChangeRequest:
    """Propose a change at a unit and return it. Raises UnableToPermit, UnableToSave where the reason is missing."""
    permit(doing.by, PROPOSE, unit)
    _need_reason(doing.reason)
    if doing.by.user_pk is None:
        raise UnableToPermit(zh="申请须由本人登录后提出。", en="A proposal is made by a person who is signed in.")
    request = ChangeRequest(
        kind=kind, asset=asset, unit=unit, content=dict(content), reason=doing.reason,
        title=_title(kind, asset, content), proposed_by_id=doing.by.user_pk, proposed_at=doing.at,
    )  # fmt: skip
    request.save()
    _write(request, "request.propose", PROPOSE, doing, None, {"content": request.content, "kind": kind})
    return request


@transaction.atomic
def edit(*, request: ChangeRequest, content: Mapping[str, Any], doing: Doing) -> ChangeRequest:
    """Replace what an open proposal says and return it; only who proposed it may. What was shown before is void.

    A new entry is signed at the sponsor it names now. Raises UnableToPermit, UnableToSave without a reason.
    """
    request = _open(request)
    _need_proposer(request, doing)
    _need_reason(doing.reason)
    if request.kind == ChangeRequest.Kind.CREATE and (sponsor := content.get("values", {}).get("sponsor")):
        request.unit = Unit.objects.get(unit_id=sponsor)
    permit(doing.by, PROPOSE, request.asset.sponsor if request.asset else request.unit)
    before = {"content": request.content, "reason": request.reason}
    request.content, request.reason = dict(content), doing.reason
    request.title, request.version = _title(request.kind, request.asset, content), request.version + 1
    request.save()
    _write(request, "request.edit", PROPOSE, doing, before, {"content": request.content, "reason": request.reason})
    return request


@transaction.atomic
def sign(*, request: ChangeRequest, content_hash: str, doing: Doing) -> ChangeRequest:
    """Sign off a proposal as it was shown, make the change, and return the request.

    Raises UnableToPermit for the proposer, UnableToSave where proposal or entry changed since it was shown.
    """
    request = _open(request)
    _need_other(request, doing)
    if content_hash != hash_of(request):
        raise UnableToSave(
            zh="您打开之后，申请内容或条目有变化，原审签作废。下面是最新的对照，请核对后重新审签。",
            en="The proposal or the entry changed since you opened it, so this is void. Check the new diff below.",
        )
    applied = applying.apply(request, Doing(doing.by, doing.at, request.reason, doing.request_id, SIGN))
    request.asset = applied
    _decide(request, State.SIGNED, doing, content_hash=content_hash)
    _write(request, "request.sign", SIGN, doing, None, {"state": request.state, "content_hash": content_hash})
    return request


@transaction.atomic
def refuse(*, request: ChangeRequest, doing: Doing) -> ChangeRequest:
    """Send a proposal back with a reason and return it. Raises UnableToPermit for the proposer, UnableToSave."""
    request = _open(request)
    _need_other(request, doing)
    _need_reason(doing.reason)
    _decide(request, State.REFUSED, doing)
    _write(request, "request.refuse", SIGN, doing, {"state": "open"}, {"state": request.state})
    return request


@transaction.atomic
def withdraw(*, request: ChangeRequest, doing: Doing) -> ChangeRequest:
    """Withdraw a proposal and return it; only who proposed it may."""
    request = _open(request)
    _need_proposer(request, doing)
    _decide(request, State.WITHDRAWN, doing)
    _write(request, "request.withdraw", PROPOSE, doing, {"state": "open"}, {"state": request.state})
    return request


def _open(request: ChangeRequest) -> ChangeRequest:
    found = ChangeRequest.objects.select_for_update(of=("self",)).select_related("unit", "asset").get(pk=request.pk)
    if found.state != State.OPEN:
        raise UnableToSave(
            zh=f"这件申请已经办结（{found.get_state_display()}）。请重新打开页面查看。",
            en="This proposal was decided already. Open the page again.",
        )
    return found


def _need_other(request: ChangeRequest, doing: Doing) -> None:
    permit(doing.by, SIGN, request.asset.sponsor if request.asset else request.unit)
    if doing.by.user_pk == request.proposed_by_id:
        raise UnableToPermit(
            zh="不能审签自己提出的申请。请由本单位另一位负责人审签。",
            en="Nobody signs off what they proposed. Ask another responsible person of the unit.",
        )


def _need_proposer(request: ChangeRequest, doing: Doing) -> None:
    if doing.by.user_pk is None or doing.by.user_pk != request.proposed_by_id:
        raise UnableToPermit(zh="只有提出人可以修改或撤回申请。", en="Only who proposed it may edit or withdraw it.")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise UnableToSave(zh="须写明理由。请补填后再提交。", en="A reason is needed. Fill it in and submit again.")


def _decide(request: ChangeRequest, state: str, doing: Doing, content_hash: str = "") -> None:
    request.state, request.decided_by_id, request.decided_at = state, doing.by.user_pk, doing.at
    request.decision_reason = doing.reason if state == State.REFUSED else ""
    request.content_hash, request.version = content_hash, request.version + 1
    request.save()


def _title(kind: str, asset: Asset | None, content: Mapping[str, Any]) -> str:
    name = asset.name if asset else str(content.get("values", {}).get("name", ""))
    return f"{ChangeRequest.Kind(kind).label} {name}"[:200]


def _write(
    request: ChangeRequest, action: str, via: Permission, doing: Doing,
    before: Mapping[str, Any] | None, after: Mapping[str, Any],
) -> None:  # fmt: skip
    deed = Deed(
        action, "request", str(request.pk), before,
        {**after, "asset": request.asset.asset_id if request.asset else None},
        unit=request.unit.unit_id, role=doing.by.role_for(via), reason=doing.reason,
    )  # fmt: skip
    audit.write(by=doing.by, at=doing.at, deeds=[deed], request_id=doing.request_id)
