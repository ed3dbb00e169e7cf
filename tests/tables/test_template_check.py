from datetime import date

import pytest

from jianfu.tables.template_check import Check, check
from jianfu.tables.template_layout import SheetPlan, plan

LISTS = {"flags": "_lists!$A$2:$A$3", "assets.category": "_lists!$B$2:$B$4", "assets.features": "_lists!$C$2:$C$6"}


def of(table: str, column: str, *, entries: SheetPlan | None = None, lang: str = "zh") -> Check | None:
    shown = plan(table, lang)
    return check(shown, shown.table.column(column), lists=LISTS, entries=entries, as_of=date(2026, 9, 1))


def test_a_closed_set_refuses_other_words_and_several_words_are_only_warned_of() -> None:
    category, features = of("assets", "category"), of("assets", "features")
    assert category is not None and features is not None
    assert (category["source"], category["error_type"]) == ("=_lists!$B$2:$B$4", "stop")
    assert features["error_type"] == "warning"


@pytest.mark.parametrize(
    ("table", "column", "formula"),
    [
        ("assets", "opened_on", '=IF(ISNUMBER(N4),AND(N4>=DATE(2000,1,1),N4<DATE(2026,9,1)+1),N4="无")'),
        ("exemptions", "valid_until", "=IF(ISNUMBER(H4),AND(H4>=DATE(2000,1,1),H4<DATE(2099,12,31)+1),FALSE)"),
        ("units", "staff", '=IF(ISNUMBER(I4),AND(I4>=0,INT(I4)=I4),I4="无")'),
        ("assets", "keep_cost", '=IF(ISNUMBER(AE4),AE4>=0,AE4="无")'),
        ("sources", "coverage", '=IF(ISNUMBER(B4),AND(B4>=0,B4<=1),B4="无")'),
        ("units", "unit_id", "=SUMPRODUCT(--($A$4:$A$2003=A4))=1"),
    ],
)
def test_days_numbers_and_keys_are_checked_by_formula(table: str, column: str, formula: str) -> None:
    found = of(table, column)
    assert found is not None
    assert (found["value"], found["error_type"]) == (formula, "stop")


def test_in_english_none_is_said_in_english() -> None:
    found = of("units", "staff", lang="en")
    assert found is not None and str(found["value"]).endswith('I4="none")')


def test_free_text_lets_anything_in() -> None:
    assert of("assets", "name") is None


def test_numbers_of_entries_are_offered_where_entries_are_in_the_book() -> None:
    found = of("functions", "asset_id", entries=plan("assets", "zh"))
    assert found is not None and found["source"] == "='应用程序'!$A$4:$A$2003"
    assert of("functions", "asset_id") is None


def test_messages_fit_what_a_spreadsheet_shows() -> None:
    for table in ("assets", "notices", "exemptions", "sources"):
        for column in plan(table, "zh").table.columns:
            found = of(table, column.code) or {"error_title": "", "error_message": ""}
            assert len(str(found["error_title"])) <= 32
            assert len(str(found["error_message"])) <= 255
