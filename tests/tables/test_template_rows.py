"""Rows already in the template."""

from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from jianfu.tables import template


def test_known_rows_are_written_as_words_a_person_reads(tmp_path: Path) -> None:
    row = {"asset_id": "A1", "category": "app", "name": "甲", "followers": "3", "interaction_ok": "false",
           "features": "points;checkin",
           "opened_on": "2021-03-04", "stated_none": "closed_on", "filing_no": "none"}  # fmt: skip
    template.write(
        out=tmp_path / "t.xlsx",
        tables=("assets",),
        as_of=date(2026, 9, 1),
        units=template.Units(),
        filled={"assets": [row]},
    )
    rows = CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_name("应用程序").to_python()
    said = dict(zip([str(cell).removesuffix(" *") for cell in rows[2]], rows[3], strict=True))
    assert (said["类别"], said["强制功能"], said["互动有效"]) == ("政务App", "积分排名、打卡签到", "否")
    assert (said["开设日期"], said["关停日期"], said["备案号"], said["关注数"]) == (date(2021, 3, 4), "无", "无", 3.0)
