"""Open a filing, fill its form in, and move it on, each with its step and its audit entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jianfu.engine.cases import filing as machine
from jianfu.engine.cases.clock import deadline
from jianfu.engine.cases.filing import Kind, State
from jianfu.engine.cases.filing_form import ITEMS
from jianfu.engine.cases.period import periods
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import filing_number
from jianfu.web.registry.models import Asset, Filing, FilingStep
from jianfu.web.registry.queries import filing as queries

ASKED = tuple(item.code for item in ITEMS if not item.known)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a move: the day it happened, a note, the number, the notice, and what was confirmed."""

    on: date
    note: str = ""
    filing_no: str = ""
    notice_url: str = ""
    notice_on: date | None = None
    confirmed: frozenset[str] = field(default_factory=frozenset)  # "shown", "offline"


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened: the kind, since when, at which state (empty: the first), the day of a planned change."""

    kind: str
    on: date
    state: str = ""
    planned_on: date | None = None


@transaction.atomic
def start(*, asset: Asset, opening: Opening, by: Actor, at: datetime, reason: str = "", request_id: str = "") -> Filing:
    """Open a filing of an app and return it. Raises UnableToPermit, UnableToSave where one is under way already."""
    asset = Asset.objects.select_for_update(of=("self",)).select_related("sponsor").get(pk=asset.pk)
    permit(by, machine.PREPARE, asset)
    kind = Kind(opening.kind)
    first = State(opening.state) if opening.state else machine.STARTS[kind][0]
    _vet_start(asset, kind, first)
    filing = Filing.objects.create(
        asset=asset, kind=kind.value, state=first.value, state_since=opening.on, planned_on=opening.planned_on,
        opened_at=at, changed_at=at, content=_asked_of(queries.prefilled(asset)), previous=queries.in_force(asset),
        search=text_for(asset.name, asset.sponsor.name, asset.sponsor.short_name, asset.filing_no),
    )  # fmt: skip
    _record(filing, "start", "", Said(opening.on, reason), by=by, at=at)
    _write(filing, "filing.start", {}, by=by, at=at, reason=reason, request_id=request_id)
    return filing


def _vet_start(asset: Asset, kind: Kind, first: State) -> None:
    if asset.category != "app":
        raise UnableToSave(
            zh="只有应用程序需要备案，账号和工作群组不在此列。请从应用的条目页面办理。",
            en="Only apps are filed here, not accounts or work groups. Please start from the page of an app.",
        )
    if first not in machine.STARTS[kind]:
        raise UnableToSave(
            zh=f"不能从“{machine.NAMES[first].zh}”开始。请从填备案申请开始。",
            en=f"A filing cannot begin at “{machine.NAMES[first].en}”. Please begin with the application.",
        )
    if queries.running(asset).exists():
        raise UnableToSave(
            zh="该应用已有一件备案正在办理。请先办结或撤回，再开新的。",
            en="A filing of this app is under way. Please finish or withdraw it before opening another.",
        )
    if (kind is Kind.FIRST) == bool(queries.in_force(asset)):
        raise _wrong_kind(kind)


def _wrong_kind(kind: Kind) -> UnableToSave:
    if kind is Kind.FIRST:
        return UnableToSave(
            zh="该应用已有备案。有变化的，请办理变更备案；不再使用的，请办理关停注销。",
            en="This app is filed already. Please open a change filing, or a closing where it is no longer used.",
        )
    return UnableToSave(
        zh="登记库中没有该应用的有效备案，不能变更或注销。请先办理首次备案；已在国家系统备案的，从首次备案补记备案编号。",
        en="No filing of this app is in force, so there is nothing to change or close. Please open a first filing; "
        "where the app is filed in the national system already, record its number there.",
    )


@transaction.atomic
def fill(
    *, filing: Filing, values: Mapping[str, str], version: int, by: Actor, at: datetime, reason: str = "",
    request_id: str = "",
) -> Filing:  # fmt: skip
    """Save the hand-filled items. While under review they may change too: the submission must then be checked again."""
    filing = _locked(filing, version)
    permit(by, machine.PREPARE, filing.asset)
    if State(filing.state) in machine.FINAL | machine.IN_FORCE:
        raise UnableToSave(
            zh=f"备案目前是“{machine.NAMES[State(filing.state)].zh}”，申请表不能再改。内容有变化的，请办理变更备案。",
            en="The form can no longer be edited here. Where the content changed, please open a change filing.",
        )
    before, filing.content = filing.content, _asked_of(values)
    diff = {code for code in ASKED if before.get(code, "") != filing.content.get(code, "")}
    if not diff:
        return filing
    _save(filing, at)
    deed = Deed(
        "filing.fill", "filing", str(filing.pk), before={c: before.get(c, "") for c in sorted(diff)},
        after={c: filing.content.get(c, "") for c in sorted(diff)}, unit=filing.asset.sponsor.unit_id,
        role=by.role_for(Permission.FILING_PREPARE), reason=reason,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
    return filing


@transaction.atomic
def move(
    *, filing: Filing, name: str, said: Said, version: int, by: Actor, at: datetime, reason: str = "",
    request_id: str = "",
) -> Filing:  # fmt: skip
    """Move a filing on. Raises UnableToPermit, UnableToMove, UnableToSave; then nothing is written."""
    filing = _locked(filing, version)
    permit(by, machine.BY_NAME[name].permission if name in machine.BY_NAME else "", filing.asset)
    state, now = State(filing.state), queries.standing(filing)
    after = machine.after(Kind(filing.kind), state, name, _facts(filing, now, said))
    _vet_day(filing, said.on, at)
    before = _told(filing)
    if name in ("submit", "recheck"):
        filing.submitted, filing.submitted_hash = dict(now.values), now.content_hash
        filing.submitted_on = said.on
    if name == "give_number":
        filing.filing_no = said.filing_no.strip()
    filing.state, filing.state_since, filing.due_on = after.value, said.on, _due(after, said.on)
    _save(filing, at)
    _record(filing, name, state, said, by=by, at=at)
    _write(filing, f"filing.{name}", before, by=by, at=at, reason=said.note or reason, request_id=request_id)
    filing_number.follow(filing=filing, name=name, on=said.on, by=by, at=at, request_id=request_id)
    return filing


def _facts(filing: Filing, now: queries.Standing, said: Said) -> set[str]:
    have = {
        "complete": now.complete,
        "unchanged": now.content_hash == filing.submitted_hash,
        "reason": bool(said.note.strip()),
        "filing_no": bool(said.filing_no.strip()),
        "notice": bool(said.notice_url.strip() and said.notice_on),
    }
    return {name for name, holds in have.items() if holds} | set(said.confirmed)


def _vet_day(filing: Filing, on: date, at: datetime) -> None:
    if filing.state_since <= on <= timezone.localdate(at):
        return
    raise UnableToSave(
        zh=f"办理日期{on}应不早于进入本环节的{filing.state_since}，也不能是将来。请改正日期。",
        en=f"The day {on} should not be before {filing.state_since}, when this state began, nor in the future.",
    )


def _due(state: State, on: date) -> date | None:
    code = machine.CLOCKS.get(state)
    return deadline(periods()[code], on).due if code else None


def permit(by: Actor, permission: str, asset: Asset) -> None:
    """Raise UnableToPermit unless the actor holds the permission at the app's sponsor."""
    if permission and by.may_at(Permission(permission), asset.sponsor):
        return
    raise UnableToPermit(
        zh=f"您在“{asset.sponsor.name}”没有办理这一步的权限。请联系有权办理的岗位。",
        en="You may not take this step at this unit. Please ask a post that may.",
    )


def _locked(filing: Filing, version: int) -> Filing:
    found = Filing.objects.select_for_update(of=("self",)).select_related("asset__sponsor", "asset__using_unit")
    filing = found.get(pk=filing.pk)
    if filing.version != version:
        raise UnableToSave(
            zh=f"这件备案已被他人办理：现为“{machine.NAMES[State(filing.state)].zh}”（第{filing.version}版，您看到的是第{version}版）。请刷新后再办。",
            en=f"This filing was changed by somebody else: it now stands at version {filing.version}, you saw "
            f"{version}. Please reload and try again.",
        )
    return filing


def _asked_of(values: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code in ASKED if (text := str(values.get(code, "")).strip())}


def _save(filing: Filing, at: datetime) -> None:
    filing.version += 1
    filing.changed_at = at
    filing.save()


def _told(filing: Filing) -> dict[str, Any]:
    return {"state": filing.state, "filing_no": filing.filing_no, "submitted_hash": filing.submitted_hash}


def _record(filing: Filing, name: str, before: str, said: Said, *, by: Actor, at: datetime) -> None:
    facts = {
        "filing_no": said.filing_no.strip(),
        "notice_url": said.notice_url.strip(),
        "notice_on": said.notice_on.isoformat() if said.notice_on else "",
        "confirmed": sorted(said.confirmed),
    }
    FilingStep.objects.create(
        filing=filing, move=name, before=before, after=filing.state, on=said.on, at=at, by_id=by.user_pk,
        by_name=by.name, role=_role(by, name), note=said.note.strip(),
        facts={key: value for key, value in facts.items() if value}, content_hash=filing.submitted_hash,
    )  # fmt: skip


def _role(by: Actor, name: str) -> str:
    known = machine.BY_NAME.get(name)
    return by.role_for(Permission(known.permission if known else machine.PREPARE))


def _write(
    filing: Filing, action: str, before: Mapping[str, Any], *, by: Actor, at: datetime, reason: str, request_id: str
) -> None:
    deed = Deed(
        action, "filing", str(filing.pk), before=before, after=_told(filing), unit=filing.asset.sponsor.unit_id,
        role=_role(by, action.partition(".")[2]), reason=reason,
    )  # fmt: skip
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
