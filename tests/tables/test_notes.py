"""What the reader should know about the reading."""

HEADER = "编号,类别,名称,主办单位,开设日期,互动有效\n"


def test_what_was_read_as_unknown_is_said_once_a_column(submit) -> None:
    read = submit({"assets.csv": HEADER + "A1,政务App,甲,某局,未知,未测\nA2,政务App,乙,某局,-,是\n"})
    assert read.notes("unknown_cells") == [
        "Table assets, column opened_on: 2 cells say 未知, - or the like and count as empty.",
        "Table assets, column interaction_ok: 1 cells say 未知, - or the like and count as empty.",
    ]


def test_a_submission_without_units_says_what_is_not_known(submit) -> None:
    assert len(submit({"assets.csv": HEADER + "A1,政务App,甲,某局,,\n"}).notes("no_units")) == 1
    units = {"units.csv": "单位编号,单位名称\nU1,某局\n"}
    assert submit({"assets.csv": HEADER + "A1,政务App,甲,某局,,\n"} | units).notes("no_units") == []


def test_moments_without_a_time_are_said(submit) -> None:
    notices = "通知编号,发布单位编号,发布时间,正文\nN1,U1,2026-05-01,文\nN2,U1,2026-05-01 09:00,文\n"
    read = submit({"assets.csv": HEADER + "A1,政务App,甲,某局,,\n", "工作通知.csv": notices})
    assert read.notes("moments_without_time") == [
        "Table notices, column sent_at: 1 cells give a day without a time and are kept as 00:00."
    ]


def test_a_clean_submission_has_nothing_to_note(submit) -> None:
    files = {"assets.csv": HEADER + "A1,政务App,甲,某局,,\n", "units.csv": "单位编号,单位名称\nU1,某局\n"}
    assert submit(files).submission.notes == ()
