"""Every sentence stands in both languages and asks for the same things to be filled in."""

import re

import pytest

from jianfu.engine.consolidation import wording
from jianfu.engine.consolidation.standing import STANDINGS
from jianfu.engine.detection.rule import Text

SENTENCES = {**wording.GROUNDS, **wording.COMPLAINTS} | {
    name: value for name, value in vars(wording).items() if isinstance(value, Text)
}


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_both_languages_fill_in_the_same(name: str) -> None:
    sentence = SENTENCES[name]
    assert sentence.zh
    assert sentence.en
    zh, en = (set(re.findall(r"{(\w+)}", text)) for text in (sentence.zh, sentence.en))
    assert zh == en


def test_every_standing_has_its_sentence() -> None:
    named = {ground for grounds in STANDINGS.values() for ground in grounds} - {"free"}
    assert named <= set(wording.GROUNDS)
