"""Request, decide, review, withdraw and renew exemptions. Nobody decides for oneself or one's own unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from jianfu.engine.cases.clock import deadline
from jianfu.engine.cases.period import periods
from jianfu.engine.schema import words
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions.permit import locked
from jianfu.web.registry.models import Asset, Exemption
from jianfu.web.registry.queries import exemption as queries

REASONS = {word.code for word in words.EXEMPTION_REASONS}
BARS = {
    "requester": (
        "申请人不能批准自己的申请。请由上级单位的其他人员决定。",
        "Whoever asked may not decide. Somebody else, of a unit above, must.",
    ),
    "same_unit": (
        "您在主办单位、其下级或提出申请的单位任职，不能决定本单位的豁免。请由上级单位决定。",
        "You act for the sponsor, a unit below it, or the unit that asked; a unit above must decide.",
    ),
    "not_above": (
        "您没有决定该单位豁免的权限。请由其上级单位有权的岗位决定。",
        "You may not decide exemptions of this unit. A post of a unit above that may must do so.",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for."""

    rules: Sequence[str]
    reason_code: str
    basis: str
    valid_from: date
    valid_until: date


@transaction.atomic
def request(
    *, asset: Asset, asked: Asked, by: Actor, at: datetime, reason: str = "", request_id: str = "",
    renews: Exemption | None = None,
) -> Exemption:  # fmt: skip
    """Ask for an exemption and return it. Raises UnableToPermit, UnableToSave."""
    asset = locked(asset)
    _permit_asking(by, asset)
    _vet(asset, asked)
    if renews is not None and renews.asset_id != asset.pk:
        raise UnableToSave(zh="续期应针对同一条目。", en="A renewal is for the same entry.")
    exemption = Exemption.objects.create(
        asset=asset, rules=" ".join(sorted(set(asked.rules))), reason_code=asked.reason_code,
        basis=asked.basis.strip(), valid_from=asked.valid_from, valid_until=asked.valid_until, renews=renews,
        requested_by_id=by.user_pk, requested_name=by.name, requested_for=queries.requesting_unit(by, asset),
        requested_at=at, changed_at=at, search=text_for(asset.name, asset.sponsor.name, asset.sponsor.short_name),
    )  # fmt: skip
    _write(exemption, "request", {}, by=by, at=at, reason=reason or exemption.basis, request_id=request_id)
    return exemption


def _vet(asset: Asset, asked: Asked) -> None:
    known = {rule.id for rule in queries.rules_for(asset)}
    if not asked.rules or not set(asked.rules) <= known:
        raise UnableToSave(
            zh="请从适用于该条目的规则中选择要豁免的规则，至少一条。",
            en="Please choose at least one of the rules that apply to this entry.",
        )
    if asked.reason_code not in REASONS or not asked.basis.strip():
        raise UnableToSave(zh="请选择理由，并写明依据。", en="Please choose a reason and state its basis.")
    last = deadline(periods()["exemption_longest"], asked.valid_from).due
    if asked.valid_until < asked.valid_from or (last and asked.valid_until > last):
        longest = periods()["exemption_longest"].length
        raise UnableToSave(
            zh=f"失效日期应在生效日期{asked.valid_from}与{last}之间（最长{longest.zh}）。到期仍需要的，请届时续期。",
            en=f"The last day should lie between {asked.valid_from} and {last} (at most {longest.en}). "
            "What is needed longer is renewed then.",
        )


@transaction.atomic
def decide(
    *, exemption: Exemption, approve: bool, seen: str, by: Actor, at: datetime, reason: str, request_id: str = ""
) -> Exemption:
    """Approve or refuse what was seen. Raises UnableToPermit; UnableToSave where it is no longer what was seen."""
    exemption = _locked(exemption)
    bar = queries.bar_to_deciding(by, exemption)
    if bar:
        raise UnableToPermit(zh=BARS[bar][0], en=BARS[bar][1])
    _expect(exemption, Exemption.State.REQUESTED)
    if not reason.strip():
        raise UnableToSave(zh="请写明决定的理由。", en="Please state the reason of the decision.")
    if queries.hash_of(exemption) != seen:
        raise UnableToSave(
            zh="申请或条目在您查看之后有了变化，决定没有登记。请重新查看后再决定。",
            en="The request or the entry changed after you saw it; nothing was decided. Please look again and decide.",
        )
    before = _told(exemption)
    exemption.state = Exemption.State.APPROVED if approve else Exemption.State.REFUSED
    exemption.decided_by_id, exemption.decided_name, exemption.decided_at = by.user_pk, by.name, at
    exemption.decided_unit = by.unit_for(Permission.EXEMPTION_DECIDE)
    exemption.decision, exemption.content_hash = reason.strip(), seen
    return _save(
        exemption, "approve" if approve else "refuse", before, by=by, at=at, reason=reason, request_id=request_id
    )


@transaction.atomic
def review(
    *, exemption: Exemption, note: str, on: date, by: Actor, at: datetime, reason: str = "", request_id: str = ""
) -> Exemption:
    """Note, before it ends, whether an exemption is still needed. Raises UnableToPermit, UnableToSave."""
    exemption = _locked(exemption)
    if queries.bar_to_deciding(by, exemption):
        _permit_asking(by, exemption.asset)
    _expect(exemption, Exemption.State.APPROVED)
    if not note.strip():
        raise UnableToSave(zh="请写明复核意见。", en="Please write what the review found.")
    before = _told(exemption)
    exemption.review_note, exemption.reviewed_on = note.strip(), on
    return _save(exemption, "review", before, by=by, at=at, reason=note, request_id=request_id)


@transaction.atomic
def withdraw(*, exemption: Exemption, by: Actor, at: datetime, reason: str, request_id: str = "") -> Exemption:
    """End a request or an exemption before its time: by the asking side, or by whoever could decide it."""
    exemption = _locked(exemption)
    if queries.bar_to_deciding(by, exemption):
        _permit_asking(by, exemption.asset)
    _expect(exemption, Exemption.State.REQUESTED, Exemption.State.APPROVED)
    if not reason.strip():
        raise UnableToSave(zh="请写明撤回的理由。", en="Please state why it is withdrawn.")
    before = _told(exemption)
    exemption.state, exemption.ended_reason = Exemption.State.WITHDRAWN, reason.strip()
    return _save(exemption, "withdraw", before, by=by, at=at, reason=reason, request_id=request_id)


def _permit_asking(by: Actor, asset: Asset) -> None:
    if not by.may_at(Permission.EXEMPTION_REQUEST, asset.sponsor):
        raise UnableToPermit(
            zh=f"您没有为“{asset.sponsor.name}”办理豁免的权限。请由该单位的填报员、审核员或负责人办理。",
            en="You may not handle exemptions for this unit. Its clerk, reviewer or responsible person may.",
        )


def _expect(exemption: Exemption, *states: Exemption.State) -> None:
    if exemption.state in states:
        return
    raise UnableToSave(
        zh=f"这件豁免目前是“{exemption.get_state_display()}”，不能再办这一步。请刷新页面查看。",
        en=f"This exemption stands at “{exemption.state}”, so this step is no longer open. Please reload the page.",
    )


def _locked(exemption: Exemption) -> Exemption:
    rows = Exemption.objects.select_for_update(of=("self",)).select_related("asset__sponsor", "requested_for")
    return rows.get(pk=exemption.pk)


def _told(exemption: Exemption) -> dict[str, Any]:
    return {
        **queries.content_of(exemption),
        "decision_state": exemption.state,
        "decision": exemption.decision,
        "review_note": exemption.review_note,
        "ended_reason": exemption.ended_reason,
    }


def _save(
    exemption: Exemption, verb: str, before: dict[str, Any], *, by: Actor, at: datetime, reason: str, request_id: str
) -> Exemption:
    exemption.version += 1
    exemption.changed_at = at
    exemption.save()
    _write(exemption, verb, before, by=by, at=at, reason=reason, request_id=request_id)
    return exemption


def _write(
    exemption: Exemption, verb: str, before: dict[str, Any], *, by: Actor, at: datetime, reason: str, request_id: str
) -> None:
    deciding = verb in ("approve", "refuse")
    permission = Permission.EXEMPTION_DECIDE if deciding else Permission.EXEMPTION_REQUEST
    deed = Deed(
        f"exemption.{verb}", "exemption", str(exemption.pk), before=before, after=_told(exemption),
        unit=exemption.asset.sponsor.unit_id, role=by.role_for(permission), reason=reason, rule=exemption.rules,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
