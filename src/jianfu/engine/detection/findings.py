"""Findings: one row for every hit, unknown and exempt, with a sentence the owner can read and the evidence."""

import json
import re
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.bound import Bound
from jianfu.engine.detection.facts import READ_FROM_TEXT
from jianfu.engine.detection.judge import EXEMPT_KIND, HIT, UNKNOWN_PARTIAL, WAIVED
from jianfu.engine.detection.observations import DAY_SUFFIX, PARTIAL_SUFFIX, SOURCE_SUFFIX
from jianfu.engine.detection.predicate import Value
from jianfu.engine.detection.sql import day, decimal, json_text, text, words
from jianfu.engine.detection.wording import PHRASES, shown_words
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measure import Origin
from jianfu.engine.schema.measures import BY_CODE

CONTEXT = {"silent_days": ("last_activity_on",), "never_posted": ("last_activity_on",)}
"""Facts shown beside a measure because it is counted from them."""

SOURCED = {"silent_days", "never_posted", "age_days", "observed_on", "last_activity_on", "filed", *READ_FROM_TEXT}
"""Computed measures that carry the source and day of what they rest on; the others stand in the register itself."""

NOT_EVIDENCE = {"as_of"}
MEMBERS_SHOWN = 20

COLUMNS = (
    "asset_id",
    "rule_id",
    "rule_version",
    "pack",
    "verdict",
    "severity",
    "needs_confirmation",
    "as_of",
    "reason",
    "evidence",
)


def make(backend: Backend, rules: tuple[Bound, ...], *, as_of: date, lang: str, confirm: frozenset[str]) -> None:
    """Make table ``findings`` (columns of the contract) from ``judged``, ``in_force`` and ``sets``.

    *confirm* names the rules that hit too large a share: their hits are marked, not ready to act on. So is a hit of an
    entry with a rejected exemption, and one that rests on an absence in a source nobody named, where the input states
    that some source is partial.
    """
    partial = backend.sql("SELECT count(*) AS n FROM sources WHERE coverage < 1.0").to_pylist()[0]["n"] > 0
    selects = [_select(rule, as_of, lang, _doubt(rule, rule.rule.id in confirm, partial)) for rule in rules]
    backend.sql("\nUNION ALL\n".join(selects) if selects else _nothing(), into="findings")


def _nothing() -> str:
    types = {"needs_confirmation": "BOOLEAN", "as_of": "DATE"}
    columns = ", ".join(f"CAST(NULL AS {types.get(name, 'VARCHAR')}) AS {name}" for name in COLUMNS)
    return f"SELECT {columns} FROM judged WHERE FALSE"


def _doubt(rule: Bound, confirm: bool, partial: bool) -> str:
    if confirm:
        return "TRUE"
    unnamed = [
        f"(j.{code} IS NOT NULL AND j.{code}{SOURCE_SUFFIX} IS NULL)" for code in rule.absences if code != "filed"
    ]
    return " OR ".join(["j.exemption_doubtful", *(unnamed if partial else ())])


def _select(rule: Bound, as_of: date, lang: str, doubtful: str) -> str:
    verdict = f"j.{rule.column}"
    kind = rule.rule.names_set_by[0] if rule.rule.names_set_by else ""
    sets = f"LEFT JOIN sets s ON s.kind = {text(kind)} AND s.set_key = j.{kind}__set" if kind else ""
    return f"""
    SELECT j.asset_id, {text(rule.rule.id)} AS rule_id, {text(rule.rule.version)} AS rule_version,
      {text(rule.rule.pack)} AS pack,
      CASE WHEN {verdict} = {HIT} THEN 'hit' WHEN {verdict} IN ({WAIVED}, {EXEMPT_KIND}) THEN 'exempt'
           ELSE 'unknown' END AS verdict,
      {rule.severity} AS severity,
      {verdict} = {HIT} AND ({doubtful}) AS needs_confirmation,
      {day(as_of)} AS as_of,
      {_reason(rule, lang, kind)} AS reason,
      {_evidence(rule, kind)} AS evidence
    FROM judged j LEFT JOIN in_force x ON x.asset_id = j.asset_id AND x.rule_id = {text(rule.rule.id)} {sets}
    WHERE {verdict} > 0"""


def _reason(rule: Bound, lang: str, kind: str) -> str:
    """Return SQL for the sentence: what was found, what is missing, or why it is exempt."""
    phrases = PHRASES[lang]
    verdict, sentence = f"j.{rule.column}", _sentence(rule, lang)
    if kind:
        others = _members("s.members", phrases.list_mark)
        sentence += f" || coalesce({text(phrases.members)} || {others} || {text(phrases.stop)}, '')"
    title = text(f"{rule.rule.id}{phrases.open}{rule.rule.name.get(lang)}{phrases.close}")
    waived = filled(
        phrases.waived,
        {"reason": words("x.reason_code", shown_words("reason_code", lang)), "until": "CAST(x.valid_until AS VARCHAR)"},
        phrases.unknown,
    )
    by_kind = text(phrases.by_kind.format(reason=shown_words("reason_code", lang).get(rule.rule.exempt_reason, "")))
    sources = " || ".join([text(phrases.partial), f"coalesce({_partial_sources(rule)}, '')", text(phrases.stop)])
    return f"""CASE WHEN {verdict} = {HIT} THEN {sentence}
      WHEN {verdict} = {WAIVED} THEN {title} || {waived}
      WHEN {verdict} = {EXEMPT_KIND} THEN {title} || {by_kind}
      WHEN {verdict} = {UNKNOWN_PARTIAL} THEN {title} || {sources}
      ELSE {title} || {text(phrases.missing)} || {_missing(rule, lang)} || {text(phrases.stop)} END"""


def _members(column: str, mark: str) -> str:
    """Return SQL that lists the first members of a set and says how many there are in all."""
    return f"array_to_string(list_slice(string_split({column}, ';'), 1, {MEMBERS_SHOWN}), {text(mark)})"


def _partial_sources(rule: Bound) -> str:
    cases = ", ".join(
        f"CASE WHEN j.{code}{PARTIAL_SUFFIX} THEN j.{code}{SOURCE_SUFFIX} END"
        for code in rule.absences
        if code != "filed"
    )
    return f"coalesce({cases})" if "," in cases else (cases or "CAST(NULL AS VARCHAR)")


def _missing(rule: Bound, lang: str) -> str:
    """Return SQL naming the missing evidence by the columns a sender can fill in."""
    phrases = PHRASES[lang]
    parts = []
    for code in dict.fromkeys(rule.measures + rule.conditions):
        measure = BY_CODE[code]
        computed = measure.origin is Origin.COMPUTED
        bases = [base for base in measure.rests_on if computed and base in BY_CODE]
        own = text(measure.named(lang))
        if bases:
            checks = ", ".join(
                f"CASE WHEN j.{base} IS NULL THEN {text(BY_CODE[base].zh if lang == 'zh' else BY_CODE[base].en)} END"
                for base in bases
            )
            own = f"coalesce(nullif(concat_ws({text(phrases.list_mark)}, {checks}), ''), {own})"
        parts.append(f"CASE WHEN j.{code} IS NULL THEN {own} END")
    return f"concat_ws({text(phrases.list_mark)}, {', '.join(parts)})"


def _sentence(rule: Bound, lang: str) -> str:
    values = {code: _shown(code, lang) for code in BY_CODE}
    values["sponsor_unit"] = "j.sponsor_unit"
    for limit in rule.rule.limits:
        value = limit.at(rule.as_of)
        values[f"limit.{limit.code}"] = text(_limit_text(value.value if value else None))
    return filled(rule.rule.sentence.get(lang), values, PHRASES[lang].unknown)


def filled(template: str, values: dict[str, str], missing: str) -> str:
    """Turn a sentence with {placeholders} into SQL; a placeholder without a value reads *missing*."""
    parts = ["''"]
    for literal, name in re.findall(r"([^{}]+)|\{([^{}]+)\}", template):
        parts.append(text(literal) if literal else f"coalesce({values[name]}, {text(missing)})")
    return " || ".join(parts)


def _shown(code: str, lang: str) -> str:
    """Return SQL for a measure as people read it: words for codes, dates as written, numbers without idle zeros."""
    measure, column = BY_CODE[code], f"j.{code}"
    if measure.kind is Kind.CODE:
        return words(column, shown_words(code, lang))
    if measure.kind is Kind.FLAG:
        phrases = PHRASES[lang]
        return f"CASE WHEN {column} THEN {text(phrases.yes)} WHEN NOT {column} THEN {text(phrases.no)} END"
    if measure.kind in (Kind.AMOUNT, Kind.RATIO):
        return decimal(column)
    if code == "last_activity_on":
        return f"coalesce(CAST({column} AS VARCHAR), CASE WHEN j.never_posted THEN {text(PHRASES[lang].never)} END)"
    return f"CAST({column} AS VARCHAR)"


def _limit_text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _evidence(rule: Bound, kind: str) -> str:
    """Return SQL for the JSON list of measures with value, limit, unit, source and day of observation."""
    codes = [code for code in rule.measures if code not in NOT_EVIDENCE]
    codes += [context for code in codes for context in CONTEXT.get(code, ())]
    items = [_item(code, rule.limits.get(code)) for code in dict.fromkeys(codes)]
    if kind:
        ids = "'[\"' || replace(replace(s.members, '\"', ''), ';', '\",\"') || '\"]'"
        items.append(f"'{{\"measure\":\"{kind}\",\"members\":' || coalesce({ids}, '[]') || '}}'")
    return "'[' || " + " || ',' || ".join(items) + " || ']'" if items else "'[]'"


def _item(code: str, limit: Value | None) -> str:
    measure = BY_CODE[code]
    bound = json.dumps(limit.isoformat() if isinstance(limit, date) else limit, ensure_ascii=False)
    unit = json.dumps(measure.unit or None)
    has_source = measure.observable or code in SOURCED
    source = json_text(f"j.{code}{SOURCE_SUFFIX}" if has_source else "'register'")
    seen = f"CAST(j.{code}{DAY_SUFFIX} AS VARCHAR)" if has_source else "CAST(j.as_of AS VARCHAR)"
    parts = (
        text(f'{{"measure":"{code}","value":'),
        _json_value(code),
        text(f',"limit":{bound},"unit":{unit},"source":'),
        source,
        text(',"observed_on":'),
        json_text(seen),
        text("}"),
    )
    return " || ".join(parts)


def _json_value(code: str) -> str:
    kind = BY_CODE[code].kind
    column = f"j.{code}"
    if kind is Kind.COUNT:
        return f"coalesce(CAST({column} AS VARCHAR), 'null')"
    if kind in (Kind.AMOUNT, Kind.RATIO):
        return f"coalesce({decimal(column)}, 'null')"
    if kind is Kind.FLAG:
        return f"CASE WHEN {column} THEN 'true' WHEN NOT {column} THEN 'false' ELSE 'null' END"
    return json_text(f"CAST({column} AS VARCHAR)")
