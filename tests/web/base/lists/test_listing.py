"""What a listing knows of itself."""

from tests.web.base.lists.conftest import DEMO

from jianfu.web.base.lists.listing import LISTINGS, Field


def test_a_field_is_reached_by_its_path_or_its_name() -> None:
    assert (Field("name", "名称").way, Field("unit", "单位", path="sponsor").way) == ("name", "sponsor")


def test_a_field_is_found_by_its_name() -> None:
    assert DEMO.field("level") is DEMO.fields[3]
    assert DEMO.field("nothing") is None


def test_a_listing_with_routes_is_known_by_its_name() -> None:
    assert LISTINGS["demo.units"] is DEMO
    assert DEMO.url_name == "units"
