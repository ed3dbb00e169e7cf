"""Templates become SQL that fills every placeholder, whatever the words contain."""

import duckdb
import pytest

from jianfu.engine.detection.findings import filled


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("已{days}天", "已7天"),
        ("{days}{name}", "7it's"),
        ("{gone}天", "未知天"),
        ("没有占位", "没有占位"),
        ("", ""),
    ],
)
def test_a_placeholder_without_a_value_reads_unknown(template: str, sentence: str) -> None:
    values = {"days": "CAST(7 AS VARCHAR)", "name": "'it''s'", "gone": "CAST(NULL AS VARCHAR)"}
    assert duckdb.sql(f"SELECT {filled(template, values, '未知')}").fetchall() == [(sentence,)]
