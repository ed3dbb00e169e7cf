"""Hand in, return, sign off. A signature stands under the exact content its signer saw, never under one's own work."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions.applying import apply_to_register
from jianfu.web.census.actions.declaration import begin, check_version, must_take_answers
from jianfu.web.census.actions.unable import UnableToDeclare, UnableToSign, require
from jianfu.web.census.models import Declaration, DeclarationRow, SignOff
from jianfu.web.census.queries.content import Line, hash_of, lines_of, written

State = Declaration.State


@transaction.atomic
def hand_in(
    *,
    declaration: Declaration,
    version: int,
    nothing: bool = False,
    confirm_rest: bool = False,
    by: Actor,
    at: datetime,
    request_id: str = "",
) -> Declaration:
    """Hand a table in for signature, with ``nothing`` as one that has nothing to declare.

    ``confirm_rest`` says that whatever nobody answered for is as listed. Raises UnableToDeclare where lines are left
    unanswered, or where nothing is declared although entries stand.
    """
    check_version(declaration, version)
    found = begin(declaration, by=by, at=at)
    found.nothing, found.returned_reason = nothing, ""
    found.rest_confirmed = found.rest_confirmed or confirm_rest
    lines = lines_of(found)
    _must_be_complete(found, lines)
    found.state, found.content_hash = State.HANDED_IN, hash_of(found, lines)
    found.handed_in_at, found.handed_in_by_id = at, by.user_pk
    _save(found, at=at)
    _tell(found, "census.hand_in", {"hash": found.content_hash}, by=by, at=at, request_id=request_id)
    return found


@transaction.atomic
def sign_off(*, declaration: Declaration, seen_hash: str, by: Actor, at: datetime, request_id: str = "") -> SignOff:
    """Sign the content that was seen, and apply it to the register in the same transaction.

    Raises UnableToSign where the table is not handed in or says something else by now, UnableToPermit for whoever
    declared any of it.
    """
    found = _locked(declaration)
    require(by, Permission.CENSUS_SIGN, found.unit)
    must_take_answers(found)
    _must_wait_for_signature(found)
    _must_be_another(found, by)
    lines = lines_of(found)
    if not hash_of(found, lines) == found.content_hash == seen_hash:
        raise UnableToSign(
            zh="您看到的内容之后又有改动，审签只对看到的内容有效。请刷新后核对最新内容；登记库有改动的，请填报员重新交审。",
            en="The content changed after you saw it, and a signature holds only for what was seen. Reload and check; "
            "where the register changed, ask the clerk to hand in anew.",
        )
    signer: Any = by.user_pk  # nobody but a known person passes the check above
    signed = SignOff.objects.create(declaration=found, by_id=signer, at=at, content_hash=seen_hash, rows=written(lines))
    found.state = State.NOTHING if found.nothing else State.SIGNED
    _tell(found, "census.sign_off", {"hash": seen_hash, "state": found.state}, by=by, at=at, request_id=request_id)
    apply_to_register(declaration=found, lines=lines, by=by, at=at, request_id=request_id)
    found.applied_at = at
    _save(found, at=at)
    return signed


@transaction.atomic
def send_back(*, declaration: Declaration, reason: str, by: Actor, at: datetime, request_id: str = "") -> Declaration:
    """Return a table to whoever declared it, with a reason. What a coordinator returns may have been signed already."""
    found = _locked(declaration)
    must_take_answers(found)
    permission = Permission.CENSUS_SIGN if found.state == State.HANDED_IN else Permission.CENSUS_COORDINATE
    if not by.may_at(Permission.CENSUS_COORDINATE, found.unit):
        require(by, permission, found.unit)
    if found.state not in (State.HANDED_IN, State.SIGNED, State.NOTHING):
        _must_wait_for_signature(found)
    if not reason.strip():
        raise UnableToSign(zh="退回须写明理由，填报员才知道改什么。", en="Say what the clerk is to change.")
    found.sign_offs.filter(voided_at=None).update(voided_at=at, voided_reason=reason)
    found.state, found.content_hash, found.returned_reason = State.WORKING, "", reason
    _save(found, at=at)
    _tell(found, "census.send_back", {"state": found.state}, by=by, at=at, reason=reason, request_id=request_id)
    return found


def _locked(declaration: Declaration) -> Declaration:
    rows = Declaration.objects.select_for_update(of=("self",)).select_related("unit", "campaign")
    return rows.get(pk=declaration.pk)


def _must_wait_for_signature(declaration: Declaration) -> None:
    if declaration.state != Declaration.State.HANDED_IN:
        raise UnableToSign(
            zh=f"这张表现在是“{declaration.get_state_display()}”，不在待审签。请刷新后查看。",
            en=f"This table is {declaration.state}, not waiting for signature. Reload the page.",
        )


def _must_be_another(declaration: Declaration, by: Actor) -> None:
    wrote = DeclarationRow.objects.filter(declaration=declaration, changed_by_id=by.user_pk).exists()
    if wrote or by.user_pk in (None, declaration.handed_in_by_id):
        raise UnableToPermit(
            zh="审签人不能是填报人。请由本单位另一位负责人审签。",
            en="Whoever declared may not sign. Ask another responsible person of the unit.",
        )


def _must_be_complete(declaration: Declaration, lines: list[Line]) -> None:
    open_lines = [line for line in lines if not line.is_answered]
    standing = [line for line in lines if line.kind not in DeclarationRow.ENDED]
    if declaration.nothing and standing:
        raise UnableToDeclare(
            zh=f"表中还有 {len(standing)} 个条目，不能按“无可申报”交审。确已不存在的，请先逐条标为“已不存在”。",
            en=f"{len(standing)} entries stand in the table, so there is something to declare. Mark what is gone.",
        )
    if open_lines:
        raise UnableToDeclare(
            zh=f"还有 {len(open_lines)} 条未核对，第一条是 {open_lines[0].key}。请逐条答复，或选“其余均属实”后交审。",
            en=f"{len(open_lines)} lines are not answered, first {open_lines[0].key}. Answer them, or say that "
            "the rest is as listed.",
        )
    if not lines and not declaration.nothing:
        raise UnableToDeclare(
            zh="表中没有条目。请新增条目，或选“无可申报”后交审。",
            en="The table is empty. Add entries, or hand in as nothing to declare.",
        )


def _save(declaration: Declaration, *, at: datetime) -> None:
    declaration.version += 1
    declaration.changed_at = at
    declaration.save()


def _tell(
    declaration: Declaration, action: str, after: dict[str, Any], *, by: Actor, at: datetime, reason: str = "",
    request_id: str,
) -> None:  # fmt: skip
    deed = Deed(action, "declaration", str(declaration.pk), after=after, unit=declaration.unit.unit_id, reason=reason)
    audit.write(by=by, at=at, deeds=[deed], request_id=request_id)
