"""What lists keep."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from jianfu.web.base.models import Batch, SavedView, User

AT = datetime(2026, 9, 1, tzinfo=UTC)


def test_a_view_and_a_batch_are_called_by_their_names() -> None:
    assert (str(SavedView(name="卫健")), str(Batch(title="更改条目"))) == ("卫健", "更改条目")


def test_an_owner_has_one_view_of_a_name_in_a_list(person: Callable[..., User]) -> None:
    owner = person()
    SavedView.objects.create(listing="a", name="卫健", owner=owner, created_at=AT)
    SavedView.objects.create(listing="b", name="卫健", owner=owner, created_at=AT)
    with pytest.raises(IntegrityError):
        SavedView.objects.create(listing="a", name="卫健", owner=owner, created_at=AT)
