"""Reasons in plain words."""

import ast
from pathlib import Path

import pytest

from jianfu.engine.linkage import link_words
from jianfu.engine.linkage.link_words import SENTENCES, sentence, sentences
from jianfu.engine.linkage.model import load_model

MODEL = load_model()
NAMED = MODEL.fields[0]


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ({"field": "uid", "level": "key"}, "平台账号相同", "The same account on the platform"),
        ({"field": "functions", "level": "overlap", "shared": 3, "jaccard": 0.75}, "共有功能3项，重合度0.75",
         "3 functions shared, overlap 0.75"),
        ({"field": "name", "level": "alike", "likeness": None}, "除单位名外名称相似度?",
         "Names alike by ? beyond the unit's own"),
        ({"field": "judgement", "level": "unsure"}, "人工判定：不确定", "A person judged: unsure"),
        ({"field": "audience", "level": "overlap"}, "共同面向?个单位，重合度?",
         "? units addressed by both, overlap ?"),
    ],
)  # fmt: skip
def test_a_reason_is_a_sentence(reason: dict[str, object], zh: str, en: str) -> None:
    assert sentence(reason, MODEL, "zh") == zh
    assert sentence(reason, MODEL, "en") == en


def test_what_the_model_weighed_carries_both_values_and_its_weight() -> None:
    level = NAMED.levels[0]
    reason = {"field": NAMED.code, "level": level.code, "weight": 6.4, "left": "清河发布", "right": ""}
    assert sentence(reason, MODEL, "zh") == f"{NAMED.zh}：{level.zh}（清河发布 / （空）），+6.4 比特"
    assert sentence(reason, MODEL, "en") == f"{NAMED.en}: {level.en} (清河发布 / –), +6.4 bits"


def test_a_level_another_model_had_is_shown_by_its_code() -> None:
    reason = {"field": "name", "level": "gone", "weight": -1.0, "left": "a", "right": "b"}
    assert "gone" in sentence(reason, MODEL, "zh")


def test_a_reason_unknown_is_shown_as_it_is() -> None:
    assert sentence({"field": "moon", "level": "full"}, MODEL, "zh") == '{"field": "moon", "level": "full"}'


def test_no_reasons_are_no_sentences() -> None:
    assert sentences(None, MODEL, "zh") == sentences("[]", MODEL, "zh") == []


def test_every_reason_the_kinds_give_has_its_sentence() -> None:
    folder = Path(link_words.__file__).parent
    modules = ("audience", "functions", "kinds", "link", "rebound", "unit_platform")
    trees = [ast.parse((folder / f"{name}.py").read_text("utf-8")) for name in modules]
    called = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = {
        (call.args[0].value, call.args[1].value)
        for call in called
        if isinstance(call.func, ast.Name) and call.func.id == "reason"
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[1], ast.Constant)
    }
    assert given == set(SENTENCES)
