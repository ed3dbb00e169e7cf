"""Who may take over from a person who leaves."""

from collections.abc import Callable

from tests.web.conftest import TODAY

from jianfu.web.base.models import User
from jianfu.web.base.permissions import Role
from jianfu.web.units.queries import post as queries


def test_heirs_are_the_active_people_of_the_same_unit(person: Callable[..., User]) -> None:
    leaver, colleague, gone, _stranger = (person(Role.CLERK, unit) for unit in ("XW", "XW", "XW", "XH"))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert list(queries.possible_heirs(leaver, as_of=TODAY)) == [colleague]
    assert [grant.unit.unit_id for grant in queries.grants_of(leaver, as_of=TODAY)] == ["XW"]
