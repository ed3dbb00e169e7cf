import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jianfu.tables.report import findings
from jianfu.tables.report.facts import opened


@pytest.fixture
def opened_run(run: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(run) as connection:
        findings.prepare(connection)
        yield connection


@pytest.fixture
def rows(run: Path) -> list[dict[str, Any]]:
    return duckdb.connect().read_parquet(str(run / "findings.parquet")).to_arrow_table().to_pylist()


def test_counts_are_those_of_the_table(opened_run: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    assert findings.counts(opened_run) == Counter((row["rule_id"], row["verdict"]) for row in rows)


def test_the_first_rows_stand_by_unit_then_entry(opened_run: duckdb.DuckDBPyConnection) -> None:
    found = findings.first(opened_run, verdict="hit", per_rule=5)
    assert dict(Counter(row.rule_id for row in found)) == {
        "NM-01": 5, "NM-04": 5, "A-03": 5, "G-06": 5,
    }  # fmt: skip
    keys = [(row.rule_id, row.unit_id, row.asset_id) for row in found]
    assert keys == sorted(keys)


def test_the_first_rows_are_the_first_of_all(opened_run: duckdb.DuckDBPyConnection) -> None:
    few = [row.asset_id for row in findings.first(opened_run, verdict="hit", per_rule=3) if row.rule_id == "NM-01"]
    every = [row.asset_id for row in findings.first(opened_run, verdict="hit", per_rule=99) if row.rule_id == "NM-01"]
    assert few == every[:3]


def test_hits_to_confirm_are_counted_by_rule(opened_run: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    marked = Counter(row["rule_id"] for row in rows if row["needs_confirmation"])
    assert findings.to_confirm(opened_run) == marked
    assert findings.severities(opened_run)["NM-01"] == {"fail": findings.counts(opened_run)["NM-01", "hit"]}


def test_evidence_keeps_each_part_and_leaves_what_is_missing_empty() -> None:
    told = [
        {"measure": "silent_days", "value": 0, "limit": None, "source": "x"},
        {"measure": "twins", "members": ["a"]},
    ]
    read = findings.read_evidence(json.dumps(told))
    assert (read[0].value, read[0].limit, read[0].observed_on, read[1].measure) == ("0", "", "", "twins")
    assert findings.read_evidence(None) == ()
