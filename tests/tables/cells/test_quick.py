"""The quick readings never contradict the patient ones."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.schema.column import Column
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.cells import kinds, quick

Answer = Callable[[str, str | None], object]
ASSETS, NOTICES, SOURCES = BY_CODE["assets"], BY_CODE["notices"], BY_CODE["sources"]
COLUMNS = [
    *(ASSETS.column(code) for code in ("asset_id", "category", "name", "opened_on", "followers", "msgs_per_day")),
    *(ASSETS.column(code) for code in ("interaction_ok", "features", "absorbs", "certification")),
    NOTICES.column("sent_at"),
    SOURCES.column("coverage"),
]
CELLS = st.one_of(
    st.text("0123456789.-/年月日:万,%'#無无未知NnAa=é（）　 \n;、是否√×", max_size=16),
    st.sampled_from(
        ["2021-09-03", "2021-02-30", "0021-01-01", "-infinity", "2021-09-03 08:30", "12", "1e5", "政务新媒体", "-"]
    ),
    st.text(max_size=20).filter(lambda text: "\x00" not in text),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(COLUMNS), CELLS)
def test_a_quick_value_is_the_patient_one(answer: Answer, column: Column, cell: str) -> None:
    if (found := answer(quick.value(column, "x"), cell)) is not None:
        assert answer(kinds.patient(column, "x"), cell) == found


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("asset_id", "JS-0001"),
        ("name", "泰州发布水务公众号"),
        ("opened_on", "2021-09-03"),
        ("followers", "12"),
        ("category", "政务App"),
    ],
)
def test_clean_cells_need_no_patience(answer: Answer, code: str, cell: str) -> None:
    assert answer(quick.value(ASSETS.column(code), "x"), cell) is not None


@pytest.mark.parametrize("code", ["asset_id", "name", "opened_on", "followers"])
@pytest.mark.parametrize("cell", ["", "未知", "N/A", "-", "　", "#N/A"])
def test_words_for_nothing_need_patience(answer: Answer, code: str, cell: str) -> None:
    assert answer(quick.value(ASSETS.column(code), "x"), cell) is None
