"""What the forms of a list send, as an address."""

import pytest
from django.http import QueryDict
from tests.web.base.lists.conftest import ENTRIES

from jianfu.web.base.lists.filters import _pick_at, canonical


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("narrow=1&state~how=&state~value=active&state~value=closed", "state=active&state=closed"),
        ("narrow=1&state~how=not&state~value=active", "state__not=active"),
        ("narrow=1&state~how=is", ""),
        ("narrow=1&platform~how=empty0&platform~value=x", "platform__empty=0"),
        ("narrow=1&platform~how=is&platform~value=微信、抖音", "platform=微信&platform=抖音"),
        ("narrow=1&name~how=&name~value= 清河 ", "name__has=清河"),
        ("narrow=1&last_activity_on~how=between&last_activity_on~value=&last_activity_on~last=2026-01-01",
         "last_activity_on__between=..2026-01-01"),
        ("narrow=1&last_activity_on~how=over&last_activity_on~value=90", "last_activity_on__over=90"),
        ("narrow=1&name~how=nonsense&name~value=x", ""),
        ("narrow=1&name=旧&state=active&name~how=has&name~value=新&q=水&sort=name&after=x",
         "state=active&q=水&sort=name&name__has=新"),
        ("colour=red&view=3&before=x", "colour=red"),
    ],
)  # fmt: skip
def test_a_form_becomes_an_address(sent: str, address: str) -> None:
    assert QueryDict(canonical(QueryDict(sent), ENTRIES)) == QueryDict(address)


def test_a_unit_is_suggested_from_the_list_units_are_picked_from() -> None:
    sponsor = next(field for field in ENTRIES.fields if field.name == "sponsor")
    assert _pick_at(sponsor).endswith("/-/pick?for=sponsor~value")
    assert _pick_at(ENTRIES.fields[0]) == ""
