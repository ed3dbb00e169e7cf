"""Observed measures: rows for what was looked at, nothing for what was not."""

import numpy as np
import pyarrow as pa
import pytest

from jianfu.engine.synth.activity import ON_SITE, Activity, activity
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.kleene import NO, OPEN, YES
from jianfu.engine.synth.observation import Look, Values, look_at, measure_sheet, measure_sheets

N = 3000


@pytest.fixture(scope="module")
def seen() -> Activity:
    return activity(draw=Draw(seed=1, province="32", stage="x"), n=N, today=20_000, shares=(1, 1, 1, 1, 1, 1, 1, 1))


def test_a_breach_is_yes_no_or_open(seen: Activity) -> None:
    look = look_at(Look("grave_errors", 0.3, "0", "1", ON_SITE), draw=Draw(seed=1, province="32", stage="y"), seen=seen)
    assert set(look.breach.tolist()) == {NO, OPEN, YES}
    texts = look.texts.to_pylist()
    told = ~look.missing
    assert {texts[row] for row in np.flatnonzero(told & ~look.bad)} == {"0"}
    assert {texts[row] for row in np.flatnonzero(told & look.bad)} == {"1", "2", "3"}


def test_a_flag_has_one_bad_value(seen: Activity) -> None:
    look = look_at(
        Look("badge_shown", 0.3, "true", "false", ON_SITE), draw=Draw(seed=1, province="32", stage="y"), seen=seen
    )
    assert set(look.texts.to_pylist()) == {"true", "false"}


def test_what_was_not_looked_at_has_no_row(seen: Activity) -> None:
    draw = Draw(seed=1, province="32", stage="y")
    look = look_at(Look("crash_reports", 0.1, "0", "1", ON_SITE), draw=draw, seen=seen)
    ids = pa.array([str(n) for n in range(N)])
    activity_rows, looked = list(measure_sheets(ids, seen, [look]))
    assert looked.rows == N - int(look.missing.sum())
    assert activity_rows.rows < N


def test_a_measure_goes_by_its_code_in_parquet_and_its_name_in_chinese() -> None:
    sheet = measure_sheet(pa.array(["A"]), "badge_shown", pa.array(["true"]), np.array([1]), np.array([20_000]))
    assert sheet.typed().to_pylist()[0]["measure"] == "badge_shown"
    shown = sheet.shown(None).to_pylist()[0]
    assert (shown["指标"], shown["数值"], shown["数据来源"]) == ("亮明备案号", "是", "平台接口")


def test_values_read_in_chinese() -> None:
    assert Values(pa.array(["false", "none", "3", None])).shown(None).to_pylist() == ["否", "无", "3", None]
