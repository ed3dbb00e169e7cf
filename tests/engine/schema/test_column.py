"""Columns and tables."""

import duckdb
import pytest

from jianfu.engine.schema.column import SQL_TYPES, Column, Kind, Table

TABLE = Table(
    "things",
    "事物",
    "things",
    (Column("thing_id", "编号", Kind.ID, "编号", "Number"), Column("seen_on", "日期", Kind.DATE, "日期", "Day")),
    key="thing_id",
)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_column_has_a_type_that_duckdb_knows(kind: Kind) -> None:
    column = Column("c", "列", kind, "", "")
    assert column.sql_type == SQL_TYPES[kind]
    assert duckdb.sql(f"SELECT CAST(NULL AS {column.sql_type})").fetchall() == [(None,)]


def test_a_table_knows_its_columns_by_code_and_in_order() -> None:
    assert TABLE.codes == ("thing_id", "seen_on")
    assert TABLE.column("seen_on").zh == "日期"


def test_a_column_the_table_has_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="colour"):
        TABLE.column("colour")
