from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage.exact import pairs
from jianfu.engine.linkage.model import load_model
from jianfu.engine.linkage.records import RECORDS

ONE = {"category": "new_media", "platform_key": "微信"}


@pytest.fixture
def duckdb(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path / "scratch", memory_limit="300MB")) as opened:
        yield opened


def _paired(duckdb: DuckDB, folder: Path, *rows: dict[str, Any]) -> list[tuple[str, str, str]]:
    given = [{**ONE, "asset_id": f"A{number}", **row} for number, row in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(given, schema=RECORDS), folder / "records.parquet")
    duckdb.read(folder / "records.parquet", "link_records")
    pairs(duckdb, load_model())
    found = duckdb.sql("SELECT left_id, right_id, key FROM exact_pairs ORDER BY 1, 2, 3").to_pylist()
    return [(row["left_id"], row["right_id"], row["key"]) for row in found]


@pytest.mark.parametrize(("column", "key"), [("uid", "uid"), ("url_key", "url"), ("filing_key", "filing")])
def test_a_shared_key_pairs_two_entries(duckdb: DuckDB, tmp_path: Path, column: str, key: str) -> None:
    assert _paired(duckdb, tmp_path, {column: "x1"}, {column: "x1"}, {column: "x2"}) == [("A0", "A1", key)]


def test_each_key_shared_is_told(duckdb: DuckDB, tmp_path: Path) -> None:
    both = {"uid": "x1", "url_key": "y1"}
    assert _paired(duckdb, tmp_path, both, both) == [("A0", "A1", "uid"), ("A0", "A1", "url")]


@pytest.mark.parametrize("other", [{"platform_key": "抖音"}, {"platform_key": None}, {"category": "app"}])
def test_a_key_means_nothing_elsewhere(duckdb: DuckDB, tmp_path: Path, other: dict[str, str | None]) -> None:
    assert _paired(duckdb, tmp_path, {"uid": "x1"}, {"uid": "x1", **other}) == []


def test_no_key_pairs_nobody(duckdb: DuckDB, tmp_path: Path) -> None:
    assert _paired(duckdb, tmp_path, {}, {}) == []


def test_a_placeholder_that_many_state_joins_nothing(duckdb: DuckDB, tmp_path: Path) -> None:
    assert _paired(duckdb, tmp_path, *[{"uid": "123456"}] * (load_model().most_sharing + 1)) == []
