"""``jianfu score``: tables and JSON, whatever the score; exit 2 only where there is nothing to score."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.cli.main import exit_code_of


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    run, truth = tmp_path / "run", tmp_path / "made" / "truth"
    run.mkdir()
    truth.mkdir(parents=True)
    pq.write_table(pa.table({"asset_id": ["A", "B", "C"]}), run / "assets.parquet")
    found = {"asset_id": ["A", "B"], "rule_id": ["NM-04", "NM-04"], "verdict": ["hit", "hit"]}
    pq.write_table(pa.table(found), run / "findings.parquet")
    told = {"asset_id": ["A", "B"], "rule_id": ["NM-04"] * 2, "expected": ["hit", "unknown"], "kind": ["zombie", "x"]}
    pq.write_table(pa.table(told), truth / "verdicts.parquet")
    pq.write_table(pa.table({"rule_id": ["NM-04"], "complete": [True]}), truth / "scope.parquet")
    return str(run), str(truth)


def test_a_score_is_shown_with_what_went_wrong(folders: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["score", *folders]) == 0
    shown = capsys.readouterr().out
    assert "抹去证据而仍命中：1" in shown
    assert "0.5000" in shown


def test_the_score_is_given_as_json(folders: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["score", *folders, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["hits_where_evidence_was_removed"] == 1
    hit = next(row for row in said["rules"] if (row["rule_id"], row["verdict"]) == ("NM-04", "hit"))
    assert (hit["true_positive"], hit["false_positive"]) == (1, 1)


def test_pairs_are_scored_by_kind_where_run_and_truth_have_them(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"left_id": ["A", "B", "A"], "right_id": ["B", "C", "LOST"], "kind": ["same_thing"] * 3}
    pq.write_table(pa.table(told), Path(folders[1]) / "pairs.parquet")
    found = {"left_id": ["A", "A", "B"], "right_id": ["B", "C", "C"], "tier": ["proposal", "review", "review"]}
    kinds = {"kind": ["same_thing", "same_thing", "same_function"], "score": [1.0, 0.6, 1.0]}
    pq.write_table(pa.table(found | kinds), Path(folders[0]) / "pairs.parquet")
    assert exit_code_of(["score", *folders, "--json"]) == 0
    proposed, every = json.loads(capsys.readouterr().out)["pairs"]
    assert (proposed["precision"], proposed["recall"], proposed["tier"]) == (1.0, 0.5, "proposal")
    assert (every["precision"], every["recall"], every["false_negative"]) == (0.5, 0.5, 1)
    assert exit_code_of(["score", *folders, "--lang", "en"]) == 0
    assert "one thing" in capsys.readouterr().out


def test_a_run_without_pairs_is_scored_without_them(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["score", *folders, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pairs"] == []


def test_the_folder_that_synth_wrote_is_understood_as_well_as_its_truth(
    folders: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["score", folders[0], str(Path(folders[1]).parent), "--kinds", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "zombie" in shown
    assert "must be 0" in shown


def test_a_folder_that_is_no_run_is_explained(
    folders: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code_of(["score", str(tmp_path), folders[1]]) == 2
    assert "findings.parquet" in capsys.readouterr().err
