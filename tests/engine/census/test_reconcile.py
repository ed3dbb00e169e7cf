"""Three sources laid over each other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.census.reconcile import SOURCED, reconcile

DATES, NUMBERS = ("opened_on", "closed_on"), ("followers",)
DECIDED = pa.schema([(name, pa.string()) for name in ("left_id", "right_id", "verdict")])


def kind_of(name: str) -> pa.DataType:
    return pa.date32() if name in DATES else pa.int64() if name in NUMBERS else pa.string()


SCHEMA = pa.schema([(name, kind_of(name)) for name in SOURCED])


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[DuckDB]:
    opened = DuckDB(tmp_path / "work", in_memory=True)
    yield opened
    opened.close()


def record(source: str, key: str, **given: Any) -> dict[str, Any]:
    said = {
        "record_id": f"{source}|{key}", "source": source, "row_key": key, "category": "new_media", "platform": "微信",
            "name": "清河水务", "unit_id": "XW", "state": "active"}  # fmt: skip
    return dict.fromkeys(SOURCED) | said | given


def laid(backend: DuckDB, tmp_path: Path, rows: list[dict[str, Any]], *decided: tuple[str, str, str]) -> None:
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), tmp_path / "sourced.parquet")
    said = [dict(zip(DECIDED.names, each, strict=True)) for each in decided]
    pq.write_table(pa.Table.from_pylist(said, DECIDED), tmp_path / "decided.parquet")
    for name in ("sourced", "decided"):
        backend.read(tmp_path / f"{name}.parquet", name)


def found(backend: DuckDB) -> dict[str, tuple[str, str, str, str]]:
    rows = backend.sql("SELECT * FROM reconciled").to_pylist()
    return {row["thing"]: (row["kind"], row["sources"], row["differing"], row["reason"]) for row in rows}


def test_what_all_three_know_by_one_account_is_one_thing(backend: DuckDB, tmp_path: Path) -> None:
    rows = [record(source, "1", platform_id="w1") for source in ("register", "national", "patrol")]
    laid(backend, tmp_path, rows)
    reconcile(backend, suggest=False)
    assert found(backend) == {"national|1": ("all", "national+patrol+register", "", "key")}


def test_what_only_one_knows_stands_alone_and_two_are_told_from_all(backend: DuckDB, tmp_path: Path) -> None:
    rows = [record("register", "1", platform_id="w1"), record("national", "1", platform_id="w1"),
            record("patrol", "9", name="河长通", platform_id="w9")]  # fmt: skip
    laid(backend, tmp_path, rows)
    assert reconcile(backend, suggest=False).by_kind == {"one": 1, "two": 1}


def test_two_units_of_one_account_are_a_conflict_that_names_the_column(backend: DuckDB, tmp_path: Path) -> None:
    rows = [record("register", "1", platform_id="w1"), record("national", "1", platform_id="w1", unit_id="XH")]
    laid(backend, tmp_path, rows)
    reconcile(backend, suggest=False)
    assert found(backend)["national|1"][:3] == ("conflict", "national+register", "unit_id")


def test_a_folded_name_joins_only_on_one_platform_under_one_unit(backend: DuckDB, tmp_path: Path) -> None:
    rows = [record("register", "1", name="清河（水务）"), record("national", "1", name="清河(水务)"),
            record("patrol", "1", name="清河(水务)", unit_id="XH")]  # fmt: skip
    laid(backend, tmp_path, rows)
    reconcile(backend, suggest=False)
    assert found(backend)["national|1"] == ("two", "national+register", "", "name")
    assert found(backend)["patrol|1"][0] == "one"


def test_what_a_person_said_joins_and_parts_in_the_next_run(backend: DuckDB, tmp_path: Path) -> None:
    rows = [record("register", "1", platform_id="w1"), record("national", "1", platform_id="w1"),
            record("patrol", "9", name="河长通")]  # fmt: skip
    parted, joined = ("register|1", "national|1", "different"), ("patrol|9", "register|1", "same")
    laid(backend, tmp_path, rows, parted, joined)
    reconcile(backend, suggest=False)
    assert found(backend)["national|1"][0] == "one"
    assert found(backend)["patrol|9"][1] == "patrol+register"


def test_the_model_suggests_what_no_key_joins_and_asks_no_more_once_answered(backend: DuckDB, tmp_path: Path) -> None:
    same = {"opened_on": None, "sponsor_unit": "清河县水务局", "region_code": "320121"}
    rows = [
        record("register", "1", name="清河县水务局", **same),
        record("patrol", "1", name="清河县水务局", unit_id=None, **same),
    ]
    laid(backend, tmp_path, rows)
    reconcile(backend)
    pairs = backend.sql("SELECT left_id, right_id FROM suggested").to_pylist()
    assert pairs == [{"left_id": "patrol|1", "right_id": "register|1"}]
    laid(backend, tmp_path, rows, ("patrol|1", "register|1", "different"))
    reconcile(backend)
    assert backend.sql("SELECT * FROM suggested").num_rows == 0
