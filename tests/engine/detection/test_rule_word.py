from typing import get_args

from jianfu.engine.detection.rule import SEVERITIES, SourceStatus
from jianfu.engine.detection.rule_word import (
    ORIGIN_WORDS,
    SEVERITY_MEANINGS,
    SEVERITY_WORDS,
    STATUS_WORDS,
    VERDICT_WORDS,
)
from jianfu.engine.schema.measure import Origin


def test_every_code_a_rule_carries_has_a_word() -> None:
    assert set(SEVERITY_WORDS) == set(SEVERITY_MEANINGS) == set(SEVERITIES)
    assert set(STATUS_WORDS) == set(get_args(SourceStatus))
    assert set(ORIGIN_WORDS) == set(Origin)
    assert {"hit", "clear", "unknown", "exempt"} <= set(VERDICT_WORDS)


def test_no_two_codes_share_a_word() -> None:
    for words in (SEVERITY_WORDS, STATUS_WORDS, ORIGIN_WORDS, VERDICT_WORDS):
        assert len({word.zh for word in words.values()}) == len(words)
