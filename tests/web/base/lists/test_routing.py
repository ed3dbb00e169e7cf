"""From a listing to its routes."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from jianfu.web.base.lists import routes
from jianfu.web.base.lists.listing import Field, Listing
from jianfu.web.base.permissions import Permission, Role
from jianfu.web.units.models import Unit


def test_a_listing_gets_a_page_and_its_three_twins() -> None:
    assert reverse("demo:units") == "/trial/units/"
    assert [reverse(f"demo:units_{kind}") for kind in ("csv", "xlsx", "json")] == [
        "/trial/units.csv",
        "/trial/units.xlsx",
        "/trial/units.json",
    ]


@pytest.mark.parametrize("name", ["units", "units_csv", "units_xlsx", "units_json", "units_pick"])
def test_every_route_lets_in_whom_the_listing_admits_and_nobody_else(
    name: str, signed_in: Callable[..., Client]
) -> None:
    address = reverse(f"demo:{name}")
    assert signed_in(Role.CLERK, "XW").get(address).status_code == 200
    assert signed_in(Role.EVALUATOR, "P").get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_a_field_may_not_bear_a_name_that_means_something_else_in_the_address() -> None:
    listing = Listing("x", "x", "demo:x", Permission.UNITS_VIEW, lambda _: Unit.objects.all(), (Field("q", "问"),))
    with pytest.raises(ValueError, match="q"):
        routes("x/", listing)
