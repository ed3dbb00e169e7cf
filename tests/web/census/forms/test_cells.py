"""A field for each column, and back to what JSON keeps."""

from typing import Any

import pytest
from django import forms

from jianfu.engine.schema.assets import ASSETS
from jianfu.web.census.forms import cells
from jianfu.web.census.queries.columns import COLUMNS


@pytest.mark.parametrize(
    ("code", "filled", "said"),
    [
        ("name", " 清河 ", "清河"),
        ("approval_no", "无", "none"),
        ("url", "", None),
        ("opened_on", "2026-01-02", "2026-01-02"),
        ("expected_end_on", "无", "none"),
        ("expected_end_on", "2026-12-01", "2026-12-01"),
        ("members", "30", 30),
        ("msgs_per_day", "2.5", 2.5),
        ("temporary", "0", False),
        ("temporary", "", None),
        ("features", ["checkin", "points"], ["checkin", "points"]),
        ("features", ["none"], "none"),
        ("features", [], None),
        ("state", "active", "active"),
    ],
)
def test_what_is_filled_in_is_read_and_shown_again(code: str, filled: Any, said: Any) -> None:
    column = ASSETS.column(code)
    field = cells.field_for(column)
    assert cells.json_of(column, field.clean(filled)) == said
    begun = cells.shown_in_field(column, said)
    assert cells.json_of(column, field.clean(begun if isinstance(begun, list) else str(begun))) == said


@pytest.mark.parametrize(
    ("code", "filled"), [("opened_on", "去年"), ("expected_end_on", "去年"), ("members", "-1"), ("name", "")]
)
def test_what_cannot_be_read_is_refused(code: str, filled: str) -> None:
    with pytest.raises(forms.ValidationError):
        cells.field_for(ASSETS.column(code)).clean(filled)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.code)
def test_every_column_has_a_field_with_a_label(column: Any) -> None:
    assert cells.field_for(column).label


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("state", "active", "在用"),
        ("features", ["checkin"], "打卡签到"),
        ("url", None, "—"),
        ("approval_no", "none", "无"),
        ("temporary", True, "是"),
        ("members", 30, "30"),
    ],
)
def test_values_are_shown_in_words(code: str, value: Any, text: str) -> None:
    assert cells.shown(ASSETS.column(code), value) == text
