"""A demand counts where it is plainly made: not where it is waived, forbidden, or hangs on an if."""

import pytest

from jianfu.engine.notices.demand import demands


@pytest.mark.parametrize(
    ("sentence", "codes", "reply_all"),
    [
        ("收到请回复", ("reply",), True),
        ("收到勿回", (), False),
        ("无需回复", (), False),
        ("如有问题请回复", None, None),
        ("请各单位联络员收到后回复", ("reply",), None),
        ("请在群里接龙报名", ("chain",), None),
        ("严禁要求接龙", (), None),
        ("请将截图发群里", ("screenshot",), None),
        ("请填写附件表格并报送办公室", ("form", "table"), None),
        ("请每天打卡", ("checkin",), None),
        ("会议签到", None, None),
        ("请报送材料", None, None),
        ("请抓好落实", (), None),
    ],
)
def test_each_sentence_demands_what_it_says(
    sentence: str, codes: tuple[str, ...] | None, reply_all: bool | None
) -> None:
    asked = demands([sentence])
    assert (asked.codes, asked.reply_all) == (codes, reply_all)


def test_a_reply_both_asked_and_waived_is_not_known() -> None:
    asked = demands(["收到请回复。", "无需回复。"])
    assert (asked.codes, asked.reply_all) == (None, None)
