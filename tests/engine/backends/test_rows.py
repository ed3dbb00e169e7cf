"""Rows made in Python reach every engine as they are."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import ensure, has_table, keep

ROWS = pa.table({"asset_id": ["A", "B", None], "n": pa.array([1, None, 3], pa.int64())})


def test_what_is_put_is_there(backend: Backend, tmp_path: Path) -> None:
    keep(backend, ROWS, "given")
    assert backend.sql("SELECT * FROM given ORDER BY n").to_pylist() == [
        {"asset_id": "A", "n": 1},
        {"asset_id": None, "n": 3},
        {"asset_id": "B", "n": None},
    ]
    keep(backend, ROWS.slice(0, 0), "nothing")
    assert backend.sql("SELECT * FROM nothing").num_rows == 0
    pq.write_table(ROWS, tmp_path / "units.parquet")
    backend.read(tmp_path / "units.parquet", "units")
    ensure(backend, "given", {"other": "VARCHAR"})
    ensure(backend, "fresh", {"asset_id": "VARCHAR", "score": "DOUBLE"})
    assert backend.sql("SELECT count(*) AS n FROM given").to_pylist() == [{"n": 3}]
    assert backend.sql("SELECT * FROM fresh").schema == pa.schema([("asset_id", pa.string()), ("score", pa.float64())])
    assert not has_table(backend, "missing")
