"""The pieces of SQL and the macros."""

from collections.abc import Callable

import pytest

from jianfu.tables.cells import words
from jianfu.tables.cells.sql import any_of, chosen, identifier, literal

Answer = Callable[[str, str | None], object]


@pytest.mark.parametrize("text", ["", "it's", "'; DROP TABLE x; --", '"', "泰州\n发布", "\\"])
def test_a_literal_is_the_text_itself(answer: Answer, text: str) -> None:
    assert answer(literal(text), None) == text


def test_an_identifier_may_hold_quotes(answer: Answer) -> None:
    name = identifier('a"b')
    assert answer(f"(SELECT {name} FROM (SELECT 7 AS {name}))", None) == 7


def test_a_word_is_looked_up(answer: Answer) -> None:
    assert answer(chosen("x", {"甲": "a", "乙": "b"}), "乙") == "b"
    assert answer(chosen("x", {"甲": "a"}, "'?'"), "丙") == "?"
    assert answer(chosen("x", {}), "丙") is None
    assert answer(any_of("x", ("甲", "乙")), "乙") is True


@pytest.mark.parametrize(
    ("macro", "cell", "meant"),
    [
        ("jf_half", "（ＡＢＣ　１）", "(ABC 1)"),
        ("jf_half", "泰州", "泰州"),
        ("jf_trim", " \u3000\ufeff泰州\u00a0\n", "泰州"),
        ("jf_fold", "　Ａ ", "A"),
        ("jf_squeezed", " 政 务\nＡＰＰ", "政务app"),
    ],
)
def test_a_macro_folds_text(answer: Answer, macro: str, cell: str, meant: str) -> None:
    assert answer(f"{macro}(x)", cell) == meant


@pytest.mark.parametrize(
    ("macro", "known"),
    [
        ("jf_unknown", words.UNKNOWN),
        ("jf_none", words.NONE),
        ("jf_error", words.EXCEL_ERRORS),
        ("jf_special", words.UNKNOWN),
    ],
)
def test_every_written_word_is_known_to_its_macro(answer: Answer, macro: str, known: tuple[str, ...]) -> None:
    assert [text for text in known if not (answer(f"{macro}(x)", text) and answer(f"{macro}(x)", text.upper()))] == []
    assert answer(f"{macro}(x)", "泰州发布") is False


def test_no_written_word_is_longer_than_said() -> None:
    every = (*words.UNKNOWN, *words.NONE, *words.EXCEL_ERRORS)
    assert max(len(text.encode()) for text in every) == words.LONGEST_WORD_BYTES
