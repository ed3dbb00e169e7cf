"""Hand in, sign, return: a signature stands under what was seen and never under one's own work."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit
from jianfu.web.census.actions import signing as actions
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.actions.unable import UnableToDeclare, UnableToSign
from jianfu.web.census.models import Declaration
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Grant


def test_lines_nobody_answered_for_keep_it_from_being_handed_in(table: Declaration, clerk: Actor) -> None:
    with pytest.raises(UnableToDeclare, match="还有 2 条未核对，第一条是 A1"):
        actions.hand_in(declaration=table, version=1, by=clerk, at=AT)


def test_nothing_to_declare_is_an_answer(campaign: object, actor: Callable[..., Actor]) -> None:
    table = Declaration.objects.get(unit__unit_id="T")
    clerk, chief = actor(Role.CLERK, "T"), actor(Role.RESPONSIBLE, "T")
    with pytest.raises(UnableToDeclare, match="没有条目"):
        actions.hand_in(declaration=table, version=1, by=clerk, at=AT)
    handed_in = actions.hand_in(declaration=table, version=1, nothing=True, by=clerk, at=AT)
    actions.sign_off(declaration=table, seen_hash=handed_in.content_hash, by=chief, at=AT)
    table.refresh_from_db()
    assert table.state == "nothing"


def test_nothing_is_not_declared_while_entries_stand(table: Declaration, clerk: Actor) -> None:
    with pytest.raises(UnableToDeclare, match="还有 2 个条目"):
        actions.hand_in(declaration=table, version=1, nothing=True, by=clerk, at=AT)
    gone = [{"kind": "gone", "asset_id": number} for number in ("A1", "A2")]
    propose_rows(declaration=table, rows=gone, by=clerk, at=AT)
    handed_in = actions.hand_in(declaration=table, version=2, nothing=True, by=clerk, at=AT)
    assert handed_in.state == "handed_in"


def test_signing_settles_the_table_and_keeps_what_was_signed(signed: Declaration) -> None:
    signature = signed.sign_offs.get()
    assert (signed.state, signed.applied_at, signature.voided_at) == ("signed", AT, None)
    assert signature.content_hash == signed.content_hash
    assert [(row["key"], row["kind"]) for row in signature.rows[:2]] == [("A1", "change"), ("A2", "confirm")]


def test_whoever_declared_may_not_sign(handed_in: Declaration, clerk: Actor) -> None:
    unit = handed_in.unit
    Grant.objects.create(user_id=clerk.user_pk, role=Role.RESPONSIBLE, unit=unit, reach="subtree", since=TODAY)
    from jianfu.web.base.models import User
    from jianfu.web.units.queries import actor_of

    both = actor_of(User.objects.get(pk=clerk.user_pk), as_of=TODAY)
    with pytest.raises(UnableToPermit, match="审签人不能是填报人"):
        actions.sign_off(declaration=handed_in, seen_hash=handed_in.content_hash, by=both, at=AT)


@pytest.mark.parametrize(("role", "unit"), [(Role.RESPONSIBLE, "XH"), (Role.COORDINATOR, "P"), (Role.CLERK, "XW")])
def test_only_the_units_responsible_signs(
    handed_in: Declaration, actor: Callable[..., Actor], role: Role, unit: str
) -> None:
    with pytest.raises(UnableToPermit):
        actions.sign_off(declaration=handed_in, seen_hash=handed_in.content_hash, by=actor(role, unit), at=AT)


def test_another_content_than_the_one_seen_is_not_signed(handed_in: Declaration, chief: Actor) -> None:
    with pytest.raises(UnableToSign, match="之后又有改动"):
        actions.sign_off(declaration=handed_in, seen_hash="0" * 64, by=chief, at=AT)


def test_a_change_of_the_register_after_handing_in_keeps_it_from_being_signed(
    handed_in: Declaration, chief: Actor
) -> None:
    Asset.objects.filter(asset_id="A2").update(members=31)
    with pytest.raises(UnableToSign, match="之后又有改动"):
        actions.sign_off(declaration=handed_in, seen_hash=handed_in.content_hash, by=chief, at=AT)
    assert Asset.objects.get(asset_id="A1").name == "清河水务"


def test_returning_needs_a_reason_and_lets_the_clerk_go_on(handed_in: Declaration, chief: Actor, clerk: Actor) -> None:
    with pytest.raises(UnableToSign, match="理由"):
        actions.send_back(declaration=handed_in, reason=" ", by=chief, at=AT)
    actions.send_back(declaration=handed_in, reason="缺值班群", by=chief, at=AT)
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.returned_reason) == ("working", "缺值班群")
    again = actions.hand_in(declaration=handed_in, version=handed_in.version, by=clerk, at=AT)
    assert (again.state, again.returned_reason) == ("handed_in", "")


def test_a_coordinator_may_return_what_is_signed_and_the_unit_may_not(
    signed: Declaration, chief: Actor, actor: Callable[..., Actor]
) -> None:
    with pytest.raises(UnableToPermit):
        actions.send_back(declaration=signed, reason="有误", by=chief, at=AT)
    actions.send_back(declaration=signed, reason="有误", by=actor(Role.COORDINATOR, "X"), at=AT)
    assert signed.sign_offs.get().voided_reason == "有误"


def test_a_table_in_work_is_neither_signed_nor_returned(table: Declaration, chief: Actor) -> None:
    with pytest.raises(UnableToSign):
        actions.sign_off(declaration=table, seen_hash="", by=chief, at=AT)
    with pytest.raises(UnableToPermit):
        actions.send_back(declaration=table, reason="x", by=chief, at=AT)
