"""Words of time are told from numbers, and neighbouring ones belong together."""

import pytest

from jianfu.engine.notices.moment import moments, words


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("请于9月28日下午5点前", ["date", "part", "clock"]),
        ("9.28 17:00前", ["dotted", "clock"]),
        ("3个工作日内", ["span"]),
        ("每周五前", ["every"]),
        ("今晚8点前", ["relative", "clock"]),
        ("电话13812345678", []),
        ("资金9.28万元", []),
        ("〔2026〕9号", []),
        ("3号楼", []),
        ("3点意见", []),
        ("一周一次", []),
        ("5年前、3年内", []),
    ],
)
def test_each_word_has_its_kind(sentence: str, kinds: list[str]) -> None:
    assert [word.kind for word in words(sentence)] == kinds


def test_a_day_said_twice_in_brackets_is_one_moment() -> None:
    (moment,) = moments("9月28日(下周一)上午10点前")
    assert [word.kind for word in moment.words] == ["date", "week", "part", "clock"]


def test_a_range_keeps_its_beginning() -> None:
    (moment,) = moments("9月22日至28日")
    assert moment.since is not None
    assert moment.start == 0
