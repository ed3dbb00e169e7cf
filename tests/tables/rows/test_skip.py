"""Rows that are no entries are skipped, and good rows never are."""

import pytest

HEADER = "序号,编号,类别,名称,主办单位,关注数,备注"
SUBMITTED = {
    "应用程序.csv": "\n".join(
        [
            HEADER,
            "1,A1,政务App,甲,某局,1,",
            "",
            ",,,,,,",
            " ,　,,,,,",
            "5,,,,,,",
            "小计,,,,,1,",
            HEADER,
            "2,A2,政务App,合计通,某局,2,注意",
            "3,A3,政务App,注,某局,3,",
            ",A4,政务App,填表人之家,某局,4,",
            "合 计,,,,,10,",
            ",合计：,,,,10,",
            ",,,总计,,10,",
            "填表人：张三,,,审核人：李四,,,",
            "注：1.本表由各单位填写。,,,,,,",
            "（盖章）,,,,,,",
            "审核人（签字）：李四,,,,,,",
            ",A5,,有名无类,某局,5,",
        ]
    )
}


@pytest.fixture(scope="module")
def read(submit):
    return submit(SUBMITTED)


def test_every_entry_is_kept_whatever_it_is_called(read) -> None:
    assert [row["asset_id"] for row in read.rows("assets")] == ["A1", "A2", "A3", "A4"]


def test_an_entry_that_lacks_a_cell_is_reported_not_skipped(read) -> None:
    assert read.faults == [(19, "category", "missing")]


def test_what_was_skipped_is_counted_by_reason(read) -> None:
    assert read.notes("skipped_rows") == [
        "应用程序.csv: 3 blank rows skipped.",
        "应用程序.csv: 1 rows with housekeeping cells only skipped.",
        "应用程序.csv: 4 rows of sums skipped.",
        "应用程序.csv: 4 signature and note rows skipped.",
        "应用程序.csv: 1 repeated header rows skipped.",
    ]


def test_skipped_rows_are_neither_received_nor_rejected(read) -> None:
    count = read.submission.counts["assets"]
    assert (count.received, count.accepted, count.rejected) == (5, 4, 1)
