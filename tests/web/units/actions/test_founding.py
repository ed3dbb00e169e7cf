"""A new register gets its topmost unit and its first administrator."""

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.models import AuditEntry, User
from jianfu.web.base.permissions import Permission
from jianfu.web.units import queries
from jianfu.web.units.actions import founding
from jianfu.web.units.models import Unit

TOP = {"unit_id": "1", "name": "苏江省", "level": "province", "region_code": "320000"}


def test_the_first_administrator_may_invite_everybody_in_the_whole_tree(db: None, client: Client) -> None:
    password = founding.found(unit=TOP, username="admin", name="某人", at=AT)
    user = User.objects.get()
    assert user.must_change_password and user.check_password(password)
    actor = queries.actor_of(user, as_of=AT.date())
    assert actor.may_at(Permission.PEOPLE_CHANGE, Unit.objects.get(name="苏江省"))
    said = list(AuditEntry.objects.order_by("seq").values_list("action", "actor"))
    assert said == [(action, "system") for action in ("units.create", "people.invite", "people.grant")]


def test_a_register_is_founded_once(db: None) -> None:
    founding.found(unit=TOP, username="admin", name="某人", at=AT)
    with pytest.raises(founding.UnableToFound, match="changepassword admin"):
        founding.found(unit=TOP, username="other", name="某人", at=AT)
    assert (User.objects.count(), Unit.objects.count()) == (1, 1)
    # Whose only administrator has gone can be given another.
    User.objects.update(is_active=False)
    assert founding.found(unit=TOP, username="other", name="某人", at=AT)
    assert Unit.objects.count() == 1
