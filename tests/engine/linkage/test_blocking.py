from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage.blocking import RULES, block
from jianfu.engine.linkage.records import RECORDS

ONE = {"category": "new_media", "platform_key": "微信"}


@pytest.fixture
def duckdb(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path / "scratch", memory_limit="300MB")) as opened:
        yield opened


def _met(duckdb: DuckDB, folder: Path, rows: list[dict[str, Any]], most: int = 60) -> list[tuple[int, int]]:
    given = [{**ONE, "asset_id": f"A{number:03}", **row} for number, row in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(given, schema=RECORDS), folder / "records.parquet")
    duckdb.read(folder / "records.parquet", "link_records")
    block(duckdb, most)
    found = duckdb.sql("SELECT left_n, right_n FROM link_met ORDER BY 1, 2").to_pylist()
    return [(row["left_n"] - 1, row["right_n"] - 1) for row in found]


@pytest.mark.parametrize(
    "shared",
    [{"uid": "x"}, {"unit_id": "U1"}, {"bare": "吴中卫健"}, {"region": "320506", "core": "卫健"},
     {"sponsor_place": "吴中", "sponsor_core": "卫健"}, {"county": "320506", "place": "吴中", "sound": "wei jian"}],
)  # fmt: skip
def test_entries_that_share_a_key_meet_once(duckdb: DuckDB, tmp_path: Path, shared: dict[str, str]) -> None:
    assert _met(duckdb, tmp_path, [shared, shared, {"uid": "other"}]) == [(0, 1)]


def test_entries_on_two_platforms_never_meet(duckdb: DuckDB, tmp_path: Path) -> None:
    assert _met(duckdb, tmp_path, [{"unit_id": "U1"}, {"unit_id": "U1", "platform_key": "抖音"}]) == []


def test_an_entry_without_a_platform_meets_those_of_every_platform(duckdb: DuckDB, tmp_path: Path) -> None:
    one = {"unit_id": "U1"}
    rows: list[dict[str, Any]] = [one, {**one, "platform_key": "抖音"}, {**one, "platform_key": None}]
    assert _met(duckdb, tmp_path, rows) == [(0, 2), (1, 2)]


def test_an_empty_core_is_no_key(duckdb: DuckDB, tmp_path: Path) -> None:
    empty = {"region": "320506", "core": "", "place": "", "sound": ""}
    assert _met(duckdb, tmp_path, [empty, empty]) == []


def test_a_key_that_too_many_share_is_left_out(duckdb: DuckDB, tmp_path: Path) -> None:
    assert _met(duckdb, tmp_path, [{"uid": "x"}] * 4, most=3) == []


def test_every_rule_says_what_it_is() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.zh and rule.en for rule in RULES)
