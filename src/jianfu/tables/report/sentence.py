"""The owner's sentence of a finding in either language: the run writes one, the other is made from the evidence."""

import re

from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.detection.wording import PHRASES, shown_words
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measures import BY_CODE
from jianfu.tables.report import wording
from jianfu.tables.report.facts import ReportFacts
from jianfu.tables.report.findings import Finding

LANGUAGES = ("zh", "en")
PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def both(finding: Finding, rule: Rule, *, written_in: str) -> Text:
    """Return the sentence in both languages; where the evidence does not suffice, the one the run wrote stands."""
    texts = {written_in: finding.reason}
    for lang in LANGUAGES:
        if lang != written_in:
            texts[lang] = _made(finding, rule, lang=lang, written_in=written_in) or finding.reason
    return Text(texts["zh"], texts["en"])


def language_of(facts: ReportFacts) -> str:
    """Return the language the run's sentences are written in, from its parameters."""
    return dict(facts.told.parameters).get("lang", "zh")


def _made(finding: Finding, rule: Rule, *, lang: str, written_in: str) -> str:
    if finding.verdict == "hit":
        return _filled(rule.sentence.get(lang), _values(finding, rule, lang))
    if finding.verdict == "unknown":
        return _unknown(finding, rule, lang=lang, written_in=written_in)
    return _exempt(finding, rule, lang=lang, written_in=written_in)


def _exempt(finding: Finding, rule: Rule, *, lang: str, written_in: str) -> str:
    """Say an exemption in the other language: why and until when are read from the sentence the run wrote."""
    written, wanted = PHRASES[written_in], PHRASES[lang]
    reasons = {word: code for code, word in shown_words("reason_code", written_in).items()}
    for template, phrase in ((written.waived, wanted.waived), (written.by_kind, wanted.by_kind)):
        found = re.search(_as_pattern(template), finding.reason)
        if found and found["reason"] in reasons:
            told = found.groupdict() | {"reason": shown_words("reason_code", lang)[reasons[found["reason"]]]}
            return f"{_title(rule, lang)}{phrase.format(**told)}"
    return ""


def _as_pattern(template: str) -> str:
    return PLACEHOLDER.sub(r"(?P<\1>.+?)", re.sub(r"[.()?*+]", r"\\\g<0>", template)) + "$"


def _filled(template: str, values: dict[str, str]) -> str:
    wanted = set(PLACEHOLDER.findall(template))
    if not wanted <= set(values):
        return ""
    return PLACEHOLDER.sub(lambda found: values[found.group(1)], template)


def _values(finding: Finding, rule: Rule, lang: str) -> dict[str, str]:
    named = {"sponsor_unit": finding.unit, "name": finding.name, "platform": finding.platform}
    named["as_of"] = finding.as_of.isoformat()
    measured = {item.measure: _shown(item.measure, item.value, lang) for item in finding.evidence}
    days = [item.observed_on for item in finding.evidence if item.observed_on]
    seen = {"observed_on": days[0]} if days else {}
    return named | seen | measured | _limits(finding, rule)


def _limits(finding: Finding, rule: Rule) -> dict[str, str]:
    """Return the rule's limits as on the day of the finding."""
    in_force = {limit.code: limit.at(finding.as_of) for limit in rule.limits}
    return {f"limit.{code}": f"{v.value}" for code, v in in_force.items() if v is not None and v.value is not None}


def _unknown(finding: Finding, rule: Rule, *, lang: str, written_in: str) -> str:
    phrases = PHRASES[lang]
    _, is_partial, sources = finding.reason.partition(PHRASES[written_in].partial)
    if is_partial:
        named = sources.removesuffix(PHRASES[written_in].stop)
        return f"{_title(rule, lang)}{phrases.partial}{named}{phrases.stop}"
    absent = [wording.measure(item.measure).get(lang) for item in finding.evidence if item.value == ""]
    if not absent:
        return ""
    return f"{_title(rule, lang)}{phrases.missing}{phrases.list_mark.join(absent)}{phrases.stop}"


def _title(rule: Rule, lang: str) -> str:
    phrases = PHRASES[lang]
    return f"{rule.id}{phrases.open}{rule.name.get(lang)}{phrases.close}"


def _shown(code: str, value: str, lang: str) -> str:
    if value == "":
        return PHRASES[lang].never if code == "last_activity_on" else PHRASES[lang].unknown
    kind = BY_CODE[code].kind if code in BY_CODE else Kind.TEXT
    if kind is Kind.CODE:
        return shown_words(code, lang).get(value, value)
    if kind is Kind.FLAG:
        return PHRASES[lang].yes if value in ("True", "true") else PHRASES[lang].no
    return value
