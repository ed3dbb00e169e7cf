"""The truth on disk."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.synth.kleene import NO, OPEN, YES
from jianfu.engine.synth.request import Request
from jianfu.engine.synth.truth import verdicts
from jianfu.engine.synth.truth_file import TruthFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = TruthFile(tmp_path, request=Request(packs=("jiangsu",)), with_csv=True)
    values, waived = np.array([YES, NO, OPEN, YES]), np.array([False, False, False, True])
    zombie = np.array([True, False, False, True])
    file.verdicts(pa.array(["A", "B", "C", "D"]), [verdicts("NM-04", values, waived=waived, causes={"zombie": zombie})])
    file.close()
    return tmp_path


def test_verdicts_are_written_with_their_kind(folder: Path) -> None:
    rows = pq.read_table(folder / "verdicts.parquet").to_pylist()
    assert [(row["asset_id"], row["expected"], row["kind"]) for row in rows] == [
        ("A", "hit", "zombie"),
        ("C", "unknown", "evidence_removed"),
        ("D", "exempt", "exempted"),
    ]


def test_csv_and_parquet_say_the_same(folder: Path) -> None:
    lines = (folder / "verdicts.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "asset_id,rule_id,expected,kind"
    assert len(lines) == 4


def test_kinds_are_counted_and_explained(folder: Path) -> None:
    rows = {row["kind"]: row for row in pq.read_table(folder / "kinds.parquet").to_pylist()}
    assert rows["zombie"]["rows"] == 1
    assert rows["zombie"]["meaning_zh"] == "静默90至364日"


def test_the_scope_names_the_rules_told_in_full(folder: Path) -> None:
    assert pq.read_table(folder / "scope.parquet").to_pylist() == [{"rule_id": "NM-04", "complete": True, "listed": 3}]


def test_the_page_tells_how_to_run_and_score(folder: Path) -> None:
    page = (folder / "README.md").read_text("utf-8")
    assert "--as-of 2026-09-30 --pack jiangsu" in page
    assert "jianfu score RUN truth" in page
