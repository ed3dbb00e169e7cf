import pytest

from jianfu.engine.notices.task_token import Fact, recurs, tokens


def facts(text: str) -> list[tuple[str, str]]:
    return [(token.fact.value, token.value) for token in tokens(text) if token.fact is not Fact.TEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请于9月28号17：00前报送", [("date", "9月28日"), ("date", "17:00")]),
        ("2026年9月28日召开会议", [("date", "9月28日")]),
        ("第38周周报表", [("period", "第38周")]),
        ("选派3人，通过率95%", [("number", "3"), ("number", "95%")]),
        ("请各村（社区）、各学校落实", [("addressee", "各村(社区)、各学校")]),
        ("3个工作日内办结", [("date", "3个工作日内")]),
        ("填写https://a.example/x后提交", [("link", "https://a.example/x")]),
    ],
)
def test_facts_are_told_from_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert facts(text) == expected


def test_what_a_forwarder_adds_is_gone() -> None:
    assert tokens("【转发】核对台账。收到请回复，谢谢！联系人：王工") == tokens("核对台账")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天下午5点前报送", "day"),
        ("本周五前报送", "week"),
        ("每月底前报送月报", "month"),
        ("9月28日（本周一）前报送", ""),
        ("核对台账", ""),
    ],
)
def test_a_text_without_a_calendar_day_hangs_on_when_it_is_sent(text: str, expected: str) -> None:
    assert recurs(text) == expected
