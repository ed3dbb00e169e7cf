"""A moment is a deadline where the words about it say so."""

import pytest

from jianfu.engine.notices.deadline import DUE, EVENT, MOVED, PERIODIC, WEAK, claims


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("请于9月28日前完成", [DUE]),
        ("9月28日上午9点召开会议", []),
        ("请今天完成", [WEAK]),
        ("每月5日前报送", [PERIODIC]),
        ("办结后5日内归档", [EVENT]),
        ("延期至9月29日", [MOVED]),
        ("截至9月20日,全县已完成120户", []),
        ("截至9月28日", [DUE]),
        ("9月28日前往县城", []),
        ("9月28日前后", []),
        ("近三天内有强降雨", []),
    ],
)
def test_each_sentence_makes_its_claims(sentence: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in claims(sentence)] == kinds
