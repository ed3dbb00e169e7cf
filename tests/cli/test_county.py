"""The hand-made county: every planted fault is reported, nothing else is, no good row is lost, the findings come."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import yaml

from jianfu.engine.detection import pack
from jianfu.tables import job, submission
from jianfu.tables.options import ReadOptions
from jianfu.tables.wording import WORDINGS

NOT_IN_SHEETS = {"unreadable_text"}
"""Problems that no cell of a spreadsheet or CSV file can have."""
KEYS = {"units": "unit_id", "assets": "asset_id", "sources": "source", "notices": "notice_id"}


@pytest.fixture(scope="module")
def county(repository: Path) -> Path:
    return repository / "src/jianfu/cli/county"


@pytest.fixture(scope="module")
def planted(county: Path) -> dict[str, Any]:
    return yaml.safe_load((county / "planted.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def received(county: Path, planted: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> submission.Submission:
    options = ReadOptions(as_of=planted["as_of"], rule_ids=frozenset(pack.known_rule_ids(planted["packs"])))
    staging = tmp_path_factory.mktemp("county")
    return submission.read(inputs=(county,), staging=staging, options=options, progress=lambda stage, done: None)


@pytest.fixture(scope="module")
def findings(
    county: Path, planted: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], str]:
    request = job.Request(
        inputs=(county,),
        out=tmp_path_factory.mktemp("run") / "out",
        as_of=planted["as_of"],
        packs=tuple(planted["packs"]),
    )
    out = job.run(request, lambda stage, done: None).out
    rows = duckdb.read_parquet(str(out / "findings.parquet")).project("asset_id, rule_id, verdict").fetchall()
    return {(entry, rule): verdict for entry, rule, verdict in rows}


def faults(planted: dict[str, Any]) -> Iterator[tuple[str, str, int, str, str]]:
    for part in planted["faults"]:
        for fault in part["rows"]:
            yield part["file"], part["sheet"], fault["row"], fault["column"], fault["code"]


def test_every_planted_fault_is_reported_and_nothing_else_is(
    received: submission.Submission, planted: dict[str, Any]
) -> None:
    columns = ("file", "sheet", "row", "column_code", "code")
    reported = sorted(tuple(row[column] for column in columns) for row in received.problems.to_pylist())
    assert reported == sorted(faults(planted))


def test_no_good_row_is_lost(received: submission.Submission, planted: dict[str, Any]) -> None:
    assert {code: count.accepted for code, count in received.counts.items()} == planted["good"]


def test_faults_of_every_kind_are_planted(planted: dict[str, Any]) -> None:
    assert {code for *_, code in faults(planted)} == set(WORDINGS) - NOT_IN_SHEETS


@pytest.mark.parametrize("table", list(KEYS))
def test_cells_sent_in_odd_ways_mean_what_they_should(
    table: str, received: submission.Submission, planted: dict[str, Any]
) -> None:
    rows = {row[KEYS[table]]: row for row in pq.read_table(received.clean / f"{table}.parquet").to_pylist()}
    for key, expected in planted["values"][table].items():
        assert {code: rows[key][code] for code in expected} == expected, key


def test_what_is_no_row_is_passed_over_and_said(received: submission.Submission) -> None:
    said = [note.zh for note in received.notes]
    assert sum("合计行" in note for note in said) == 7
    assert {ignored.name for ignored in received.ignored} >= {"Sheet2", "填表说明", "planted.yaml", "README.md"}
    assert {part.encoding for part in received.files} == {"gb18030", "utf-8-sig", "xlsx", "parquet"}


def test_the_findings_that_must_come_do(findings: dict[tuple[str, str], str], planted: dict[str, Any]) -> None:
    expected = {(entry, rule): verdict for entry, rule, verdict in planted["findings"]}
    assert {key: findings.get(key) for key in expected} == expected


def test_the_findings_that_must_not_come_do_not(findings: dict[tuple[str, str], str], planted: dict[str, Any]) -> None:
    assert [(entry, rule) for entry, rule in planted["clear"] if (entry, rule) in findings] == []


def test_nothing_is_found_about_entries_that_were_rejected(
    findings: dict[tuple[str, str], str], received: submission.Submission
) -> None:
    accepted = set(pq.read_table(received.clean / "assets.parquet", columns=["asset_id"])["asset_id"].to_pylist())
    assert {entry for entry, _ in findings} <= accepted


def test_the_day_judged_lies_after_all_that_was_seen(received: submission.Submission, planted: dict[str, Any]) -> None:
    seen = pq.read_table(received.clean / "assets.parquet", columns=["observed_on"])["observed_on"].to_pylist()
    assert max(day for day in seen if day) < planted["as_of"] == date(2026, 9, 1)
