"""A text is folded and cut before it is read."""

import pytest

from jianfu.engine.notices.reading_text import clauses, fold, sentences


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("９月２８日　１７：００ 前", "9月28日17:00前"),
        ("9 月 28 日", "9月28日"),
        ("9.28 17:00前", "9.28 17:00前"),
        ("第一行\n第二行", "第一行\n第二行"),
    ],
)
def test_folding_makes_digits_plain_and_drops_idle_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_sentences_end_with_their_marks_and_clauses_without() -> None:
    assert sentences("请自查。急!\n收到,请回复") == ["请自查。", "急!\n", "收到,请回复"]
    assert clauses("收到,请回复。") == ("收到", "请回复")


def test_nothing_has_no_sentences() -> None:
    assert sentences(" \n") == []
