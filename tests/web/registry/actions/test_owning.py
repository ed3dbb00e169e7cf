"""One post made to answer for many entries, previewed, made and taken back in the list."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.conftest import AT

from jianfu.web.base.actions.bulk import undo
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import Batch
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.owning import give
from jianfu.web.registry.listings import _SUBJECT
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Post, Unit

ADDRESS = "/registry/assets/-/bulk/owner/"


def test_a_post_answers_for_all_and_it_can_be_taken_back(
    units: dict[str, Unit], asset: Callable[..., Asset], signed_in: Callable[..., Client], actor: Callable[..., Actor]
) -> None:
    old, new = (Post.objects.create(unit=units["XW"], name=name) for name in ("值班岗", "运营岗"))
    rows = [asset("清河水务", owner=old), asset("清河水利"), asset("清河河长", owner=new)]
    client = signed_in(Role.COORDINATOR, "X")
    said = {"row": [str(row.pk) for row in rows], "owner": "运营岗", "reason": "明确责任"}
    shown = client.post(ADDRESS, {**said, "step": "preview"})
    assert shown.context["preview"].changing == 2
    assert "值班岗" in shown.content.decode()
    done = client.post(ADDRESS, {**said, "step": "apply", "expected": "2", "confirm": "2"}, follow=True)
    assert set(Asset.objects.values_list("owner__name", flat=True)) == {"运营岗"}
    assert "值班岗" in done.content.decode()  # the batch's page names posts, not their keys
    batch = Batch.objects.get()
    assert (batch.count, batch.permission) == (2, Permission.REGISTRY_BULK.value)
    undo(_SUBJECT, batch=batch, by=actor(Role.COORDINATOR, "X"), at=AT, reason="选错了岗位")
    assert list(Asset.objects.order_by("pk").values_list("owner__name", flat=True)) == ["值班岗", None, "运营岗"]


@pytest.mark.parametrize(("sponsors", "name"), [(("XW", "XH"), "运营岗"), (("XW",), "没有的岗")])
def test_a_post_answers_for_its_own_units_entries_alone(
    units: dict[str, Unit], asset: Callable[..., Asset], actor: Callable[..., Actor], sponsors: tuple[str, ...],
    name: str,
) -> None:  # fmt: skip
    Post.objects.create(unit=units["XW"], name="运营岗")
    for sponsor in sponsors:
        asset(f"条目{sponsor}", sponsor)
    said = {"by": actor(Role.COORDINATOR, "X"), "at": AT, "reason": "明确责任"}
    with pytest.raises(UnableToSave):
        give(_SUBJECT, rows=Asset.objects.all(), values={"owner": name}, **said)
    assert not Asset.objects.exclude(owner=None).exists()
