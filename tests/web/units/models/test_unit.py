"""Units."""

import pytest

from jianfu.web.units.models import Unit


@pytest.mark.parametrize(("code", "prefix"), [("320000", "32"), ("320100", "3201"), ("320121", "320121"), ("", "")])
def test_the_prefix_of_a_division_is_what_all_below_share(code: str, prefix: str) -> None:
    assert Unit(region_code=code).region_prefix == prefix


def test_a_unit_is_called_by_its_name() -> None:
    assert str(Unit(name="清河县水务局")) == "清河县水务局"
