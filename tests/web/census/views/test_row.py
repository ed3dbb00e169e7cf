"""One entry in full, and a new one with hints of what may be the same."""

from collections.abc import Callable

import pytest
from django.test import Client

from jianfu.web.base.permissions import Role
from jianfu.web.census.models import Declaration


@pytest.fixture
def client(table: Declaration, signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.CLERK, "XW")


def test_all_that_is_asked_can_be_corrected(client: Client, table: Declaration) -> None:
    page = f"/census/declarations/{table.pk}/row/A2/"
    assert 'value="30"' in client.get(page).content.decode()
    client.post(page, {"name": "清河水务值班群", "platform": "微信", "state": "active", "members": "31", "version": 1})
    assert table.rows.get().values == {"members": 31}


def test_gone_is_one_button(client: Client, table: Declaration) -> None:
    client.post(f"/census/declarations/{table.pk}/row/A2/", {"gone": "1", "version": 1})
    assert table.rows.get().kind == "gone"


def test_never_was_is_another(client: Client, table: Declaration) -> None:
    client.post(f"/census/declarations/{table.pk}/row/A2/", {"absent": "1", "version": 1})
    assert table.rows.get().kind == "absent"


def test_what_may_be_the_same_is_shown_before_saving(client: Client, table: Declaration) -> None:
    page, said = (
        f"/census/declarations/{table.pk}/new/new_media/",
        {"name": "清河水务", "platform": "微博", "version": 1},
    )
    html = client.post(page, said).content.decode()
    assert "登记库里可能已有" in html
    assert not table.rows.exists()
    client.post(page, {**said, "sure": "on"})
    assert table.rows.get().kind == "new"


def test_a_new_row_is_corrected_and_taken_back(client: Client, table: Declaration) -> None:
    client.post(f"/census/declarations/{table.pk}/new/new_media/", {"name": "清河节水", "version": 1})
    page = f"/census/declarations/{table.pk}/row/new-{table.rows.get().pk}/"
    client.post(page, {"name": "节水清河"})
    assert table.rows.get().values["name"] == "节水清河"
    client.post(page, {"gone": "1"})
    assert not table.rows.exists()


@pytest.mark.parametrize("path", ["row/B9/", "new/app/"])
def test_what_is_not_asked_for_is_not_there(client: Client, table: Declaration, path: str) -> None:
    assert client.get(f"/census/declarations/{table.pk}/{path}").status_code == 404


def test_a_faulty_entry_is_shown_again(client: Client, table: Declaration) -> None:
    response = client.post(f"/census/declarations/{table.pk}/row/A2/", {"name": "", "version": 1})
    assert response.status_code == 400


def test_another_units_clerk_finds_nothing(table: Declaration, signed_in: Callable[..., Client]) -> None:
    assert signed_in(Role.CLERK, "XH").get(f"/census/declarations/{table.pk}/row/A1/").status_code == 404
