"""Posts go over to the successor with who holds them; no two of one name stand there."""

from collections.abc import Callable

from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.units.actions.succession import hand_on
from jianfu.web.units.models import Post, Unit


def test_a_post_whose_name_is_taken_says_where_it_comes_from(
    actor: Callable[..., Actor], units: dict[str, Unit]
) -> None:
    for unit_id, name in (("XW", "运营岗"), ("XW", "网管岗"), ("XH", "运营岗"), ("XH", "运营岗（清河县水务局）")):
        Post.objects.create(unit=units[unit_id], name=name)
    hand_on(units["XW"], units["XH"], by=actor(Role.COORDINATOR, "X"), at=AT, reason="苏编〔2026〕4号")
    assert not units["XW"].posts.exists()
    assert set(units["XH"].posts.values_list("name", flat=True)) == {
        "运营岗", "网管岗", "运营岗（清河县水务局）", "运营岗（清河县水务局）-2",
    }  # fmt: skip
    assert AuditEntry.objects.filter(action="posts.hand_on").count() == 2
