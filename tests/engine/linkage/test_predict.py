from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage.comparisons import COMPARED
from jianfu.engine.linkage.model import load_model
from jianfu.engine.linkage.predict import pairs, score
from jianfu.engine.linkage.records import RECORDS


@pytest.fixture
def duckdb(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path / "scratch", memory_limit="300MB")) as opened:
        yield opened


def test_pairs_that_compare_alike_score_alike(duckdb: DuckDB, tmp_path: Path) -> None:
    alike = {"name": "same", "uid": "same"}
    rows = [{"left_id": "a", "right_id": "b", **alike}, {"left_id": "c", "right_id": "d", **alike},
            {"left_id": "e", "right_id": "f", "name": "other"}]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema=COMPARED), tmp_path / "compared.parquet")
    duckdb.read(tmp_path / "compared.parquet", "compared")
    score(duckdb, load_model(), "compared", into="scored")
    found = duckdb.sql("SELECT score FROM scored ORDER BY left_id")["score"].to_pylist()
    assert found[0] == found[1] > found[2]


def test_a_register_without_pairs_gives_an_empty_table(duckdb: DuckDB, tmp_path: Path) -> None:
    pq.write_table(RECORDS.empty_table(), tmp_path / "records.parquet")
    duckdb.read(tmp_path / "records.parquet", "link_records")
    told: list[float] = []
    pairs(duckdb, load_model(), lambda _stage, share: told.append(share))
    assert duckdb.sql("SELECT * FROM model_pairs").num_rows == 0
    assert told == sorted(told)
    assert told[-1] == 1.0
