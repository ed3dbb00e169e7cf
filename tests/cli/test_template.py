from pathlib import Path

import openpyxl
import pytest

from jianfu.cli.main import exit_code_of


def test_the_template_is_written_and_its_place_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "新建" / "模板.xlsx"
    assert exit_code_of(["template", "--out", str(out), "--as-of", "2026-09-01"]) == 0
    assert "模板已写好" in capsys.readouterr().out
    assert openpyxl.load_workbook(out).sheetnames[1:3] == ["单位", "应用程序"]


def test_in_english_sheets_and_headers_are_codes(tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    assert exit_code_of(["template", "--out", str(out), "--lang", "en", "--table", "notices"]) == 0
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Instructions", "notices", "Example", "_lists"]
    assert book["notices"]["A3"].value == "notice_id *"


def test_units_at_fault_are_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = tmp_path / "单位.csv"
    units.write_text("单位编号,单位名称,层级\nQ1,水务局,县级\nQ2,教育局,部级\n", encoding="utf-8")
    assert exit_code_of(["template", "--out", str(tmp_path / "t.xlsx"), "--units", str(units)]) == 0
    assert "有 1 行有问题" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "模板.csv"], "以 .xlsx 结尾"),
        (["--out", "t.xlsx", "--table", "群聊记录"], "没有“群聊记录”这张表"),
        (["--out", "t.xlsx", "--units", "没有.csv"], "没有.csv"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exit_code_of(["template", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
