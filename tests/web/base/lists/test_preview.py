"""What a bulk edit would change."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.web.base.lists.conftest import ENTRIES

from jianfu.web.base.actor import Actor
from jianfu.web.base.lists.asked import Asked
from jianfu.web.base.lists.preview import Preview, Selection, preview_of
from jianfu.web.base.lists.reading import Reading
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset


@pytest.fixture
def preview(actor: Callable[..., Actor], asset: Callable[..., Asset]) -> Callable[..., Preview]:
    """Return a maker of previews over three entries, as the county's coordinator sees them."""
    asset("甲"), asset("乙", platform="抖音"), asset("丙", platform="")
    by = actor(Role.COORDINATOR, "X")
    scope = ENTRIES.rows(by)
    reading = Reading(ENTRIES, by, date(2026, 9, 1), scope, Asked(ENTRIES), scope, "demo:")
    return lambda **values: preview_of(Selection(reading, ENTRIES.bulk[0], scope, ""), values)


def test_rows_that_hold_the_value_are_counted_apart(preview: Callable[..., Preview]) -> None:
    found = preview(platform="抖音")
    assert (found.chosen, found.changing, found.unchanged, found.beyond, found.percent) == (3, 2, 1, 0, 66.7)
    assert {(one.name, one.fields[0][1:]) for one in found.changes} == {("甲", ("微信", "抖音")), ("丙", ("", "抖音"))}


def test_empty_values_differ_from_given_ones_and_not_from_empty(preview: Callable[..., Preview]) -> None:
    assert preview(last_activity_on=date(2026, 1, 1)).changing == 3
    assert preview(last_activity_on=None).changing == 0
    assert preview(main_account=False).changing == 3


def test_the_limit_is_a_share_of_the_list(preview: Callable[..., Preview]) -> None:
    assert preview(platform="抖音").is_large
    assert not preview(state="active").is_large
