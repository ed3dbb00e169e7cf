"""``jianfu synth``: the folder it leaves, what it says, what it refuses."""

import json
from pathlib import Path

import pytest

from jianfu.cli.main import exit_code_of


def _synth(out: Path, *more: str) -> int:
    return exit_code_of(["synth", "--out", str(out), "--units", "60", *more])


def test_a_small_province_is_made_with_its_truth_and_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _synth(tmp_path / "made", "--seed", "5", "--lang", "en") == 0
    assert (tmp_path / "made" / "submission" / "应用程序.csv").is_file()
    assert (tmp_path / "made" / "truth" / "verdicts.parquet").is_file()
    record = json.loads((tmp_path / "made" / "synth.json").read_text("utf-8"))
    assert (record["units"], record["seed"], record["as_of"]) == (60, 5, "2026-09-30")
    assert "--as-of 2026-09-30" in capsys.readouterr().out


def test_an_earlier_province_is_replaced_and_another_folder_is_not(tmp_path: Path) -> None:
    assert _synth(tmp_path / "made", "--format", "parquet") == 0
    assert _synth(tmp_path / "made", "--format", "csv", "--clean") == 0
    assert not list((tmp_path / "made" / "submission").glob("*.parquet"))
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("mine")
    assert _synth(tmp_path / "kept") == 2
    assert (tmp_path / "kept" / "mine.txt").read_text() == "mine"


def test_an_unknown_region_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["synth", "--out", str(tmp_path / "made"), "--region", "火星"]) == 2
    assert "不认识的区域" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_the_packs_the_truth_is_told_for_are_in_the_command_it_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _synth(tmp_path / "made", "--pack", "jiangsu", "--as-of", "2026-06-30") == 0
    assert "--as-of 2026-06-30 --pack jiangsu" in capsys.readouterr().out


def test_a_workbook_is_made_where_asked(tmp_path: Path) -> None:
    assert _synth(tmp_path / "made", "--format", "xlsx") == 0
    assert [path.suffix for path in (tmp_path / "made" / "submission").iterdir()] == [".xlsx"]
