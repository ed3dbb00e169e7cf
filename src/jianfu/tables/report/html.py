"""The page: one file that holds its style, its figures and its charts, and asks nothing of any network."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.detection.source import Source
from jianfu.tables.report import charts, missing, regions, sentence, summary, wording
from jianfu.tables.report.counts import CATEGORIES
from jianfu.tables.report.facts import LimitInForce, ReportFacts, RuleFacts
from jianfu.tables.report.findings import Finding
from jianfu.tables.report.runfile import NotEvaluated

HERE = Path(__file__).parent
PAGE = HERE / "page"
ECHARTS = HERE / "vendor" / "echarts" / "echarts.min.js"
SECTIONS = (
    "summary", "received", "totals", "map", "rules", "unknown", "not_evaluated", "exemptions", "alike", "repeated",
    "plan", "load", "reduction", "method",
)  # fmt: skip
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
GROUPS = (("group.nm", "NM-"), ("group.a", "A-"), ("group.g", "G-"))
LISTED_FILES = ("assets.csv", "findings.csv", "rejected.xlsx", "run.json")
WRITTEN_BESIDE = ("report.xlsx", "report.docx")
"""Written after the page, so not there yet when the facts are gathered."""


def write(facts: ReportFacts, path: Path, *, geojson: Path | None = None) -> None:
    """Write the page; ``geojson`` is the province's own approved boundaries (tiles are shown without it).

    Raises UnableToReadBoundaries when the boundaries cannot be shown.
    """
    path.write_text(page(facts, geojson=geojson), encoding="utf-8", newline="\n")


def page(facts: ReportFacts, *, geojson: Path | None = None) -> str:
    """Return the page as text (see ``write``)."""
    environment = Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_words(facts) | _links(facts) | _figures(facts, geojson))
    return environment.get_template("report.html").render()


def both(text: Text) -> Markup:
    """Return a text in both languages, of which the page shows one; once where both are the same."""
    if text.zh == text.en:
        return escape(text.zh)
    return Markup('<span class="zh" lang="zh-CN">{}</span><span class="en" lang="en">{}</span>').format(
        text.zh, text.en
    )


def _words(facts: ReportFacts) -> dict[str, Any]:
    return {
        "t": lambda key, **values: both(wording.say(key, **values)),
        "say": wording.say,
        "both": both,
        "word": wording.word,
        "scenario_name": wording.scenario,
        "number": wording.number,
        "table_name": wording.table,
        "place_name": _place,
        "days": charts.days,
        "span": charts.span,
        "scores": charts.scores,
        "remedy": missing.remedy,
        "why": why,
        "limit_name": lambda limit: Text(limit.name_zh, limit.name_en),
        "limit_value": limit_value,
        "steps": steps,
        "reason": partial(sentence.both, written_in=sentence.language_of(facts)),
        "seen_in": seen_in,
        "numeral": lambda key: NUMERALS[SECTIONS.index(key)],
    }


def _links(facts: ReportFacts) -> dict[str, Callable[..., str]]:
    def file(name: str) -> str:
        return name if name in facts.files else ""

    def rows(name: str, otherwise: str) -> str:
        return file(f"rows/{name}.csv") or file(otherwise)

    return {
        "file": file,
        "rule_rows": lambda rule_id, verdict: rows(f"{rule_id}-{verdict}", "findings.csv"),
        "category_rows": lambda code: rows(f"assets-{code}", "assets.csv"),
        "city_rows": lambda code: rows(f"assets-city-{code or 'none'}", "assets.csv"),
        "county_rows": lambda code: rows(f"assets-city-{code[:4] or 'none'}", "assets.csv"),
        "level_rows": lambda code: rows(f"assets-level-{code}", "assets.csv"),
        "platform_rows": lambda code: file("assets.csv"),
    }


def _figures(facts: ReportFacts, geojson: Path | None) -> dict[str, Any]:
    drawn = charts.all_charts(facts, geojson=geojson)
    found = [item for item in facts.rules if item.found]
    judged = facts.hits + facts.unknown + facts.exempt
    scripts = {"echarts": _own(ECHARTS), "js": _own(PAGE / "report.js")}
    return scripts | {
        "facts": facts,
        "told": facts.told,
        "planning": facts.planning,
        "totals": facts.totals,
        "sections": SECTIONS,
        "categories": CATEGORIES,
        "sentences": summary.sentences(facts),
        "next_steps": summary.next_steps(facts),
        "places": charts.places(facts),
        "known_counties": sum(1 for tally in facts.totals.counties if tally.code),
        "metrics": charts.METRICS,
        "approval": drawn.get("map", {}).get("approval", ""),
        "chart_names": set(drawn),
        "hit_rules": sum(1 for item in found if item.hits),
        "groups": _groups(found),
        "quiet_rules": [item.rule.id for item in facts.rules if not item.found],
        "unknown_percent": _percent(facts.unknown, judged),
        "exempt_percent": _percent(facts.exempt, facts.hits + facts.exempt),
        "listed_files": [*WRITTEN_BESIDE, *(name for name in LISTED_FILES if name in facts.files)],
        "cited": _cited(facts),
        "example_packs": wording.joined(list(facts.example_packs)),
        "css": _own(PAGE / "report.css"),
        "charts": _json(drawn),
        "script_hashes": " ".join(_hash(script) for script in scripts.values()),
    }


def why(item: NotEvaluated, rule: Rule | None) -> Text:
    """Return why a rule was not evaluated, in words."""
    if item.why == "measure_missing":
        return wording.say("why.measure_missing", measures=wording.joined([wording.measure(m) for m in item.measures]))
    if item.why == "limit_unset":
        return wording.say("why.limit_unset", limit=_limit_name(item.limit, rule))
    if item.why == "off" and rule is not None and rule.off_because.zh:
        return wording.say("why.off_because", because=rule.off_because)
    if item.why == "not_in_force" and rule is not None and rule.in_force_from is not None:
        return wording.say("why.not_in_force_from", day=rule.in_force_from.isoformat())
    return wording.say(f"why.{item.why}")


def steps(rule: Rule) -> list[str]:
    """Return the severities a rule can come to, each once, in its own order."""
    return list(dict.fromkeys(step.severity for step in rule.severity))


def limit_value(limit: LimitInForce) -> str:
    """Return a limit's value as written on the page."""
    value = limit.value.value if limit.value else None
    if isinstance(value, date):
        return value.isoformat()
    return "–" if value is None else f"{value:,g}"


def seen_in(finding: Finding) -> list[Text]:
    """Return where and when the evidence of a finding was seen, each once."""
    seen = dict.fromkeys((item.source, item.observed_on) for item in finding.evidence if item.source)
    words = [(wording.word("source", source), day) for source, day in seen]
    return [Text(" ".join(filter(None, (w.zh, day))), " ".join(filter(None, (w.en, day)))) for w, day in words]


def _limit_name(code: str, rule: Rule | None) -> Text:
    named = [limit.name for limit in rule.limits if limit.code == code] if rule else []
    return named[0] if named else Text(code, code)


def _place(code: str) -> Text:
    return regions.name(code) if code else wording.say("map.not_known")


def _groups(found: list[RuleFacts]) -> list[tuple[str, list[RuleFacts]]]:
    named = {key: [item for item in found if item.rule.id.startswith(prefix)] for key, prefix in GROUPS}
    others = [item for item in found if not item.rule.id.startswith(tuple(prefix for _, prefix in GROUPS))]
    return [(key, items) for key, items in (named | {"group.other": others}).items() if items]


def _cited(facts: ReportFacts) -> list[Source]:
    """Return the sources that the rules shown cite, in the order of their keys."""
    keys = {key for item in facts.rules for key in item.rule.source}
    keys |= {limit.value.source for item in facts.rules for limit in item.limits if limit.value}
    known = [facts.sources[key] for key in keys if key in facts.sources]
    return sorted(known, key=lambda source: (source.key[0], int(source.key[1:])))


def _percent(part: int, whole: int) -> str:
    return wording.number(100 * part / whole if whole else None, 1)


def _own(path: Path) -> Markup:
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704  # a file of this folder, not of a user


def _json(value: object) -> Markup:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704  # nothing left in it can end a script element


def _hash(script: str) -> Markup:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return Markup("'sha256-{}'").format(base64.b64encode(digest).decode("ascii"))
