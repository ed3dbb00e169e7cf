"""Pieces of SQL mean what they say."""

from datetime import date

import duckdb
import pytest

from jianfu.engine.detection import sql


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("90.0", "90"),
        ("0.5", "0.5"),
        ("0.33333333", "0.3333"),
        ("100", "100"),
        ("0.00001", "0"),
        ("1200.10", "1200.1"),
        ("NULL", None),
    ],
)
def test_numbers_are_written_without_idle_zeros(value: str, written: str | None) -> None:
    assert duckdb.sql(f"SELECT {sql.decimal(f'CAST({value} AS DOUBLE)')}").fetchall() == [(written,)]


@pytest.mark.parametrize(
    ("value", "written"),
    [("水务局", '"水务局"'), ('a"b', '"a\\"b"'), ("a\\b", '"a\\\\b"'), ("a\nb", '"a b"'), (None, "null")],
)
def test_texts_are_written_as_json(value: str | None, written: str) -> None:
    given = "CAST(NULL AS VARCHAR)" if value is None else sql.text(value)
    assert duckdb.sql(f"SELECT {sql.json_text(given)}").fetchall() == [(written,)]


def test_quotes_and_days_are_literals() -> None:
    quoted = sql.text("it's")
    assert duckdb.sql(f"SELECT {quoted}, {sql.day(date(2026, 9, 1))}").fetchall() == [("it's", date(2026, 9, 1))]


def test_codes_are_shown_as_words_and_unknown_codes_as_they_are() -> None:
    shown = sql.words("code", {"up": "对上"})
    assert duckdb.sql(f"SELECT {shown} FROM (VALUES ('up'), ('x')) t(code)").fetchall() == [("对上",), ("x",)]
