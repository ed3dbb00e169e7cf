"""Both languages say the same things."""

import string
from dataclasses import fields

import pytest

from jianfu.engine.detection.wording import PHRASES, Phrases, shown_words


@pytest.mark.parametrize("field", [field.name for field in fields(Phrases)])
def test_a_phrase_has_the_same_placeholders_in_both_languages(field: str) -> None:
    names = [
        sorted(name for _, name, _, _ in string.Formatter().parse(getattr(PHRASES[lang], field)) if name)
        for lang in ("zh", "en")
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("column", "code", "zh"),
    [("state", "active", "在用"), ("sponsor_level", "town", "乡级"), ("reason_code", "seasonal", "季节性")],
)
def test_codes_have_the_contracts_words(column: str, code: str, zh: str) -> None:
    assert shown_words(column, "zh")[code] == zh
    assert set(shown_words(column, "zh")) == set(shown_words(column, "en"))


def test_a_column_without_a_closed_set_has_no_words() -> None:
    assert shown_words("name", "zh") == {}
