"""The demonstration, at its smallest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jianfu.cli import main as command_line
from jianfu.cli.demo import COUNTY
from jianfu.tables.report.runfile import read

SMALLEST = 60
DESKS = ("registry_filing", "registry_exemption", "registry_changerequest")
TABLES = ("units_unit", "registry_asset", "base_user", *DESKS)


def test_a_county_is_bundled_with_workbooks_and_text_files() -> None:
    assert {path.suffix for path in COUNTY.iterdir()} >= {".xlsx", ".csv"}


def test_both_submissions_come_through_to_the_reports_and_a_register(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ["demo", "--out", str(tmp_path), "--no-serve", "--units", str(SMALLEST), "--lang", "en"]
    assert command_line.exit_code_of(arguments) == 0
    said = capfd.readouterr().out
    for name in ("index.html", "county/report.html", "county/rejected.xlsx", "province/report.docx"):
        assert str(tmp_path / name) in said
        assert (tmp_path / name).is_file()
    county, province = (read(tmp_path / place / "run.json") for place in ("county", "province"))
    assert county.rejected > 0
    assert province.accepted > SMALLEST
    assert "demo-clerk" in said
    with closing(sqlite3.connect(tmp_path / "register" / "jianfu.sqlite3")) as register:
        count = {name: register.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        states = dict(register.execute("SELECT state, count(*) FROM census_declaration GROUP BY state"))
    assert count["units_unit"] > SMALLEST and count["registry_asset"] > 100 and count["base_user"] == 15
    assert [count[name] for name in DESKS] == [1, 1, 1]
    assert states["signed"] > 5 and states["not_begun"] > 5


def test_too_small_a_province_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    assert command_line.exit_code_of(["demo", "--out", str(tmp_path / "out"), "--units", "3"]) == 2
    assert not (tmp_path / "out").exists()
