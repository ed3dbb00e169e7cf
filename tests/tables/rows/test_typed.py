"""A table is typed whole: values, what is stated none, what is unknown."""

from datetime import date, datetime

import pytest

SUBMITTED = {
    "units.csv": 'unit_id,name,level,region_code,staff\nU1,某局,县,３２１２８１,"1,200人"\n',
    "assets.csv": (
        "编号,类别,名称,平台,平台账号,主办单位编号,开设日期,关停日期,关注数,日均消息数,互动有效,强制功能,可承接功能,备案号,审批号,预计结束日期\n"
        "Ａ１,政务新媒体, 甲 ,微信,gh_1,U1,2021.9.3,无,1.2万,0.5条,√,打卡、积分,f1；f2,无,暂无,无\n"
        ",工作群,乙,微信,g1,U1,44442,,无,无,无,无,*,,,2030年1月1日\n"
        "A3,app,丙,未知,未知,U1,未知,-,不详,N/A,未测,—,,/,未知,待查\n"
    ),
    "notices.csv": "通知编号,群组编号,发布单位编号,发布时间,正文,截止时间\nN1,微信:g1,U1,2026/5/1 下午3点,防汛,无\n",
}


@pytest.fixture(scope="module")
def read(submit):
    return submit(SUBMITTED)


def test_messy_cells_come_out_typed(read) -> None:
    assert read.faults == []
    assert read.rows("assets")[0] == {
        "asset_id": "A1",
        "category": "new_media",
        "name": "甲",
        "platform": "微信",
        "platform_id": "gh_1",
        "sponsor_unit_id": "U1",
        "opened_on": date(2021, 9, 3),
        "followers": 12000,
        "msgs_per_day": 0.5,
        "interaction_ok": True,
        "features": "checkin;points",
        "absorbs": "f1;f2",
        "filing_no": "none",
        "approval_no": "none",
        "stated_none": "closed_on;expected_end_on",
    }


def test_an_id_is_made_from_platform_and_account_and_none_is_kept_apart_from_empty(read) -> None:
    row = read.rows("assets")[1]
    assert (row["asset_id"], row["opened_on"], row["expected_end_on"]) == (
        "微信:g1",
        date(2021, 9, 3),
        date(2030, 1, 1),
    )
    assert (row["followers"], row["msgs_per_day"], row["interaction_ok"], row["features"]) == (0, 0.0, False, "none")
    assert not {"closed_on", "filing_no", "stated_none"} & set(row)


def test_a_cell_that_says_unknown_is_empty_and_counted(read) -> None:
    assert read.rows("assets")[2] == {"asset_id": "A3", "category": "app", "name": "丙", "sponsor_unit_id": "U1"}
    assert len(read.notes("unknown_cells")) == 11


def test_full_width_digits_and_units_are_understood(read) -> None:
    assert read.rows("units") == [
        {"unit_id": "U1", "name": "某局", "level": "county", "region_code": "321281", "staff": 1200}
    ]


def test_moments_are_typed_and_a_deadline_may_be_none(read) -> None:
    (notice,) = read.rows("notices")
    assert (notice["sent_at"], notice["stated_none"]) == (datetime(2026, 5, 1, 15), "due_at")


def test_a_stated_none_of_our_own_output_is_honoured_unless_a_day_was_filled_in(submit) -> None:
    read = submit(
        {
            "assets.csv": (
                "asset_id,category,name,sponsor_unit,opened_on,expected_end_on,stated_none,class_2018\n"
                "A1,app,甲,某局,,,opened_on;expected_end_on,x\n"
                "A2,app,乙,某局,2021-09-03,,opened_on;expected_end_on,x\n"
            )
        }
    )
    assert [row["stated_none"] for row in read.rows("assets")] == ["opened_on;expected_end_on", "expected_end_on"]


def test_every_table_is_written_even_when_nothing_was_sent_for_it(read) -> None:
    assert read.rows("judgements") == []
