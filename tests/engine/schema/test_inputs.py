"""The nine input tables as a whole: what the reader, the template and the contract rely on."""

from collections import Counter

import pytest

from jianfu.engine.schema.column import Column, Kind, Table
from jianfu.engine.schema.inputs import BY_CODE, HOUSEKEEPING, TABLES

NINE = ("units", "assets", "functions", "audiences", "measures", "sources", "notices", "exemptions", "judgements")
COLUMNS = [(table, column) for table in TABLES for column in table.columns]


def _headers(column: Column) -> tuple[str, ...]:
    return (column.code, column.zh, *column.variants)


def test_there_are_nine_tables_in_the_order_of_the_contract() -> None:
    assert tuple(table.code for table in TABLES) == NINE


def test_no_table_name_begins_another_so_that_a_file_name_tells_one_table() -> None:
    names = [name for table in TABLES for name in (table.code, table.zh)]
    assert [(a, b) for a in names for b in names if a != b and b.startswith(a)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_a_header_means_one_column_of_its_table(table: Table) -> None:
    counted = Counter(header for column in table.columns for header in {h.lower() for h in _headers(column)})
    assert [header for header, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_the_key_of_a_table_is_one_of_its_columns(table: Table) -> None:
    assert not table.key or table.key in table.codes


def test_no_column_is_also_housekeeping() -> None:
    ignored = {header.lower() for header in HOUSEKEEPING}
    assert [(t.code, c.code) for t, c in COLUMNS for header in _headers(c) if header.lower() in ignored] == []


def test_every_reference_leads_to_a_table_with_a_key() -> None:
    assert [c.code for _, c in COLUMNS if c.refers_to and not BY_CODE[c.refers_to].key] == []


def test_coded_columns_and_only_they_have_words() -> None:
    assert [c.code for _, c in COLUMNS if bool(c.words) != (c.kind in {Kind.CODE, Kind.CODES})] == []


@pytest.mark.parametrize("column", [c for _, c in COLUMNS if c.words], ids=lambda column: column.code)
def test_a_spelling_means_one_word_of_its_column(column: Column) -> None:
    counted = Counter(
        spelling
        for word in column.words
        for spelling in {s.lower() for s in (word.code, word.zh, word.en, *word.variants)}
    )
    assert [spelling for spelling, count in counted.items() if count > 1] == []
