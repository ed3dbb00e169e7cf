"""Reasons read as sentences in both languages."""

import re

import pytest

from jianfu.engine.workgroups.standing import DISSOLVED, KEPT, WAITING
from jianfu.engine.workgroups.wording import REASONS, sentence


@pytest.mark.parametrize("standing", [*KEPT, *DISSOLVED, *WAITING])
def test_every_standing_has_its_reason(standing: str) -> None:
    assert sentence(standing, "zh").endswith("。")
    assert sentence(standing, "en").endswith(".")


@pytest.mark.parametrize("pair", REASONS.values(), ids=list(REASONS))
def test_both_languages_say_the_same_numbers(pair: tuple[str, str]) -> None:
    assert len(pair) == 2
    named = [set(re.findall(r"\{(\w+)\}", text)) for text in pair]
    assert named[0] == named[1]


def test_numbers_are_written_short() -> None:
    assert "日均180条（上限200条）" in sentence("heads", "zh", others=3, load=180.0, cap=200.0, share=12.34)
    assert "12.3 %" in sentence("heads", "en", others=3, load=180.0, cap=200.0, share=12.34)
