"""Parquet of any honest type is read where it lies."""

from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.tables.faults import UnableToRead
from jianfu.tables.sheets import parquet_file


def _file(path, columns: dict[str, pa.Array]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


@pytest.fixture
def typed(tmp_path):
    inbox = tmp_path / "inbox"
    _file(
        inbox / "assets.parquet",
        {
            "编号": pa.array([320100, 320101, None, 320103], pa.int64()),
            "类别": pa.array(["app", "政务App", None, "什么"]).dictionary_encode(),
            "名称": ["甲", "乙", None, "丁"],
            "主办单位": ["某局", "某局", None, "某局"],
            "开设日期": pa.array([date(2021, 9, 3), None, None, date(2030, 1, 1)]),
            "关停日期": ["", "无", None, ""],
            "登记日期": pa.array([datetime(2021, 9, 3, 8), None, None, None], pa.timestamp("us")),
            "关注数": pa.array([12000.0, None, None, 1.5]),
            "日均消息数": pa.array([None] * 4, pa.null()),
            "互动有效": pa.array([True, None, None, False]),
            "强制功能": pa.array([["打卡", "积分"], [], None, ["跳舞"]]),
            "备注": ["x"] * 4,
        },
    )
    return inbox


def test_typed_columns_are_kept_and_texts_read(submit, typed) -> None:
    read = submit({}, inbox=typed)
    first, second = read.rows("assets")
    assert (first["asset_id"], first["category"], first["opened_on"]) == ("320100", "app", date(2021, 9, 3))
    assert (first["declared_on"], first["followers"], first["interaction_ok"]) == (date(2021, 9, 3), 12000, True)
    assert first["features"] == "checkin;points"
    assert second["stated_none"] == "closed_on"


def test_rows_are_numbered_from_one_and_blank_ones_skipped(submit, typed) -> None:
    read = submit({}, inbox=typed)
    assert sorted(read.faults) == [
        (4, "category", "unknown_word"),
        (4, "features", "unknown_word"),
        (4, "followers", "not_whole"),
        (4, "opened_on", "future"),
    ]
    assert read.notes("skipped_rows") == ["assets.parquet: 1 blank rows skipped."]


def test_a_type_no_cell_can_have_stops_the_run(submit, tmp_path) -> None:
    inbox = tmp_path / "inbox"
    base = {"编号": ["A1"], "类别": ["app"], "主办单位": ["某局"]}
    _file(inbox / "assets.parquet", base | {"名称": pa.array([{"a": 1}])})
    with pytest.raises(UnableToRead, match="STRUCT"):
        submit({}, inbox=inbox)


def test_what_is_no_parquet_stops_the_run(submit) -> None:
    with pytest.raises(UnableToRead, match="Parquet"):
        submit({"assets.parquet": "编号,名称"})


def test_the_footer_tells_the_size(typed) -> None:
    rows, columns, unpacked = parquet_file.size(typed / "assets.parquet")
    assert (rows, columns) == (4, 12)
    assert unpacked > 0
    assert parquet_file.columns(typed / "assets.parquet")[0] == "编号"
