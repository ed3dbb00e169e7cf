"""Reading a whole rule file into a vetted rule."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jianfu.engine.detection.case_reading import cases_of
from jianfu.engine.detection.document import Document, Key
from jianfu.engine.detection.fault import Fault, nearest
from jianfu.engine.detection.limit_reading import citation, limits_of
from jianfu.engine.detection.predicate import measures_in
from jianfu.engine.detection.reading import CHOOSE, FILL_IN, MISSING, Reading
from jianfu.engine.detection.rule import REMEDIES, SEVERITIES, Limit, Remedy, Rule, SeverityStep, Text
from jianfu.engine.detection.source import Source
from jianfu.engine.detection.vet import USE_KNOWN, family_of, vet
from jianfu.engine.schema.measures import BY_CODE
from jianfu.engine.schema.words import EXEMPTION_REASONS

REQUIRED = (
    *("id", "version", "name", "applies_to", "predicate", "severity"),
    *("sentence", "basis", "source", "source_status", "cases"),
)
KEYS = (
    *REQUIRED,
    *("limits", "in_force", "enabled", "off_because", "exempt_when", "exempt_reason", "exemptions", "names_set_by"),
    *("given", "note", "remedy"),
)
SETS = ("accounts_on_platform", "function_overlap", "groups_of_sponsor", "twin_groups")
"""Measures whose set of members a rule may name."""
REASONS = tuple(word.code for word in EXEMPTION_REASONS)
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
OTHER_PLACEHOLDERS = ("sponsor_unit",)
QUOTES = re.compile(r"[“”„\"]")
GRAVEST_FIRST = Text(
    "请由重到轻排列，最后一档不写 when；这样缺少证据只会判得更轻。",
    "Put the gravest first and give the last no when, so that missing evidence can only make a verdict milder.",
)
NO_QUOTES = Text(
    "只有 source_status 为 Q 的规则可引用原文；请去掉引号改为转述。",
    "Only a rule whose source_status is Q may quote; take the quotation marks away and paraphrase.",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rule's content was decided: pack, version as shown, path as shown."""

    pack: str
    version: str
    path: str


def rule_of(document: Document, origin: Origin, sources: Mapping[str, Source], faults: list[Fault]) -> Rule | None:
    """Return the rule a document (with its overlays) describes; null, with all its faults added, where it has any."""
    before = len(faults)
    reading = Reading(document, faults)
    reading.keys((), KEYS, required=REQUIRED)
    if len(faults) > before and not isinstance(document.data.get("name"), dict):
        return None
    limits = limits_of(reading, sources)
    rule = Rule(
        id=reading.text(("id",), ""),
        version=origin.version,
        name=reading.pair(("name",), required=False),
        pack=origin.pack,
        applies_to=_expression(reading, ("applies_to",), limits),
        predicate=_expression(reading, ("predicate",), limits),
        severity=_severity(reading, limits),
        sentence=_sentence(reading, limits),
        basis=reading.pair(("basis",), required=False),
        source=reading.listed(("source",), lambda key: citation(reading, key, sources)),
        source_status=reading.status(("source_status",)),
        limits=limits,
        exemptions=reading.listed(("exemptions",), lambda key: reading.choice(key, REASONS)),
        exempt_when=_expression(reading, ("exempt_when",), limits),
        exempt_reason=reading.choice(("exempt_reason",), REASONS, ""),
        names_set_by=reading.listed(("names_set_by",), lambda key: reading.choice(key, SETS)),
        in_force_from=reading.day(("in_force", "from")),
        in_force_until=reading.day(("in_force", "until")),
        enabled=reading.flag(("enabled",), True),
        off_because=reading.pair(("off_because",), required=False),
        remedy=_remedy(reading),
        note=reading.pair(("note",), required=False),
        cases=cases_of(reading, limits),
        path=origin.path,
    )
    _agree(reading, rule, sound=len(faults) == before)
    return rule if len(faults) == before else None


def vet_quotations(reading: Reading) -> None:
    """Find quotation marks in the basis a file writes, where the file's own source status does not allow them."""
    written = reading.get(("basis",))
    if isinstance(written, dict) and reading.get(("source_status",)) != "Q":
        for lang, text in written.items():
            if QUOTES.search(str(text)):
                expected = Text("不带引号的转述", "a paraphrase without quotation marks")
                reading.fault(("basis", lang), expected, text, NO_QUOTES)


def _expression(reading: Reading, key: Key, limits: tuple[Limit, ...]) -> str:
    """Return an expression, vetted; an empty text where none is written."""
    if reading.get(key) is MISSING:
        return ""
    expr = reading.text(key)
    families = {limit.code: family_of(limit.values[0].value if limit.values else None, limit.unit) for limit in limits}
    for problem in vet(expr, families) if expr else ():
        expected = Text(f"应为{problem.expected.zh}", problem.expected.en)
        reading.fault(key, expected, problem.found, problem.mend, problem.nearest)
    return expr


def _severity(reading: Reading, limits: tuple[Limit, ...]) -> tuple[SeverityStep, ...]:
    steps = reading.listed(("severity",), lambda key: _step(reading, key, limits))
    ranks = [SEVERITIES.index(step.severity) for step in steps]
    whens = [bool(step.when) for step in steps]
    if ranks != sorted(set(ranks)) or whens != [True] * (len(steps) - 1) + [False] or not steps:
        expected = Text("由重到轻、最后一档无条件", "gravest first, the last without a condition")
        found = "; ".join(f"{step.severity} {step.when}".strip() for step in steps) or MISSING
        reading.fault(("severity",), expected, found, GRAVEST_FIRST)
    return steps


def _step(reading: Reading, key: Key, limits: tuple[Limit, ...]) -> SeverityStep:
    reading.keys(key, ("when", "is"), required=("is",))
    word = reading.choice((*key, "is"), SEVERITIES)
    severity = next(known for known in SEVERITIES if known == word)
    return SeverityStep(severity, _expression(reading, (*key, "when"), limits))


def _remedy(reading: Reading) -> Remedy:
    word = reading.choice(("remedy",), REMEDIES, "")
    return next((known for known in REMEDIES if known == word), "")


def _sentence(reading: Reading, limits: tuple[Limit, ...]) -> Text:
    """Return the owner's sentence; what stands in braces must be a measure, a limit or the sponsor."""
    sentence = reading.pair(("sentence",), required=False)
    known = (*BY_CODE, *OTHER_PLACEHOLDERS, *(f"limit.{limit.code}" for limit in limits))
    for lang in ("zh", "en"):
        for name in PLACEHOLDER.findall(sentence.get(lang)):
            if name not in known:
                expected = Text("大括号中为指标或 limit.<代码>", "measures or limit.<code> in braces")
                reading.fault(("sentence", lang), expected, f"{{{name}}}", USE_KNOWN, nearest(name, known))
    return sentence


def _agree(reading: Reading, rule: Rule, *, sound: bool) -> None:
    """Find what does not agree between the parts of a rule."""
    if bool(rule.exempt_when) != bool(rule.exempt_reason):
        expected = Text("与 exempt_reason 同时填写", "given together with exempt_reason")
        reading.fault(("exempt_when",), expected, rule.exempt_when or rule.exempt_reason, FILL_IN)
    if not rule.enabled and not rule.off_because.zh:
        reading.fault(("off_because",), Text("必填（规则停用时）", "there when a rule is off"), MISSING, FILL_IN)
    if not rule.source:
        reading.fault(("source",), Text("至少有一个来源", "at least one source"), MISSING, FILL_IN)
    if rule.in_force_from and rule.in_force_until and rule.in_force_until < rule.in_force_from:
        expected = Text("不早于 in_force.from", "no earlier than in_force.from")
        reading.fault(("in_force", "until"), expected, rule.in_force_until, FILL_IN)
    named = measures_in(rule.predicate) if sound else rule.names_set_by
    for code in rule.names_set_by:
        if code not in named:
            reading.fault(("names_set_by",), Text("为判定条件中的指标", "a measure of the predicate"), code, CHOOSE)
