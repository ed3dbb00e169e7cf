"""What uploaded files hold."""

from pathlib import Path

import pytest

from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits
from jianfu.tables.survey import survey


def written(folder: Path, text: str, name: str = "应用程序.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_headings_are_understood_and_the_unknown_one_comes_with_examples(tmp_path: Path) -> None:
    sheet = survey([written(tmp_path, "序号,账号名称,怪列\n1,清河水务,x\n", encoding="gb18030")], Limits())[0]
    assert (sheet.table, sheet.certain) == ("assets", True)
    assert [(h.meaning, h.examples) for h in sheet.headings] == [
        ("*ignored", ("1",)), ("name", ("清河水务",)), ("", ("x",)),
    ]  # fmt: skip


def test_what_was_settled_before_is_remembered(tmp_path: Path) -> None:
    path = written(tmp_path, "账号名称,怪列\n甲,x\n")
    assert survey([path], Limits(), remembered={("assets", "怪列"): "purpose"})[0].headings[1].meaning == "purpose"


def test_a_sheet_of_another_name_is_guessed_and_said_to_be(tmp_path: Path) -> None:
    sheet = survey([written(tmp_path, "编号,功能代码,功能名称\nA,f,甲\n", name="导出.csv")], Limits())[0]
    assert (sheet.table, sheet.certain) == ("functions", False)


def test_a_file_too_large_or_no_zip_is_refused_with_its_name(tmp_path: Path) -> None:
    large, broken = written(tmp_path, "x" * 99), written(tmp_path, "no zip", name="应用程序.xlsx")
    with pytest.raises(UnableToRead) as refused:
        survey([large, broken], Limits(file_bytes=50))
    assert [fault.file for fault in refused.value.faults] == ["应用程序.csv", "应用程序.xlsx"]
