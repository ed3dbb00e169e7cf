"""The four verbs, on both engines."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.fault import UnableToMap, UnableToRead, UnableToRun, UnableToWrite

NAMES = pa.table({"id": [3, 1, 2], "name": ["水务局", None, "教育局"]})


def _written(table: pa.Table, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return path


def test_a_parquet_file_is_read_under_its_name(backend: Backend, tmp_path: Path) -> None:
    backend.read(_written(NAMES, tmp_path / "names.parquet"), "names")
    assert backend.sql("SELECT id, name FROM names ORDER BY id").to_pydict() == {
        "id": [1, 2, 3],
        "name": [None, "教育局", "水务局"],
    }


def test_a_folder_of_parquet_files_is_one_table(backend: Backend, tmp_path: Path) -> None:
    _written(NAMES, tmp_path / "parts" / "a.parquet")
    _written(NAMES, tmp_path / "parts" / "b.parquet")
    backend.read(tmp_path / "parts", "names")
    assert backend.sql("SELECT count(*) AS n FROM names").to_pylist() == [{"n": 6}]


def test_a_name_may_be_read_again_and_means_the_latest(backend: Backend, tmp_path: Path) -> None:
    backend.read(_written(NAMES, tmp_path / "a.parquet"), "names")
    backend.sql("SELECT 1 AS id", into="names")
    backend.read(_written(NAMES.slice(0, 1), tmp_path / "b.parquet"), "names")
    assert backend.sql("SELECT id FROM names").to_pylist() == [{"id": 3}]


@pytest.mark.parametrize("name", ["absent.parquet", "text.parquet"])
def test_what_is_not_parquet_cannot_be_read(backend: Backend, tmp_path: Path, name: str) -> None:
    (tmp_path / "text.parquet").write_text("编号,名称\n")
    with pytest.raises(UnableToRead, match=name):
        backend.read(tmp_path / name, "names")


def test_a_kept_query_gives_back_its_columns_and_no_rows(backend: Backend) -> None:
    empty = backend.sql("SELECT 1 AS id, '局' AS name, DATE '2026-01-25' AS day", into="kept")
    assert empty.num_rows == 0
    assert empty.schema == pa.schema({"id": pa.int32(), "name": pa.string(), "day": pa.date32()})
    assert backend.sql("SELECT * FROM kept").num_rows == 1


def test_a_query_may_replace_the_table_it_reads(backend: Backend) -> None:
    backend.sql("SELECT 1 AS n", into="t")
    backend.sql("SELECT n + 1 AS n FROM t", into="t")
    backend.sql("SELECT n + 1 AS n FROM t UNION ALL SELECT n FROM t", into="T")
    assert sorted(backend.sql("SELECT n FROM t")["n"].to_pylist()) == [2, 3]


def test_a_kept_table_without_rows_keeps_its_types(backend: Backend) -> None:
    backend.sql(
        "SELECT CAST(1 AS DECIMAL(18,4)) AS d, TIMESTAMP '2026-01-25 08:30:00' AS t, ['a'] AS l WHERE 1 = 0", "none"
    )
    found = backend.sql("SELECT * FROM none")
    assert found.num_rows == 0
    assert [str(kind) for kind in found.schema.types] == ["decimal128(18, 4)", "timestamp[us]", "list<l: string>"]


def test_a_sum_of_integers_is_a_whole_number_of_eight_bytes(backend: Backend) -> None:
    found = backend.sql("SELECT sum(n) AS total, NULL AS nothing FROM (VALUES (1), (2)) AS v(n)")
    assert found.schema == pa.schema({"total": pa.int64(), "nothing": pa.int32()})
    assert found.to_pylist() == [{"total": 3, "nothing": None}]


def test_columns_of_one_name_are_numbered(backend: Backend) -> None:
    assert backend.sql("SELECT 1 AS id, 2 AS id").to_pylist() == [{"id": 1, "id_1": 2}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT absent FROM t",
        "SELECT * FROM absent",
        "SELEC 1",
        "DROP TABLE t",
        "SELECT 1; SELECT 2",
        "SELECT n // 0 FROM t",
    ],
)
def test_what_does_not_run_is_told_with_the_query(backend: Backend, query: str) -> None:
    backend.sql("SELECT 1 AS n", into="t")
    with pytest.raises(UnableToRun) as fault:
        backend.sql(query)
    assert query in fault.value.zh
    assert query in fault.value.en


def test_a_query_may_end_in_a_semicolon_or_a_remark(backend: Backend) -> None:
    assert backend.sql("SELECT 1 AS n;").to_pylist() == [{"n": 1}]
    assert backend.sql("SELECT 2 AS n -- two").to_pylist() == [{"n": 2}]


def _longer(batch: pa.RecordBatch) -> pa.RecordBatch:
    kept = batch.filter(pc.is_valid(batch["name"]))
    twice = pc.binary_join_element_wise(kept["name"], kept["name"], "、")
    return pa.record_batch({"name": twice, "size": pc.utf8_length(kept["name"])})


def test_a_function_is_mapped_over_all_batches(backend: Backend, tmp_path: Path) -> None:
    backend.read(_written(NAMES, tmp_path / "names.parquet"), "names")
    backend.map("names", _longer, pa.schema({"name": pa.string(), "size": pa.int32()}), "longer")
    assert backend.sql("SELECT name, size FROM longer ORDER BY name").to_pylist() == [
        {"name": "教育局、教育局", "size": 3},
        {"name": "水务局、水务局", "size": 3},
    ]


def test_a_mapped_table_may_replace_its_source_and_keeps_every_type(backend: Backend) -> None:
    backend.sql(
        "SELECT 1::BIGINT AS n, 'x' AS s, DATE '2026-01-25' AS d, TIMESTAMP '2026-01-25 08:30:00.5' AS t, TRUE AS b, "
        "1.5::DECIMAL(18,4) AS m, 0.1::DOUBLE AS x, ['a', NULL] AS l",
        into="t",
    )
    before = backend.sql("SELECT * FROM t")
    backend.map("t", lambda batch: batch, before.schema, "t")
    assert backend.sql("SELECT * FROM t") == before


def test_a_function_that_breaks_its_promise_is_told(backend: Backend, tmp_path: Path) -> None:
    backend.read(_written(NAMES, tmp_path / "names.parquet"), "names")
    with pytest.raises(UnableToMap, match="size"):
        backend.map("names", _longer, pa.schema({"name": pa.string()}), "longer")


def test_rows_are_written_in_order_with_nulls_last(backend: Backend, tmp_path: Path) -> None:
    backend.read(_written(NAMES, tmp_path / "names.parquet"), "names")
    assert backend.write("names", tmp_path / "out.parquet", ("name", "id")) == 3
    assert pq.read_table(tmp_path / "out.parquet")["name"].to_pylist() == ["教育局", "水务局", None]


def test_a_column_may_be_null_whatever_these_rows_hold(backend: Backend, tmp_path: Path) -> None:
    backend.sql("SELECT 1 AS id, ['a'] AS l, {'n': 1} AS s", into="full")
    backend.write("full", tmp_path / "out.parquet")
    assert all(field.nullable for field in pq.read_schema(tmp_path / "out.parquet"))


def test_a_table_without_rows_is_written_with_its_columns(backend: Backend, tmp_path: Path) -> None:
    backend.sql("SELECT 1::BIGINT AS id, 'x' AS name WHERE FALSE", into="none")
    assert backend.write("none", tmp_path / "out.parquet", ("id",)) == 0
    assert pq.read_schema(tmp_path / "out.parquet").names == ["id", "name"]


@pytest.mark.parametrize(("table", "order"), [("absent", ()), ("names", ("absent",))])
def test_an_unknown_table_or_column_cannot_be_written(
    backend: Backend, tmp_path: Path, table: str, order: tuple[str, ...]
) -> None:
    backend.read(_written(NAMES, tmp_path / "names.parquet"), "names")
    with pytest.raises(UnableToWrite, match="absent"):
        backend.write(table, tmp_path / "out.parquet", order)


def test_names_of_any_characters_are_tables_and_columns(backend: Backend, tmp_path: Path) -> None:
    backend.sql("""SELECT 1 AS "说明 (1)", 2 AS "it's" """, into="带 空格")
    assert backend.sql("""SELECT "说明 (1)" + "it's" AS n FROM "带 空格" """).to_pylist() == [{"n": 3}]
    assert backend.write("带 空格", tmp_path / "it's.parquet") == 1


def test_decimals_survive_being_kept(backend: Backend) -> None:
    backend.sql("SELECT 12345678901234.5678::DECIMAL(18,4) AS m", into="t")
    assert backend.sql("SELECT m FROM t")["m"].to_pylist() == [Decimal("12345678901234.5678")]
