"""Why two entries are paired, in plain words: every reason of a pair as one sentence, in Chinese and English."""

import json
from collections.abc import Mapping
from typing import Any

from jianfu.engine.linkage.model import Model

SENTENCES = {
    ("unit_platform", "same"): ("同一单位，同一平台", "One unit, one platform"),
    ("life", "both_live"): ("两个都未注销", "Neither is closed"),
    ("life", "unknown"): ("至少一个没有填状态，不作建议", "The state of one is not stated, so nothing is proposed"),
    ("platform_id", "different"): ("平台账号不同，是两个账号", "The platform accounts differ: they are two"),
    ("platform_id", "unknown"): ("至少一个没有填平台账号", "The platform account of one is not stated"),
    ("account_type", "publishing_and_service"): (
        "一个发布类，一个服务类，可以并存，由人判断",
        "One publishes and one serves: they may stand side by side; a person decides",
    ),
    ("account_type", "unknown"): ("至少一个没有填账号类型", "What one account is for is not stated"),
    ("functions", "overlap"): ("共有功能{shared}项，重合度{jaccard}", "{shared} functions shared, overlap {jaccard}"),
    ("region", "same"): ("服务同一行政区划", "They serve one division"),
    ("region", "one_above_the_other"): (
        "一个服务的区划在另一个之内",
        "The division one serves lies in that of the other",
    ),
    ("audience", "overlap"): (
        "共同面向{shared}个单位，重合度{jaccard}",
        "{shared} units addressed by both, overlap {jaccard}",
    ),
    ("matter", "same"): ("事项相同", "The same matter"),
    ("matter", "alike"): ("事项相近，相似度{likeness}", "Matters alike by {likeness}"),
    ("sponsor", "same"): ("同一单位组建", "One unit set them up"),
    ("sponsor", "not_the_same"): ("不是同一单位组建，须会商", "Not known to be of one unit: to be talked over"),
    ("days", "inside_window"): (
        "关停{value}天后开设（窗口期{window}天）",
        "Opened {value} days after the closing (window {window} days)",
    ),
    ("name", "same"): ("名称相同", "The same name"),
    ("name", "alike"): ("除单位名外名称相似度{likeness}", "Names alike by {likeness} beyond the unit's own"),
    ("platform", "different"): ("换了平台", "On another platform"),
    ("same_thing", "may_be_one"): (
        "两者可能就是同一个，先判断是否同一个",
        "They may be one thing: decide that first",
    ),
    ("judgement", "same"): ("人工判定：是同一个", "A person judged: the same"),
    ("judgement", "different"): ("人工判定：不是同一个", "A person judged: different"),
    ("judgement", "unsure"): ("人工判定：不确定", "A person judged: unsure"),
    ("judgement", "tied"): (
        "同一时刻有相反的人工结论，按不确定处理",
        "Opposite judgements of one moment: held to be unsure",
    ),
    ("judgement", "cut"): (
        "因其他人工结论而不再采信",
        "Not believed, because of what people judged about its neighbours",
    ),
}
"""Sentences by field and level, Chinese then English; values in braces are those of the reason."""

KEYS = {
    "uid": ("平台账号相同", "The same account on the platform"),
    "url": ("网址相同", "The same address"),
    "filing": ("备案号相同", "The same filing number"),
}
"""Sentences for keys that name one thing."""


def sentences(reasons: str | None, model: Model, lang: str) -> list[str]:
    """Return each of a pair's *reasons* (JSON) as a sentence, in their order; a reason unknown is shown as it is."""
    return [sentence(each, model, lang) for each in json.loads(reasons or "[]")]


def sentence(reason: Mapping[str, Any], model: Model, lang: str) -> str:
    """Return one reason as a sentence; what the model weighed carries both values and its weight in bits."""
    field, level, english = reason.get("field", ""), reason.get("level", ""), lang == "en"
    if level == "key" and field in KEYS:
        return KEYS[field][english]
    if "weight" in reason:
        return _weighed(reason, model, english)
    if (field, level) in SENTENCES:
        return SENTENCES[field, level][english].format_map(_Shown(reason))
    return json.dumps(dict(reason), ensure_ascii=False)


class _Shown(dict[str, Any]):
    """Values of a reason as a sentence shows them; one not known is a question mark."""

    def __init__(self, reason: Mapping[str, Any]) -> None:
        super().__init__({name: "?" if value is None else value for name, value in reason.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def _weighed(reason: Mapping[str, Any], model: Model, english: bool) -> str:
    try:
        field = model.field(reason["field"])
        level = field.level(reason["level"])
        named, told = (field.en, level.en) if english else (field.zh, level.zh)
    except KeyError:
        named, told = reason["field"], reason["level"]
    left, right = (reason.get(side) or ("–" if english else "（空）") for side in ("left", "right"))
    if english:
        return f"{named}: {told} ({left} / {right}), {reason['weight']:+.1f} bits"
    return f"{named}：{told}（{left} / {right}），{reason['weight']:+.1f} 比特"
