"""The demonstration, at its smallest."""

from pathlib import Path

import pytest

from jianfu.cli import main as command_line
from jianfu.cli.demo import COUNTY
from jianfu.tables.report.runfile import read

SMALLEST = 60


def test_a_county_is_bundled_with_workbooks_and_text_files() -> None:
    assert {path.suffix for path in COUNTY.iterdir()} >= {".xlsx", ".csv"}


def test_both_submissions_come_through_and_the_reports_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["demo", "--out", str(tmp_path), "--no-serve", "--units", str(SMALLEST), "--lang", "en"]
    assert command_line.exit_code_of(arguments) == 0
    said = capsys.readouterr().out
    for name in ("index.html", "county/report.html", "county/rejected.xlsx", "province/report.docx"):
        assert str(tmp_path / name) in said
        assert (tmp_path / name).is_file()
    county, province = (read(tmp_path / place / "run.json") for place in ("county", "province"))
    assert county.rejected > 0
    assert province.accepted > SMALLEST


def test_too_small_a_province_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    assert command_line.exit_code_of(["demo", "--out", str(tmp_path / "out"), "--units", "3"]) == 2
    assert not (tmp_path / "out").exists()
