"""Invitations, roles given and ended, accounts closed and helped."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.utils import timezone
from tests.web.conftest import AT, TODAY

from jianfu.web.base.actor import Actor, Reach
from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.units import queries
from jianfu.web.units.actions import people as actions
from jianfu.web.units.actions.people import UnableToGrant, UnableToInvite
from jianfu.web.units.models import Unit
from jianfu.web.units.queries.people import RoleAt


@pytest.fixture
def by(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.COORDINATOR, "X")


@pytest.fixture
def at_water(units: dict[str, Unit]) -> Callable[[Role], RoleAt]:
    return lambda role: RoleAt(role, units["XW"], Reach.SUBTREE)


def _deeds() -> list[str]:
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


def test_an_invited_person_has_a_role_and_a_password_that_must_be_changed(
    by: Actor, at_water: Callable[[Role], RoleAt]
) -> None:
    user, password = actions.invite(username="zhang.san", name="张三", given=at_water(Role.CLERK), by=by, at=AT)
    assert user.check_password(password)
    assert user.must_change_password
    assert user.password.startswith("argon2")
    assert queries.actor_of(user, as_of=TODAY).roles() == {Role.CLERK}
    assert "张三" in user.search
    assert _deeds() == ["people.invite", "people.grant"]
    assert not [entry for entry in AuditEntry.objects.all() if password in str(entry.after)]


def test_a_user_name_is_taken_whatever_its_case(by: Actor, at_water: Callable[[Role], RoleAt]) -> None:
    actions.invite(username="zhang.san", name="张三", given=at_water(Role.CLERK), by=by, at=AT)
    with pytest.raises(UnableToInvite):
        actions.invite(username="Zhang.San", name="章三", given=at_water(Role.CLERK), by=by, at=AT)


def test_two_initial_passwords_differ(by: Actor, at_water: Callable[[Role], RoleAt]) -> None:
    made = {actions.invite(username=n, name=n, given=at_water(Role.CLERK), by=by, at=AT)[1] for n in "abc"}
    assert len(made) == 3
    assert min(len(password) for password in made) >= 16


def test_nobody_invites_into_a_role_that_is_not_theirs_to_give(by: Actor, at_water: Callable[[Role], RoleAt]) -> None:
    with pytest.raises(UnableToGrant):
        actions.invite(username="a", name="a", given=at_water(Role.ADMINISTRATOR), by=by, at=AT)
    assert not User.objects.filter(username="a").exists()
    assert _deeds() == []


def test_a_role_is_given_once_and_ended_at_once(
    by: Actor, person: Callable[..., User], at_water: Callable[[Role], RoleAt]
) -> None:
    user = person()
    given = actions.grant(user=user, given=at_water(Role.CLERK), by=by, at=AT, reason="新任")
    with pytest.raises(UnableToSave):
        actions.grant(user=user, given=at_water(Role.CLERK), by=by, at=AT)
    assert queries.actor_of(user, as_of=TODAY).roles() == {Role.CLERK}
    actions.end_grant(grant=given, by=by, at=AT, reason="调离")
    assert queries.actor_of(user, as_of=TODAY).roles() == frozenset()
    again = actions.grant(user=user, given=at_water(Role.CLERK), by=by, at=AT)
    assert again.pk != given.pk
    assert _deeds() == ["people.grant", "people.end_grant", "people.grant"]


def test_nobody_gives_or_ends_roles_of_their_own(
    person: Callable[..., User], at_water: Callable[[Role], RoleAt]
) -> None:
    user = person(Role.ADMINISTRATOR, "P")
    oneself = queries.actor_of(user, as_of=TODAY)
    with pytest.raises(UnableToGrant, match="自己"):
        actions.grant(user=user, given=at_water(Role.CLERK), by=oneself, at=AT)
    with pytest.raises(UnableToGrant, match="自己"):
        actions.end_grant(grant=user.grants.get(), by=oneself, at=AT, reason="")


@pytest.mark.parametrize(
    ("held", "asked"),
    [(Role.ADMINISTRATOR, Role.CLERK), (Role.CLERK, Role.ADMINISTRATOR), (Role.EVALUATOR, Role.INSPECTOR)],
)
def test_roles_that_do_not_go_together_are_not_held_together(
    actor: Callable[..., Actor],
    person: Callable[..., User],
    at_water: Callable[[Role], RoleAt],
    held: Role,
    asked: Role,
) -> None:
    user = person(held, "XW")
    with pytest.raises(UnableToGrant, match="兼任"):
        actions.grant(user=user, given=at_water(asked), by=actor(Role.ADMINISTRATOR, "P"), at=AT)


def test_a_closed_account_opens_again_only_by_whoever_may_treat_it(
    by: Actor, actor: Callable[..., Actor], person: Callable[..., User]
) -> None:
    user = person(Role.CLERK, "XW")
    actions.close_account(user=user, by=by, at=AT, reason="长期外出")
    assert not User.objects.get(pk=user.pk).is_active
    with pytest.raises(UnableToPermit):
        actions.open_account(user=user, by=actor(Role.COORDINATOR, "D"), at=AT, reason="")
    actions.open_account(user=user, by=by, at=AT, reason="回岗")
    assert User.objects.get(pk=user.pk).is_active


def test_a_password_reset_is_an_initial_one_and_ends_a_lock_out(by: Actor, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    AccessAttempt.objects.create(
        username=user.username, ip_address="127.0.0.1", failures_since_start=5, attempt_time=timezone.now()
    )
    password = actions.reset_password(user=user, by=by, at=AT, reason="本人电话申请")
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert not AccessAttempt.objects.exists()


def test_a_password_of_somebody_higher_is_not_reset(by: Actor, person: Callable[..., User]) -> None:
    with pytest.raises(UnableToPermit):
        actions.reset_password(user=person(Role.PROVINCIAL_LEAD, "P"), by=by, at=AT, reason="")
    assert _deeds() == []


def test_a_lost_second_factor_is_taken_away_with_its_recovery_codes(by: Actor, person: Callable[..., User]) -> None:
    user = person(Role.CLERK, "XW")
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})
    actions.reset_factor(user=user, by=by, at=AT, reason="手机丢失，已核实")
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditEntry.objects.get().before == {"factors": ["recovery_codes", "totp"]}
