"""A declared value wins over a read one; a blank takes the reading; what states 无 is no blank."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.working_day import calendar
from jianfu.engine.notices.complete import complete
from jianfu.engine.schema.outputs import NOTICE_READINGS

SENT = datetime(2026, 5, 11, 10, 0)
DUE = datetime(2026, 5, 12, 17, 0)
TEXT = "【紧急】请于5月12日17:00前将名单报镇，收到请逐一回复。"
ROWS: list[dict[str, Any]] = [
    {"notice_id": "1", "text": TEXT},
    {"notice_id": "2", "text": TEXT, "due_at": datetime(2026, 5, 20, 9, 0), "urgent": False, "reply_all": False},
    {"notice_id": "3", "text": TEXT, "stated_none": "due_at"},
    {"notice_id": "4", "text": "请抓好落实。"},
    {"notice_id": "5", "text": "请报送材料。", "due_at": datetime(2026, 5, 13), "urgent": True},
]


@pytest.fixture
def prepared(backend: Backend, tmp_path: Path, write_clean: Callable[..., Path]) -> Backend:
    rows = [{"asset_id": "A", "unit_id": "U", "sent_at": SENT} | row for row in ROWS]
    backend.read(write_clean({"notices": rows}, tmp_path / "clean") / "notices.parquet", "notices")
    pq.write_table(calendar(), tmp_path / "calendar.parquet")
    backend.read(tmp_path / "calendar.parquet", "calendar")
    return backend


def test_blanks_are_filled_and_nothing_else(prepared: Backend) -> None:
    told: list[float] = []
    counted = complete(prepared, lambda stage, done: told.append(done))
    rows = prepared.sql("SELECT * FROM notices ORDER BY notice_id").to_pylist()
    assert [(row["due_at"], row["urgent"], row["reply_all"]) for row in rows] == [
        (DUE, True, True),
        (datetime(2026, 5, 20, 9, 0), False, False),
        (None, True, True),
        (None, None, None),
        (datetime(2026, 5, 13), True, None),
    ]
    assert [(row["due_read"], row["urgent_read"], row["reply_read"]) for row in rows] == [
        (True, True, True),
        (False, False, False),
        (False, True, True),
        (False, False, False),
        (False, False, False),
    ]
    assert [row["demands"] for row in rows] == ["reply;table"] * 3 + ["none", None]
    assert (counted.notices, counted.due_read, counted.urgent_read, counted.reply_read) == (5, 1, 2, 2)
    assert (counted.due_differ, counted.urgent_differ, counted.reply_differ) == (2, 1, 1)
    assert told[-1] == 1.0
    readings = prepared.sql("SELECT * FROM notice_readings ORDER BY notice_id")
    assert tuple(readings.column_names) == NOTICE_READINGS.codes
    assert readings.column("due_at").to_pylist() == [DUE, DUE, DUE, None, None]
