"""Posts."""

import pytest
from django.db import IntegrityError, transaction

from jianfu.web.units.models import Post, Unit


def test_a_unit_has_a_post_of_a_name_once(units: dict[str, Unit]) -> None:
    assert str(Post.objects.create(unit=units["XW"], name="运营岗")) == "运营岗"
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(unit=units["XW"], name="运营岗")
