"""Entries as rows."""

from typing import Any

from jianfu.engine.schema import words
from jianfu.web.registry.models.asset import choices


def test_an_entry_is_called_by_its_name(asset: Any) -> None:
    assert str(asset("清河水务")) == "清河水务"


def test_choices_are_the_codes_of_the_contract_in_chinese() -> None:
    assert choices(words.STATES) == [("active", "在用"), ("suspended", "停更"), ("closed", "已注销")]
