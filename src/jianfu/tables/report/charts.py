"""What the page's charts draw: the same figures as its tables, with every name in both languages."""

from pathlib import Path
from typing import Any

from jianfu.engine.detection.rule import Text
from jianfu.tables.report import regions, wording
from jianfu.tables.report.counts import CATEGORIES, Tally
from jianfu.tables.report.facts import ReportFacts

METRICS = ("entries", "hit_per_100", "unknown_percent")
MISSING_SHOWN = 12
CITY_DIGITS = 4


def places(facts: ReportFacts) -> tuple[Tally, ...]:
    """Return the tallies a map is drawn of: cities, or counties where at most one city is known."""
    cities = tuple(tally for tally in facts.totals.cities if tally.code)
    counties = tuple(tally for tally in facts.totals.counties if tally.code)
    return counties if len(cities) <= 1 and counties else cities


def all_charts(facts: ReportFacts, *, geojson: Path | None) -> dict[str, Any]:
    """Return each chart's data by name; a chart without figures is absent. Raises UnableToReadBoundaries."""
    charts = {
        "states": _states(facts),
        "silence": _silence(facts),
        "platforms": _platforms(facts),
        "hits": _hits(facts),
        "missing": _missing(facts),
        "map": _map(facts, geojson),
        "calibration": _calibration(facts),
        "dispositions": _dispositions(facts),
        "flows": _flows(facts),
        "groups": _groups(facts),
    }
    return {name: chart for name, chart in charts.items() if chart["labels"]}


def _map(facts: ReportFacts, geojson: Path | None) -> dict[str, Any]:
    tallies = places(facts)
    drawn = regions.boundaries(geojson) if geojson else regions.tiles([tally.code for tally in tallies])
    names = {shape["properties"]["name"] for shape in drawn.shapes["features"]} | {tally.code for tally in tallies}
    return {
        "labels": [tally.code for tally in tallies],
        "shapes": drawn.shapes,
        "tiles": drawn.is_tiles,
        "approval": drawn.approval,
        "names": {code: _both(regions.name(code)) for code in sorted(names)},
        "metrics": {key: _both(wording.say(f"metric.{key}")) for key in METRICS},
        "values": {
            "entries": [tally.entries for tally in tallies],
            "hit_per_100": [_rounded(tally.hit_per_100) for tally in tallies],
            "unknown_percent": [_rounded(tally.unknown_percent) for tally in tallies],
        },
    }


def _states(facts: ReportFacts) -> dict[str, Any]:
    if not facts.totals.whole.entries:
        return _bars([], [])
    labels = [wording.word("category", category) for category in CATEGORIES]
    series = [(wording.word("state", state), list(row), state or "none") for state, row in facts.totals.states]
    return _bars(labels, series)


def _silence(facts: ReportFacts) -> dict[str, Any]:
    silence = facts.totals.silence
    rows = [*(part.by_category for part in silence.bins), silence.never, silence.not_known]
    if not any(sum(row) for row in rows):
        return _bars([], [])
    labels = [days(part.low, part.high) for part in silence.bins]
    labels += [wording.say("days.never"), wording.say("days.not_known")]
    series = [
        (wording.word("category", category), [row[index] for row in rows], category)
        for index, category in enumerate(CATEGORIES)
    ]
    return _bars(labels, series) | {"upright": True}


def days(low: int, high: int | None) -> Text:
    """Return the heading of a span of silent days."""
    return wording.say("days.over", low=low) if high is None else wording.say("days.range", low=low, high=high)


def _platforms(facts: ReportFacts) -> dict[str, Any]:
    tallies = facts.totals.platforms
    labels = [wording.word("platform", tally.code) for tally in tallies]
    series = [
        (wording.say("column.entries"), [tally.entries for tally in tallies], "entries"),
        (wording.say("column.hit"), [tally.hit for tally in tallies], "hit"),
    ]
    return _bars(labels, series) | {"beside": True}


def _hits(facts: ReportFacts) -> dict[str, Any]:
    rules = [rule for rule in facts.rules if rule.hits]
    ready = [rule.ready for rule in rules]
    confirm = [rule.confirm for rule in rules]
    labels = [Text(f"{r.rule.id} {r.rule.name.zh}", f"{r.rule.id} {r.rule.name.en}") for r in rules]
    series = [(wording.say("verdict.hit"), ready, "hit"), (wording.say("rules.confirm"), confirm, "confirm")]
    return _bars(labels, series)


def _missing(facts: ReportFacts) -> dict[str, Any]:
    worst = sorted(facts.told.missing_evidence, key=lambda item: (-item.unknown, item.measure))[:MISSING_SHOWN]
    series = [(wording.say("column.unknown_count"), [item.unknown for item in worst], "unknown")]
    return _bars([item.name for item in worst], series)


def span(low: int, high: int | None) -> Text:
    """Return the heading of a span of group counts."""
    if high is None:
        return wording.say("span.over", low=low)
    return wording.say("span.one", low=low) if low == high else wording.say("span.range", low=low, high=high)


def scores(low: float, high: float) -> Text:
    """Return the heading of a span of scores."""
    return Text(f"{low:g}–{high:g}", f"{low:g}–{high:g}")


def _calibration(facts: ReportFacts) -> dict[str, Any]:
    bins = facts.planning.likeness.calibration
    series = [
        (wording.say("alike.claimed"), [round(part.claimed_percent) for part in bins], "suspended"),
        (wording.say("alike.confirmed"), [round(part.same_percent) for part in bins], "active"),
    ]
    return _bars([scores(part.low, part.high) for part in bins], series) | {"upright": True, "beside": True}


def _dispositions(facts: ReportFacts) -> dict[str, Any]:
    rows = [row for row in facts.planning.planned.proposed if sum(row.by_category)]
    labels = [wording.word("disposition", row.disposition) for row in rows]
    series = [
        (wording.word("category", category), [row.by_category[index] for row in rows], category)
        for index, category in enumerate(CATEGORIES)
    ]
    return _bars(labels, series)


def _flows(facts: ReportFacts) -> dict[str, Any]:
    """Name nodes by id, since names repeat; an entry that both gives and takes stands once on each side."""
    flows = facts.planning.planned.flows
    names = {f"from {flow.source_id}": flow.source for flow in flows}
    names |= {f"to {flow.target_id}": flow.target for flow in flows}
    return {
        "labels": list(names),
        "names": names,
        "links": [[f"from {f.source_id}", f"to {f.target_id}", f.functions] for f in flows],
    }


def _groups(facts: ReportFacts) -> dict[str, Any]:
    burden = facts.planning.burden
    if not burden.units:
        return _bars([], [])
    series = [
        (wording.say("load.before"), [part.before for part in burden.bins], "suspended"),
        (wording.say("load.after"), [part.after for part in burden.bins], "active"),
    ]
    return _bars([span(part.low, part.high) for part in burden.bins], series) | {"upright": True, "beside": True}


def _bars(labels: list[Text], series: list[tuple[Text, list[int], str]]) -> dict[str, Any]:
    return {
        "labels": [_both(label) for label in labels],
        "series": [{"name": _both(name), "values": values, "role": role} for name, values, role in series],
    }


def _both(text: Text) -> list[str]:
    return [text.zh, text.en]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
