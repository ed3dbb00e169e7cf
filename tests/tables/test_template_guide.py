import pytest

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.template_guide import _UNITS, column_text, sheet_hint, sheet_title
from jianfu.tables.template_layout import plan


def text(table: str, column: str, lang: str = "zh") -> str:
    shown = plan(table, lang)
    return column_text(shown, shown.table.column(column))


def test_a_comment_says_meaning_form_words_and_whether_it_may_be_empty() -> None:
    assert text("assets", "category").splitlines() == [
        "政务新媒体、政务App或工作群组",
        "格式：从清单中选一项",
        "可填：政务新媒体、政务App、工作群组",
        "必填",
    ]


def test_a_comment_says_for_whom_a_column_is() -> None:
    assert text("assets", "members").splitlines()[-2:] == ["不清楚的留空，确实没有的填“无”", "适用：工作群组"]
    assert text("assets", "members", "en").splitlines()[-1] == "For: work group"


@pytest.mark.parametrize("code", [code for code in BY_CODE if code != "assets"])
def test_every_sheet_without_bands_has_a_hint_in_both_languages(code: str) -> None:
    assert sheet_hint(plan(code, "zh")) and sheet_hint(plan(code, "en"))


def test_a_sheet_is_titled_by_its_table() -> None:
    assert (sheet_title(plan("units", "zh")), sheet_title(plan("units", "en"))) == ("单位填报表", "Register: units")


def test_every_unit_of_a_measure_has_a_chinese_word() -> None:
    assert {measure.unit for measure in OBSERVABLE} <= set(_UNITS)
