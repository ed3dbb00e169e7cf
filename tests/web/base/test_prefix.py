"""A prefix is asked for as a range, the same on every database."""

import pytest
from django.db.models import Q

from jianfu.web.base.prefix import under
from jianfu.web.units.models import Unit


@pytest.mark.parametrize("prefix", ["3201", "320121", "32", "9"])
def test_a_prefix_finds_what_begins_with_it(units: dict[str, Unit], prefix: str) -> None:
    found = {unit.unit_id for unit in Unit.objects.filter(under("region_code", prefix))}
    assert found == {unit.unit_id for unit in units.values() if unit.region_code.startswith(prefix)}


def test_no_prefix_finds_everything() -> None:
    assert under("path", "") == Q()
