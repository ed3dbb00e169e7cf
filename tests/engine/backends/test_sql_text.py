from pathlib import Path

import duckdb
import pytest

from jianfu.engine.backends.sql_text import literal, parquet_scan, quoted, total_order


@pytest.mark.parametrize("name", ["plain", 'a "quoted" name', "带空格 的名", "select", "it's"])
def test_any_name_may_be_an_identifier(name: str) -> None:
    assert duckdb.sql(f"SELECT 1 AS {quoted(name)}").columns == [name]


@pytest.mark.parametrize("text", ["", "it's", "''", "'; DROP TABLE assets; --", "换\n行"])
def test_any_text_may_be_a_string(text: str) -> None:
    assert duckdb.sql(f"SELECT {literal(text)}").fetchall() == [(text,)]


def test_a_folder_is_scanned_as_its_parquet_files_and_a_file_as_itself(tmp_path: Path) -> None:
    assert parquet_scan(tmp_path) == f"read_parquet('{tmp_path}/*.parquet')"
    assert parquet_scan(tmp_path / "it's.parquet") == f"read_parquet('{tmp_path}/it''s.parquet')"


def test_an_order_names_every_column_once_whatever_its_case() -> None:
    assert total_order(["a", "B", "c"], ("b",)) == '"b" ASC NULLS LAST, "a" ASC NULLS LAST, "c" ASC NULLS LAST'
