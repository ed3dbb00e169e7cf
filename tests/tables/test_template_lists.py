from pathlib import Path

import openpyxl
import xlsxwriter

from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.template_layout import plan
from jianfu.tables.template_lists import FLAGS, MEASURES, RULES, SHEET, UNIT_IDS, ListedUnit, unit_labels, write_lists

UNITS = [ListedUnit("U1", "水务局"), ListedUnit("U2", "便民中心"), ListedUnit("U3", "便民中心")]


def written(tmp_path: Path, *, units: list[ListedUnit], lang: str = "zh") -> tuple[dict[str, str], openpyxl.Workbook]:
    path = tmp_path / "lists.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("开")
        ranges = write_lists(book, [plan("assets", lang)], lang=lang, units=units, rule_ids=["NM-01"])
    return ranges, openpyxl.load_workbook(path)


def texts(book: openpyxl.Workbook, reach: str) -> list[str]:
    return [cell.value for (cell,) in book[SHEET][reach.split("!")[1]]]


def test_a_name_that_several_bear_is_offered_with_its_number() -> None:
    assert unit_labels(UNITS) == ["水务局", "便民中心（U2）", "便民中心（U3）"]


def test_each_range_holds_its_list_and_nothing_else(tmp_path: Path) -> None:
    ranges, book = written(tmp_path, units=UNITS)
    assert texts(book, ranges[FLAGS]) == ["是", "否"]
    assert texts(book, ranges[RULES]) == ["NM-01"]
    assert texts(book, ranges[UNIT_IDS]) == ["U1", "U2", "U3"]
    assert texts(book, ranges[MEASURES]) == [measure.zh for measure in OBSERVABLE]
    assert texts(book, ranges["assets.features"]) == ["打卡签到", "积分排名", "在线时长", "强制上传", "无"]


def test_in_english_measures_are_codes(tmp_path: Path) -> None:
    ranges, book = written(tmp_path, units=[], lang="en")
    assert texts(book, ranges[MEASURES]) == [measure.code for measure in OBSERVABLE]


def test_an_empty_list_is_left_out(tmp_path: Path) -> None:
    assert UNIT_IDS not in written(tmp_path, units=[])[0]
