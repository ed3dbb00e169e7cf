"""What a list's views read together."""

import pytest
from tests.web.base.lists.conftest import ENTRIES

from jianfu.web.base.lists.reading import _foreign, joined
from jianfu.web.registry.models import Asset


@pytest.mark.parametrize(
    ("way", "foreign"),
    [("name", ""), ("sponsor", "sponsor"), ("sponsor__name", "sponsor"), ("sponsor__parent__name", "sponsor__parent")],
)
def test_a_way_is_joined_as_far_as_it_leads_over_other_rows(way: str, foreign: str) -> None:
    assert _foreign(Asset, way) == foreign


def test_only_what_the_fields_lead_to_is_joined(db: None) -> None:
    assert joined(Asset.objects.all(), ENTRIES.fields).query.select_related == {"sponsor": {}}
    assert joined(Asset.objects.all(), ENTRIES.fields[:1]).query.select_related is False
