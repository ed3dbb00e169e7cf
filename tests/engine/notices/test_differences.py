import runpy
from pathlib import Path

import pytest

from jianfu.engine.notices.differences import Lower, judge

CASES = runpy.run_path(str(Path(__file__).with_name("differences_cases.py")))["CASES"]


@pytest.mark.parametrize(("what", "left", "right", "expected"), CASES, ids=[case[0] for case in CASES])
def test_two_notices_set_one_task_or_not(what: str, left: str, right: str, expected: str) -> None:
    assert judge(left, right).verdict == expected, judge(left, right).reason
    assert judge(right, left).verdict == expected, "the other way round"


def test_whoever_asks_earlier_must_be_the_lower_unit() -> None:
    late, early = "请各村于9月28日前报送防汛台账。", "请各村于9月26日前报送防汛台账。"
    assert judge(late, early).lower is Lower.RIGHT
    assert judge(early, late).lower is Lower.LEFT
