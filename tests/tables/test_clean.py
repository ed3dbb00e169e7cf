"""What is accepted is written whole; entries that lost rows are named."""

import pyarrow.parquet as pq
import pytest

from jianfu.engine.schema.inputs import BY_CODE, STATED_NONE, TABLES

ARROW = {
    "VARCHAR": "string",
    "DATE": "date32[day]",
    "TIMESTAMP": "timestamp[us]",
    "BIGINT": "int64",
    "DOUBLE": "double",
}
ARROW |= {"BOOLEAN": "bool"}


@pytest.fixture(scope="module")
def read(submit):
    return submit(
        {
            "assets.csv": "编号,类别,名称,主办单位\nA1,政务App,甲,某局\nA2,什么,乙,某局\n",
            "服务功能.csv": "编号,功能代码,月使用次数\nA1,f1,1\nA1,f2,很多\nA2,f1,2\n",
            "监测.csv": (
                "编号,指标,数值,监测日期,数据来源\nA1,关注数,1,2026-05-01,巡查\nA2,没有的指标,1,2026-05-01,巡查\n"
            ),
        }
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.code)
def test_every_table_has_the_columns_of_the_schema_in_their_types(read, table) -> None:
    found = pq.read_schema(read.submission.clean / f"{table.code}.parquet")
    wanted = [(column.code, ARROW[column.sql_type]) for column in table.columns]
    assert [(field.name, str(field.type)) for field in found] == [*wanted, (STATED_NONE, "string")]


def test_only_good_rows_are_written(read) -> None:
    assert [row["asset_id"] for row in read.rows("assets")] == ["A1"]
    assert [(row["asset_id"], row["function_code"]) for row in read.rows("functions")] == [("A1", "f1"), ("A2", "f1")]


def test_entries_that_lost_rows_are_named_by_table(read) -> None:
    assert read.incomplete == [("functions", "A1"), ("measures", "A2")]


def test_a_row_that_refers_to_a_rejected_row_is_not_rejected_for_it(read) -> None:
    assert not [code for _, _, code in read.faults if code.startswith("orphan")]


def test_rejected_rows_are_counted_by_table(read) -> None:
    counts = {code: count.rejected for code, count in read.submission.counts.items() if count.rejected}
    assert counts == {"assets": 1, "functions": 1, "measures": 1}
    assert set(read.submission.counts) == set(BY_CODE)
