"""What was read from the texts of notices counts beside what was declared, and says where it comes from."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection import timing
from jianfu.engine.detection.working_day import calendar

SCHEMA = pa.schema(
    [
        ("notice_id", pa.string()),
        ("asset_id", pa.string()),
        ("sent_at", pa.timestamp("us")),
        ("due_at", pa.timestamp("us")),
        ("urgent", pa.bool_()),
        ("reply_all", pa.bool_()),
        ("formal_ref", pa.string()),
        ("stated_none", pa.string()),
        ("demands", pa.string()),
        ("due_read", pa.bool_()),
        ("urgent_read", pa.bool_()),
        ("reply_read", pa.bool_()),
    ]
)
DECLARED = {"sent_at": datetime(2026, 5, 11, 10, 0), "due_read": False, "urgent_read": False, "reply_read": False}
SHORT = {"due_at": datetime(2026, 5, 11, 17, 0)}
NOTICES: list[dict[str, Any]] = [
    {"asset_id": "asks", "demands": "chain;screenshot", "formal_ref": None},
    {"asset_id": "asks", "demands": "table", "formal_ref": "none"},
    {"asset_id": "asks", "demands": "form", "formal_ref": "办发〔2026〕1号"},
    {"asset_id": "urgent", "demands": "checkin;table;screenshot", "formal_ref": "none", "urgent": True},
    {"asset_id": "open", "demands": None},
    {"asset_id": "open", "demands": "none"},
    {"asset_id": "declared", **SHORT, "reply_all": True},
    {"asset_id": "read", **SHORT, "reply_all": True, "due_read": True, "reply_read": True},
    {"asset_id": "evening", "sent_at": datetime(2026, 5, 11, 21, 0), "urgent": False, "urgent_read": True},
]


@pytest.fixture
def timed(backend: Backend, tmp_path: Path) -> dict[str, dict[str, Any]]:
    rows = [DECLARED | {"notice_id": str(number)} | row for number, row in enumerate(NOTICES)]
    tables = {"notices": pa.Table.from_pylist(rows, schema=SCHEMA), "calendar": calendar()}
    for name, table in tables.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
        backend.read(tmp_path / f"{name}.parquet", name)
    timing.prepare(backend)
    return {row["asset_id"]: row for row in backend.sql("SELECT * FROM timing").to_pylist()}


def test_what_was_read_counts_beside_what_was_declared(timed: dict[str, dict[str, Any]]) -> None:
    counts = ("checkin_notices", "unbacked_notices", "proof_notices")
    found = {group: tuple(int(row[code]) for code in counts) for group, row in timed.items()}
    assert (found["asks"], found["urgent"], found["open"]) == ((1, 1, 1), (0, 0, 0), (0, 0, 0))
    read = ("short_read", "off_hours_read", "reply_all_read")
    rests = {group: tuple(row[code] for code in read) for group, row in timed.items()}
    assert rests["declared"] == (False, False, False)
    assert rests["read"] == (True, False, True)
    assert rests["evening"] == (False, True, False)
