"""What only the embedded engine promises; the four verbs themselves are tested on both engines in test_backend."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToStart


@pytest.fixture
def session(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path / "scratch")) as duckdb:
        yield duckdb


def test_a_second_session_may_not_work_in_the_same_scratch_folder(session: DuckDB, tmp_path: Path) -> None:
    with pytest.raises(UnableToStart, match="正被使用") as fault:
        DuckDB(tmp_path / "scratch")
    assert "in use" in fault.value.en


def test_closing_leaves_nothing_behind_and_may_be_repeated(tmp_path: Path) -> None:
    session = DuckDB(tmp_path / "scratch")
    session.sql("SELECT * FROM range(1000)", into="numbers")
    session.close()
    session.close()
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize("in_memory", [True, False])
def test_tables_in_memory_are_the_same_tables_without_a_file(tmp_path: Path, in_memory: bool) -> None:
    with closing(DuckDB(tmp_path, in_memory=in_memory)) as session:
        session.sql("SELECT i, i % 7 AS rest FROM range(1000) t(i)", into="numbers")
        assert session.write("numbers", tmp_path / "numbers.parquet", ("rest",)) == 1000
        assert (tmp_path / "duckdb" / "tables.duckdb").exists() is not in_memory
    assert pq.read_table(tmp_path / "numbers.parquet").column("rest").to_pylist()[:2] == [0, 0]


def test_the_arguments_set_the_ceilings(tmp_path: Path) -> None:
    with closing(DuckDB(tmp_path, memory_limit="200MB", threads=1, temp_directory=tmp_path / "spill")) as session:
        rows = session.sql(
            "SELECT name, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'threads', 'temp_directory')"
        ).to_pylist()
    settings = {row["name"]: row["value"] for row in rows}
    assert settings == {"memory_limit": "190.7 MiB", "threads": "1", "temp_directory": str(tmp_path / "spill")}


def test_a_table_larger_than_the_memory_limit_is_kept_sorted_and_written(tmp_path: Path) -> None:
    with closing(DuckDB(tmp_path, memory_limit="100MB", threads=1)) as session:
        session.sql(
            "SELECT range AS n, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS text FROM range(1_000_000)", "big"
        )
        assert session.write("big", tmp_path / "big.parquet", ("text",)) == 1_000_000
    first = pq.ParquetFile(tmp_path / "big.parquet").read_row_group(0)["text"].slice(0, 1000).to_pylist()
    assert first == sorted(first)


def test_the_same_rows_in_another_order_are_written_with_the_same_bytes(session: DuckDB, tmp_path: Path) -> None:
    rows = "SELECT (range * 7919) % 5000 AS n, '名' || range % 13 AS name FROM range(200_000)"
    session.sql(f"{rows} ORDER BY hash(range, 1)", "one")
    session.sql(f"{rows} ORDER BY hash(range, 2)", "other")
    session.write("one", tmp_path / "one.parquet", ("name",))
    session.write("other", tmp_path / "other.parquet", ("name",))
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "other.parquet").read_bytes()


def test_a_mapped_function_sees_one_bounded_batch_at_a_time(tmp_path: Path) -> None:
    seen: list[int] = []

    def same(batch: pa.RecordBatch) -> pa.RecordBatch:
        seen.append(batch.num_rows)
        return batch

    with closing(DuckDB(tmp_path, batch_rows=4096)) as session:
        session.sql("SELECT range AS n FROM range(10_000)", "numbers")
        session.map("numbers", same, pa.schema({"n": pa.int64()}), "mapped")
        assert session.sql("SELECT n FROM mapped")["n"].to_pylist() == list(range(10_000))
    assert sum(seen) == 10_000
    assert max(seen) <= 4096
