"""How the twins of a list are answered."""

from collections.abc import Callable

import pytest
from django.test import Client

from jianfu.web.base.permissions import Role


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_an_address_not_understood_gives_a_sentence_and_no_file(kind: str, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(Role.CLERK, "X").get(f"/trial/units.{kind}?colour=red")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "colour" in answer.content.decode()


def test_the_file_is_named_for_the_list_and_the_day(signed_in: Callable[..., Client]) -> None:
    said = signed_in(Role.CLERK, "X").get("/trial/units.csv")["Content-Disposition"]
    assert said.startswith('attachment; filename="units-20')
    assert "filename*=UTF-8''%E6%BC%94%E7%A4%BA%E5%8D%95%E4%BD%8D-20" in said
