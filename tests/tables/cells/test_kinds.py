"""How a column is read, by its kind and by the type it came in."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.cells import kinds
from jianfu.tables.cells.kinds import State

Answer = Callable[[str, str | None], object]
AS_OF = date(2026, 6, 1)


def _column(name: str):
    table, code = name.split(".")
    return BY_CODE[table].column(code)


@pytest.mark.parametrize(
    ("name", "cell", "sql_type", "value"),
    [
        ("assets.followers", "CAST(12 AS INTEGER)", "INTEGER", 12),
        ("assets.followers", "CAST(12 AS DOUBLE)", "DOUBLE", 12),
        ("assets.msgs_per_day", "CAST('nan' AS DOUBLE)", "DOUBLE", None),
        ("assets.msgs_per_day", "2::TINYINT", "TINYINT", 2.0),
        ("assets.opened_on", "DATE '2021-09-03'", "DATE", date(2021, 9, 3)),
        ("assets.opened_on", "TIMESTAMP '2021-09-03 08:30:00'", "TIMESTAMP", date(2021, 9, 3)),
        ("assets.interaction_ok", "true", "BOOLEAN", True),
        ("notices.sent_at", "TIMESTAMP '2021-09-03 08:30:00'", "TIMESTAMP", datetime(2021, 9, 3, 8, 30)),
        ("assets.asset_id", "CAST(320100 AS BIGINT)", "BIGINT", "320100"),
        ("assets.followers", "'12'", "VARCHAR", 12),
    ],
)
def test_a_cell_of_any_type_is_read(answer: Answer, name: str, cell: str, sql_type: str, value: object) -> None:
    assert answer(kinds.reading(_column(name), cell, sql_type).quick, None) == value


def test_a_moment_with_a_zone_is_kept_in_china_time(answer: Answer) -> None:
    read = kinds.reading(_column("notices.sent_at"), "make_timestamptz(1630629000000000)", "TIMESTAMP WITH TIME ZONE")
    assert answer(read.quick, None) == datetime(2021, 9, 3, 8, 30)


def test_a_list_is_read_as_its_parts_joined(answer: Answer) -> None:
    assert answer(kinds.as_text_sql("['a', 'b']", "VARCHAR[]"), None) == "a;b"
    assert answer(kinds.as_text_sql("CAST([] AS VARCHAR[])", "VARCHAR[]"), None) is None


@pytest.mark.parametrize(
    ("name", "cell", "state"),
    [
        ("assets.opened_on", "2021.9.3", State.READ),
        ("assets.opened_on", "  ", State.BLANK),
        ("assets.opened_on", "未知", State.UNKNOWN),
        ("assets.opened_on", "无", State.NONE),
        ("assets.opened_on", "2021年9月", State.FAULT),
        ("assets.followers", "无", State.READ),
        ("assets.followers", "约100", State.FAULT),
        ("assets.asset_id", "#REF!", State.FAULT),
        ("assets.interaction_ok", "未测", State.UNKNOWN),
        ("assets.features", "打卡;跳舞", State.FAULT),
    ],
)
def test_a_text_is_read_empty_unknown_none_or_at_fault(answer: Answer, name: str, cell: str, state: State) -> None:
    column = _column(name)
    assert answer(kinds.state(column, "x", f"({kinds.patient(column, 'x')})"), cell) == state


@pytest.mark.parametrize(
    ("name", "value"), [("assets.followers", 0), ("assets.msgs_per_day", 0.0), ("sources.coverage", 0.0)]
)
def test_a_number_stated_none_is_zero(answer: Answer, name: str, value: float) -> None:
    assert answer(kinds.patient(_column(name), "x"), "无") == value


@pytest.mark.parametrize(
    ("name", "value", "cannot_be"),
    [
        ("assets.opened_on", "DATE '2026-06-01'", False),
        ("assets.opened_on", "DATE '2026-06-02'", True),
        ("assets.opened_on", "DATE '1999-12-31'", True),
        ("assets.expected_end_on", "DATE '2030-01-01'", False),
        ("assets.expected_end_on", "DATE '2100-01-01'", True),
        ("notices.sent_at", "TIMESTAMP '2026-06-01 23:59:59'", False),
        ("notices.sent_at", "TIMESTAMP '2026-06-02 00:00:00'", True),
        ("assets.followers", "-1", True),
        ("assets.followers", "0", False),
        ("sources.coverage", "1.0", False),
        ("sources.coverage", "1.01", True),
        ("assets.name", "'none'", True),
        ("assets.url", "'none'", False),
    ],
)
def test_a_value_that_cannot_be_is_told(answer: Answer, name: str, value: str, cannot_be: bool) -> None:
    assert answer(kinds.impossible(_column(name), value, AS_OF), None) is cannot_be


def test_the_cell_of_a_column_is_quoted() -> None:
    assert kinds.cell_of("by") == 'r."by"'
