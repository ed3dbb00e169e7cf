"""Versions as tags."""

import pytest
from django.test import RequestFactory

from jianfu.web.base.api.concurrency import unchanged, unless_current


@pytest.mark.parametrize(("said", "status"), [("", 428), ('"2"', 412), ('"3"', None), ("*", None)])
def test_a_change_goes_on_upon_the_version_it_names(said: str, status: int | None) -> None:
    headers = {"if-match": said} if said else {}
    refused = unless_current(RequestFactory().patch("/", headers=headers), 3)
    assert (refused.status_code if refused else None) == status


def test_one_of_several_known_versions_is_enough() -> None:
    assert unchanged(RequestFactory().get("/", headers={"if-none-match": '"1", "3"'}), 3)
