"""A rule as a page a person can read: what it asks, its limits and where they come from, its worked cases.

Pages are Markdown made of named blocks, so that a local variant can show just the blocks that differ.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from jianfu.engine.detection.case import CASE_DAY
from jianfu.engine.detection.predicate import measures_of, waits_for
from jianfu.engine.detection.rule import Case, Limit, LimitValue, Rule, Text
from jianfu.engine.detection.rule_word import (
    DEFAULT_NOTE,
    ORIGIN_WORDS,
    SEVERITY_MEANINGS,
    SEVERITY_WORDS,
    STATUS_WORDS,
    VERDICT_WORDS,
)
from jianfu.engine.detection.source import Source
from jianfu.engine.detection.unit_word import UNIT_WORDS
from jianfu.engine.schema.measures import BY_CODE
from jianfu.engine.schema.words import EXEMPTION_REASONS

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
REASON_WORDS = {word.code: Text(word.zh, word.en) for word in EXEMPTION_REASONS}
SPONSOR = Text("主办单位", "sponsor")
QUOTED = Text(
    "引号内是公开文本的原文，其余为大意。", "What stands in quotation marks is public wording; the rest is the sense."
)
PARAPHRASED = Text("以上为大意，不是规定原文。", "This is the sense, not the text of a rule.")
FIRST_DECIDES = Text("由上往下，最先成立的一档为准。", "The first that holds, from the top, decides.")
PERSON_DECIDES = Text(
    "命中只是提示，如何处置由人决定。", "A hit is a proposal; what is done is for a person to decide."
)


def page(rule: Rule, sources: Mapping[str, Source], lang: str, level: int = 1) -> str:
    """Return the rule's page in one language, its title as a heading of that level."""
    title = f"{'#' * level} {rule.id} {rule.name.get(lang)}"
    return "\n\n".join([title, *_written(blocks(rule, sources, lang), level + 1)]) + "\n"


def variant(rule: Rule, base: Rule, sources: Mapping[str, Source], lang: str, level: int) -> str:
    """Return the blocks in which a local rule differs from the one below it; an empty text where none does."""
    below = blocks(base, sources, lang)
    differing = {name: body for name, body in blocks(rule, sources, lang).items() if body != below.get(name)}
    return "\n\n".join(_written(differing, level))


def blocks(rule: Rule, sources: Mapping[str, Source], lang: str) -> dict[str, str]:
    """Return the page's blocks by heading, empty ones left out."""
    written = {
        Text("概要", "In short"): _summary(rule, lang),
        Text("适用范围", "Applies to"): _code(rule.applies_to),
        Text("判定条件", "Condition"): _code(rule.predicate),
        Text("所用指标", "Measures used"): _measures(rule, lang),
        Text("限值", "Limits"): _limits(rule, sources, lang),
        Text("严重程度", "Severity"): _severity(rule, lang),
        Text("豁免", "Exemptions"): _exemptions(rule, lang),
        Text("写给主办单位的话", "Sentence for the owner"): _sentence(rule, lang),
        Text("依据", "Basis"): _basis(rule, lang),
        Text("来源", "Sources"): "\n".join(f"- {_source(key, sources, lang)}" for key in rule.source),
        Text("说明", "Remarks"): rule.note.get(lang),
        Text("停用原因", "Why it is off"): rule.off_because.get(lang) if not rule.enabled else "",
        Text("案例", "Worked cases"): _cases(rule, lang),
    }
    return {heading.get(lang): body for heading, body in written.items() if body}


def in_force(rule: Rule, lang: str) -> str:
    """Return from when until when the rule binds, in words."""
    start, end = rule.in_force_from, rule.in_force_until
    if start and end:
        return f"{start} – {end}"
    if start:
        return Text(f"自{start}起", f"from {start}").get(lang)
    if end:
        return Text(f"至{end}止", f"until {end}").get(lang)
    return Text("不限日期", "no date given").get(lang)


def severities(rule: Rule, lang: str) -> str:
    """Return the severities a rule may give, gravest first."""
    words = (SEVERITY_WORDS[step.severity].get(lang) for step in rule.severity)
    return (" / " if lang == "en" else "、").join(words)


def measure_names(codes: Iterable[str], lang: str) -> str:
    """Return measures by name, parted as the language does."""
    names = (BY_CODE[code].en if lang == "en" else BY_CODE[code].zh for code in codes)
    return (", " if lang == "en" else "、").join(names)


def _written(named: Mapping[str, str], level: int) -> list[str]:
    return [f"{'#' * level} {heading}\n\n{body}" for heading, body in named.items()]


def _summary(rule: Rule, lang: str) -> str:
    zh = lang != "en"
    rows = [
        (Text("规则包与版本", "Pack and version").get(lang), f"{rule.pack} ({rule.version})"),
        (Text("严重程度", "Severity").get(lang), severities(rule, lang)),
        (Text("施行", "In force").get(lang), in_force(rule, lang)),
        (Text("来源状态", "Source status").get(lang), _status(rule, lang)),
        (Text("启用", "Switched on").get(lang), ("是" if zh else "yes") if rule.enabled else ("否" if zh else "no")),
    ]
    if waiting := waits_for(rule):
        rows.append((Text("等待监测表的指标", "Waits for observations of").get(lang), measure_names(waiting, lang)))
    return _table((Text("项目", "Item").get(lang), Text("内容", "Content").get(lang)), rows)


def _status(rule: Rule, lang: str) -> str:
    return f"{rule.source_status}: {STATUS_WORDS[rule.source_status].get(lang)}"


def _code(expr: str) -> str:
    return f"```sql\n{expr}\n```"


def _measures(rule: Rule, lang: str) -> str:
    rows = []
    for code in measures_of(rule):
        measure = BY_CODE[code]
        meaning = Text(measure.meaning_zh, measure.meaning_en)
        name = Text(measure.zh, measure.en)
        rows.append((f"`{code}`", name.get(lang), ORIGIN_WORDS[measure.origin].get(lang), meaning.get(lang)))
    titles = (Text("代码", "Code"), Text("名称", "Name"), Text("来自", "From"), Text("含义", "Meaning"))
    return _table([title.get(lang) for title in titles], rows)


def _limits(rule: Rule, sources: Mapping[str, Source], lang: str) -> str:
    rows = [_limit_row(limit, value, sources, lang) for limit in rule.limits for value in limit.values]
    titles = (
        *(Text("代码", "Code"), Text("名称", "Name"), Text("起", "From"), Text("值", "Value"), Text("单位", "Unit")),
        *(Text("来源", "Source"), Text("说明", "Remarks")),
    )
    return _table([title.get(lang) for title in titles], rows) if rows else ""


def _limit_row(limit: Limit, value: LimitValue, sources: Mapping[str, Source], lang: str) -> tuple[str, ...]:
    unset = Text("未设定", "not set").get(lang)
    remarks = [value.note.get(lang)]
    if not value.verified and value.value is not None:
        remarks.insert(0, DEFAULT_NOTE.get(lang))
    status = STATUS_WORDS[value.source_status].get(lang)
    return (
        f"`limit.{limit.code}`",
        limit.name.get(lang),
        str(value.since or "—"),
        unset if value.value is None else figure(value.value),
        UNIT_WORDS[limit.unit].get(lang),
        f"{_source(value.source, sources, lang)} [{value.source_status}: {status}]",
        Text("。", ". ").get(lang).join(remark for remark in remarks if remark) or "—",
    )


def figure(value: int | float | date) -> str:
    """Return a limit's value as people write it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _severity(rule: Rule, lang: str) -> str:
    several = len(rule.severity) > 1
    otherwise = Text("其余命中", "any other hit") if several else Text("凡命中", "any hit")
    rows = [
        (
            f"`{step.when}`" if step.when else otherwise.get(lang),
            SEVERITY_WORDS[step.severity].get(lang),
            SEVERITY_MEANINGS[step.severity].get(lang),
        )
        for step in rule.severity
    ]
    titles = (Text("情形", "When"), Text("严重程度", "Severity"), Text("含义", "Meaning"))
    table = _table([title.get(lang) for title in titles], rows)
    return "\n\n".join([table, *([FIRST_DECIDES.get(lang)] if several else []), PERSON_DECIDES.get(lang)])


def _exemptions(rule: Rule, lang: str) -> str:
    reasons = [REASON_WORDS[code].get(lang) for code in rule.exemptions]
    usual = Text("、", ", ").get(lang).join(reasons)
    lines = (
        [Text(f"通常可豁免的理由：{usual}。", f"Reasons that usually justify one: {usual}.").get(lang)] if usual else []
    )
    if not usual:
        lines.append(Text("没有通常可豁免的理由。", "No reason usually justifies one.").get(lang))
    if rule.exempt_when:
        reason = REASON_WORDS[rule.exempt_reason].get(lang)
        by_kind = Text(f"按类别豁免（理由：{reason}):", f"Exempt by kind (reason: {reason}): ").get(lang)
        lines.append(f"{by_kind}`{rule.exempt_when}`")
    return "\n\n".join(lines)


def _sentence(rule: Rule, lang: str) -> str:
    """Return the owner's sentence with names in place of codes, and which of its limits are unverified defaults."""
    codes = [code.removeprefix("limit.") for code in PLACEHOLDER.findall(rule.sentence.zh) if code.startswith("limit.")]
    limits = [rule.limit(code) for code in dict.fromkeys(codes)]
    names = [limit.name.get(lang) for limit in limits if not all(value.verified for value in limit.values)]
    listed = Text("、", ", ").get(lang).join(names)
    note = Text(f"说明：“{listed}”为默认值，未经核实。", f"Note: unverified default: {listed}.").get(lang)
    return "\n\n".join(["> " + _named(rule, lang), *([note] if names else [])])


def _named(rule: Rule, lang: str) -> str:
    opening, closing = ("[", "]") if lang == "en" else ("〔", "〕")

    def named(found: re.Match[str]) -> str:
        code = found.group(1)
        if code.startswith("limit."):
            return opening + rule.limit(code.removeprefix("limit.")).name.get(lang) + closing
        return opening + (measure_names([code], lang) if code in BY_CODE else SPONSOR.get(lang)) + closing

    return PLACEHOLDER.sub(named, rule.sentence.get(lang))


def _basis(rule: Rule, lang: str) -> str:
    quoted = "“" in rule.basis.get(lang)
    return f"{rule.basis.get(lang)}\n\n*{(QUOTED if quoted else PARAPHRASED).get(lang)}*"


def _source(key: str, sources: Mapping[str, Source], lang: str) -> str:
    source = sources.get(key)
    if source is None:
        return key
    title = source.title.get(lang)
    return f"{key} [{title}]({source.url})" if source.url else f"{key} {title}"


def _cases(rule: Rule, lang: str) -> str:
    titles = (
        *(Text("案例", "Case"), Text("已知的指标", "Measures given"), Text("判定日", "Day judged")),
        Text("结果", "Outcome"),
    )
    table = _table([title.get(lang) for title in titles], [_case_row(case, lang) for case in rule.cases])
    if all(case.as_of for case in rule.cases):
        return table
    undated = Text(f"未写判定日的，按 {CASE_DAY} 判定。", f"Cases without a day are judged for {CASE_DAY}.")
    return f"{table}\n\n{undated.get(lang)}"


def _case_row(case: Case, lang: str) -> tuple[str, ...]:
    given = [f"{code} = {_value(value)}" for code, value in case.given.items() if value is not None]
    given += [f"limit.{code} = {figure(value)}" for code, value in case.limits.items()]
    if case.partial:
        listed = ", ".join(case.partial)
        given.append(Text(f"来源覆盖不全：{listed}", f"partial source: {listed}").get(lang))
    if case.exempted:
        given.append(Text("有豁免", "exemption on record").get(lang))
    outcome = VERDICT_WORDS[case.expect].get(lang)
    if case.severity:
        outcome += f" ({SEVERITY_WORDS[case.severity].get(lang)})"
    return case.name, "; ".join(given), str(case.as_of or "—"), outcome


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _table(titles: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    titles = list(titles)
    return "\n".join([line(titles), "|" + " --- |" * len(titles), *(line(row) for row in rows)])
