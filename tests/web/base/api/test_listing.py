"""A list answers programs as it answers people."""

from collections.abc import Callable

import pytest
from django.test import Client

from jianfu.web.base.permissions import Permission, Role
from jianfu.web.units.models import Unit

SEE = {Permission.UNITS_VIEW}


def test_a_list_holds_the_scope_and_heeds_the_filters_of_its_page(program: Callable[..., Client]) -> None:
    rows = program(Role.COORDINATOR, "X", SEE).get("/api/v1/units?line=卫健").json()["rows"]
    assert [(row["unit_id"], row["parent"]) for row in rows] == [("XH", {"unit_id": "X", "name": "清河县"})]


def test_a_cursor_leads_through_all_rows_once(program: Callable[..., Client], units: dict[str, Unit]) -> None:
    Unit.objects.bulk_create(Unit(unit_id=f"N{n}", name="村", path=units["X"].path) for n in range(120))
    client, seen, after = program(Role.COORDINATOR, "X", SEE), [], ""
    while after is not None:
        page = client.get("/api/v1/units", {"size": "50", "after": after}).json()
        seen += [row["unit_id"] for row in page["rows"]]
        after = page["after"]
    assert (len(seen), len(set(seen))) == (124, 124)


@pytest.mark.parametrize("asked", ["staff=viele", "size=7", "level=mond", "after=@@"])
def test_what_is_not_understood_is_refused_and_never_dropped(program: Callable[..., Client], asked: str) -> None:
    answer = program(Role.COORDINATOR, "X", SEE).get(f"/api/v1/units?{asked}")
    assert (answer.status_code, bool(answer.json()["details"])) == (422, True)


def test_a_row_has_its_version_as_its_tag(program: Callable[..., Client]) -> None:
    client = program(Role.COORDINATOR, "X", SEE)
    assert client.get("/api/v1/units/XW")["ETag"] == '"1"'
    assert client.get("/api/v1/units/DH").status_code == 404
