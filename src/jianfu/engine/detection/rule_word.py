"""The words shown for the codes a rule carries: severity, source status, verdict, where a measure comes from."""

from jianfu.engine.detection.rule import Severity, SourceStatus, Text
from jianfu.engine.schema.measure import Origin

SEVERITY_WORDS: dict[Severity, Text] = {
    "ban": Text("禁止", "ban"),
    "fail": Text("单项否决", "fail"),
    "deduct": Text("扣分", "deduct"),
    "review": Text("请人研判", "review"),
    "warn": Text("提醒", "warn"),
}
SEVERITY_MEANINGS: dict[Severity, Text] = {
    "ban": Text("不应存在", "must not exist"),
    "fail": Text("有此一项即不合格", "this alone fails the inspection"),
    "deduct": Text("检查时扣分", "points are deducted at inspection"),
    "review": Text("需要有人看过再定", "a person has to look"),
    "warn": Text("只作提醒", "a reminder only"),
}
STATUS_WORDS: dict[SourceStatus, Text] = {
    "Q": Text("见到公开文本的原文", "wording seen in a public copy"),
    "P": Text("转述公开文本", "paraphrase of a public copy"),
    "F": Text("由残缺转载拼合，数字不可靠", "re-assembled from damaged reprints, numbers not safe"),
    "I": Text("本系统推定", "our own inference"),
    "G": Text("一般了解，未经核实", "general knowledge, not verified"),
}
VERDICT_WORDS: dict[str, Text] = {
    "hit": Text("命中", "hit"),
    "clear": Text("未命中", "clear"),
    "unknown": Text("不明", "unknown"),
    "exempt": Text("豁免", "exempt"),
    "unset": Text("限值未设，不判定", "limit not set, not evaluated"),
}
ORIGIN_WORDS: dict[Origin, Text] = {
    Origin.DECLARED: Text("登记", "the register"),
    Origin.COMPUTED: Text("推算", "computed"),
    Origin.OBSERVED: Text("监测", "observations only"),
}
DEFAULT_NOTE = Text("默认值，未经核实，可由本地规则包改写", "unverified default; a local pack may change it")
