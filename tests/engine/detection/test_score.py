"""Scoring: counts, rates and intervals, worked by hand and held against the textbook formula."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToRead
from jianfu.engine.detection import score as scoring
from jianfu.engine.detection.score import ALL_RULES, Score

Row = tuple[str, str, str]
ENTRIES = [f"A{number}" for number in range(1, 9)]
TRUTH = [
    ("A1", "NM-04", "hit", "zombie"),
    ("A2", "NM-04", "hit", "zombie"),
    ("A3", "NM-04", "unknown", "no_last_activity"),
    ("A4", "NM-04", "exempt", "exempted"),
    ("A5", "NM-04", "clear", "stale_declaration"),
    ("Z9", "NM-04", "hit", "zombie"),
]


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path / "scratch")) as session:
        yield session


def _table(path: Path, columns: str, rows: list[Any]) -> None:
    names = columns.split()
    types = [pa.bool_() if name == "complete" else pa.string() for name in names]
    values = list(zip(*rows, strict=True)) or [()] * len(names)
    arrays = [pa.array(list(column), kind) for column, kind in zip(values, types, strict=True)]
    pq.write_table(pa.table(arrays, names), path)


def _scored(backend: DuckDB, folder: Path, found: list[Row], truth: list[Any] = TRUTH) -> Score:
    _table(folder / "findings.parquet", "asset_id rule_id verdict", found)
    _table(folder / "assets.parquet", "asset_id", [(entry,) for entry in ENTRIES])
    _table(folder / "verdicts.parquet", "asset_id rule_id expected kind", truth)
    _table(folder / "scope.parquet", "rule_id complete", [("NM-04", True), ("NM-05", False)])
    scoring.read(backend, run=folder, truth=folder)
    return scoring.score(backend)


def _rule(found: Score, verdict: str, rule: str = "NM-04") -> dict[str, Any]:
    rows: list[dict[str, Any]] = found.rules.to_pylist()
    return next(row for row in rows if (row["rule_id"], row["verdict"]) == (rule, verdict))


def _kind(found: Score, kind: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = found.kinds.to_pylist()
    return next(row for row in rows if row["kind"] == kind)


PERFECT = [("A1", "NM-04", "hit"), ("A2", "NM-04", "hit"), ("A3", "NM-04", "unknown"), ("A4", "NM-04", "exempt")]


def test_a_perfect_run_scores_one_throughout(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, PERFECT)
    for verdict, right in (("hit", 2), ("unknown", 1), ("exempt", 1)):
        row = _rule(found, verdict)
        assert (row["true_positive"], row["false_positive"], row["false_negative"]) == (right, 0, 0)
        assert (row["precision"], row["recall"], row["f1"]) == (1.0, 1.0, 1.0)
        assert row["true_negative"] == len(ENTRIES) - right
    assert (found.removed_hits, found.entries) == (0, 8)


def test_false_and_missed_hits_are_counted_apart(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, [("A1", "NM-04", "hit"), ("A6", "NM-04", "hit"), ("A5", "NM-04", "hit")])
    row = _rule(found, "hit")
    assert (row["true_positive"], row["false_positive"], row["false_negative"]) == (1, 2, 1)
    assert row["precision"] == pytest.approx(1 / 3)
    assert row["recall"] == pytest.approx(1 / 2)
    assert row["f1"] == pytest.approx(0.4)


def test_a_hit_where_the_evidence_was_removed_is_called_by_name(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, [*PERFECT[:2], ("A3", "NM-04", "hit"), PERFECT[3]])
    assert found.removed_hits == 1
    assert _kind(found, "no_last_activity")["got_hit"] == 1


def test_what_became_of_each_kind_is_told(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, [("A1", "NM-04", "hit"), ("A2", "NM-04", "exempt"), ("A5", "NM-04", "hit")])
    zombie = _kind(found, "zombie")
    assert (zombie["planted"], zombie["as_expected"], zombie["got_exempt"]) == (2, 1, 1)
    assert _kind(found, "stale_declaration")["as_expected"] == 0


def test_an_entry_nobody_planted_shows_as_a_kind_without_name(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, [*PERFECT, ("A8", "NM-04", "hit")])
    assert _kind(found, "")["got_hit"] == 1


def test_entries_the_run_lost_are_counted_and_not_scored(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, PERFECT)
    assert found.lost == 1
    assert _rule(found, "hit")["false_negative"] == 0


def test_rules_out_of_scope_are_named_and_not_scored(backend: DuckDB, tmp_path: Path) -> None:
    found = _scored(backend, tmp_path, [*PERFECT, ("A1", "NM-05", "hit"), ("A1", "X-99", "hit")])
    assert found.outside == ("NM-05", "X-99")
    assert {row["rule_id"] for row in found.rules.to_pylist()} == {"NM-04", ALL_RULES}


def test_a_rate_of_nothing_is_null(backend: DuckDB, tmp_path: Path) -> None:
    row = _rule(_scored(backend, tmp_path, [], []), "hit")
    assert (row["precision"], row["recall"], row["f1"], row["recall_low"]) == (None, None, None, None)
    assert row["true_negative"] == len(ENTRIES)


def test_all_rules_together_sum_up(backend: DuckDB, tmp_path: Path) -> None:
    assert _rule(_scored(backend, tmp_path, PERFECT), "hit", ALL_RULES)["true_positive"] == 2


def test_a_folder_without_findings_is_refused(backend: DuckDB, tmp_path: Path) -> None:
    with pytest.raises(UnableToRead, match="findings"):
        scoring.read(backend, run=tmp_path, truth=tmp_path)


def _wilson(part: int, whole: int) -> tuple[float, float]:
    share, z = part / whole, 1.959963984540054
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(middle - half, 0.0), min(middle + half, 1.0)


@settings(max_examples=12)
@given(right=st.integers(0, 6), wrong=st.integers(0, 2))
def test_intervals_are_wilson_s_and_hold_the_share(right: int, wrong: int, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("scored")
    truth = [(entry, "NM-04", "hit", "zombie") for entry in ENTRIES[: right + wrong]]
    with closing(DuckDB(folder / "scratch")) as session:
        found = _scored(session, folder, [(entry, "NM-04", "hit") for entry in ENTRIES[:right]], truth)
    row = _rule(found, "hit")
    if right + wrong:
        assert (row["recall_low"], row["recall_high"]) == pytest.approx(_wilson(right, right + wrong))
        assert row["recall_low"] <= row["recall"] + 1e-12
        assert row["recall"] <= row["recall_high"] + 1e-12
        assert row["f1_low"] - 1e-12 <= row["f1"] <= row["f1_high"] + 1e-12
    else:
        assert row["recall"] is None
