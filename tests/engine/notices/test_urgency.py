"""Only a mark of the notice itself makes it urgent."""

import pytest

from jianfu.engine.notices.urgency import urgent


@pytest.mark.parametrize(
    ("sentence", "is_urgent"),
    [
        ("【紧急】请报送", True),
        ("急!请报送", True),
        ("特急:请报送", True),
        ("请立即报送", True),
        ("发现隐患立即报告", None),
        ("应急管理局通知", None),
        ("请紧急联系人到位", None),
        ("非紧急", False),
        ("不急", False),
        ("着急!", None),
        ("请报送", None),
    ],
)
def test_each_sentence_is_as_urgent_as_it_says(sentence: str, is_urgent: bool | None) -> None:
    assert urgent([sentence])[0] == is_urgent


def test_words_that_contradict_each_other_say_nothing() -> None:
    assert urgent(["【紧急】请报送。", "此事不急。"]) == (None, "")
