from collections.abc import Callable

import pytest

from jianfu.engine.detection.pack import load, packs_named


@pytest.mark.parametrize("below", [(), ("jiangsu",)])
def test_every_worked_case_comes_out_as_written(faults_of: Callable[..., list[str]], below: tuple[str, ...]) -> None:
    assert faults_of(*below, "nantong") == []


def test_it_is_a_marked_example_that_says_its_text_is_not_public() -> None:
    pack = packs_named(["nantong"])[-1]
    assert (pack.level, pack.region_code, pack.example) == ("city", "320600", True)
    assert "没有公开" in pack.note.zh
    assert "not public" in pack.note.en


def test_it_changes_only_by_inference_and_every_rule_says_so() -> None:
    rules = [rule for rule in load(["jiangsu", "nantong"]) if rule.pack == "nantong"]
    assert rules
    assert {rule.source_status for rule in rules} == {"I"}
    assert [rule.id for rule in rules if "示例" not in rule.basis.zh or "未公开" not in rule.basis.zh] == []
