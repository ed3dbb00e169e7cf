"""What waits for one person, and nothing that waits for others."""

from collections.abc import Callable

from tests.web.conftest import TODAY

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.dashboard.queries import waiting
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post, Unit


def labels(actor: Actor) -> dict[str, int]:
    return {str(each.label): each.number for each in waiting.waiting(actor, as_of=TODAY)}


def test_a_vacant_post_waits_for_who_may_fill_it(
    actor: Callable[..., Actor], units: dict[str, Unit], asset: Callable[..., Asset]
) -> None:
    Post.objects.create(unit=units["XW"], name="运营岗")
    assert labels(actor(Role.COORDINATOR, "X")) == {"空缺岗位": 1}
    assert labels(actor(Role.COORDINATOR, "D")) == {}
    assert labels(actor(Role.CLERK, "XW")) == {}
