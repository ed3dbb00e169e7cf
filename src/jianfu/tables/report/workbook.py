"""The workbook: overview, totals, rules, and the findings themselves, with filters and links between sheets."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from jianfu.engine.detection.rule import Text
from jianfu.tables.report import charts, findings, html, output_sheets, outputs, regions, selection, summary, wording
from jianfu.tables.report.counts import CATEGORIES, Tally
from jianfu.tables.report.facts import LimitInForce, ReportFacts, RuleFacts, opened
from jianfu.tables.report.sheet import Book, Cell, Link, Sheet
from jianfu.tables.report.wording import say

ROWS_A_SHEET = {"hit": 30_000, "unknown": 10_000, "exempt": 10_000}
"""Beyond this a person filters findings.csv with other means, and writing would take longer than judging."""
HEADER_ROW = 2
TALLY_COLUMNS = (
    "column.hit", "column.per_100", "column.confirm_only", "column.unknown_entries", "column.unknown_share",
    "column.exempt",
)  # fmt: skip
FINDING_COLUMNS = (
    ("column.rule", 9), ("column.name", 20), ("rules.severity", 10), ("column.confirm", 10), ("column.id", 18),
    ("column.entry", 28), ("column.platform", 14), ("column.unit_id", 14),
    ("column.unit", 24), ("column.reason", 70), ("column.seen", 28),
)  # fmt: skip


def write(facts: ReportFacts, path: Path) -> None:
    """Write the workbook in the language of the facts; no cell is a formula.

    A sheet of findings lists as many of each rule as its room allows; where rows are left out, its first and last
    line say how many and that findings.csv holds them all.
    """
    lists = {verdict: _Listing(facts, verdict) for verdict in findings.VERDICTS}
    with Book(path, lang=facts.lang, made_on=facts.told.as_of) as book:
        _overview(book, facts)
        _totals(book, facts)
        _rules(book, facts, lists)
        with opened(facts.run) as connection:
            findings.prepare(connection)
            for verdict in findings.VERDICTS:
                _findings(book, facts, lists[verdict], connection)
        with opened(facts.run) as connection:
            output_sheets.write(book, connection, outputs.open_outputs(connection, facts.run), facts.lang)
        _not_evaluated(book, facts)
        _received(book, facts)


class _Listing:
    """Which rows of a verdict are listed, and on which line of the sheet each rule's rows begin."""

    def __init__(self, facts: ReportFacts, verdict: str) -> None:
        counts = [(item.rule.id, _count(item, verdict)) for item in facts.rules]
        self.verdict = verdict
        self.count = sum(count for _, count in counts)
        self.per_rule = selection.per_rule((count for _, count in counts), room=ROWS_A_SHEET[verdict])
        self.starts: dict[str, int] = {}
        line = HEADER_ROW + 1
        for rule_id, count in counts:
            if count:
                self.starts[rule_id] = line
                line += min(count, self.per_rule)
        self.shown = line - HEADER_ROW - 1

    def notice(self) -> Text:
        if not self.count:
            return say("sheet.no_rows")
        if self.shown == self.count:
            return say("sheet.all_rows", count=self.count)
        left = self.count - self.shown
        return say("sheet.left_out", count=self.count, per_rule=self.per_rule, shown=self.shown, left=left)


def _count(item: RuleFacts, verdict: str) -> int:
    return {"hit": item.hits, "unknown": item.unknown, "exempt": item.exempt}[verdict]


def _overview(book: Book, facts: ReportFacts) -> None:
    told, whole = facts.told, facts.totals.whole
    sheet = book.sheet("sheet.overview", (30, 16, 14), notice=say("title"))
    sheet.header(("sheet.figure", "sheet.value", "sheet.see"))
    for key, value, target in (
        ("figure.received", told.received, "sheet.received"),
        ("figure.rejected", told.rejected, "sheet.received"),
        ("figure.things", whole.entries, "sheet.totals"),
        ("figure.hit", whole.hit, "sheet.hit"),
        ("figure.confirm", whole.confirm, "sheet.hit"),
        ("figure.unknown", whole.unknown, "sheet.unknown"),
        ("figure.exempt", facts.exempt, "sheet.exempt"),
        ("figure.not_evaluated", len(facts.not_evaluated), "sheet.not_evaluated"),
    ):
        sheet.row((say(key), value, Link(target, say(target))))
    sheet.row(())
    for line in summary.sentences(facts):
        sheet.row((line,))
    sheet.row(())
    sheet.row((say("next"),), strong=True)
    for line in summary.next_steps(facts):
        sheet.row((line,))
    sheet.row(())
    for line in (say("meta.as_of", day=told.as_of.isoformat()), say("meta.version", version=told.jianfu)):
        sheet.row((line,))
    sheet.row((say("meta.packs", packs=" · ".join(told.packs)),))


def _totals(book: Book, facts: ReportFacts) -> None:
    totals = facts.totals
    sheet = book.sheet(
        "sheet.totals", (22, 12, 22, 10, 12, 12, 12, 10, 12, 10, 12, 10), notice=say("sheet.totals_note")
    )
    sheet.header(("sheet.by", "column.code", "column.name", "column.entries"))
    sheet.more_header([wording.word("category", category) for category in CATEGORIES])
    keys = (
        "column.hit",
        "column.per_100",
        "column.confirm_only",
        "column.unknown_entries",
        "column.unknown_share",
        "column.exempt",
    )
    sheet.more_header([say(key) for key in keys])
    for heading, kind, tallies in (
        ("all", "all", (totals.whole,)),
        ("totals.category", "category", totals.categories),
        ("totals.level", "level", totals.levels),
        ("totals.platform", "platform", totals.platforms),
        ("map.cities", "place", totals.cities),
        ("map.counties", "place", totals.counties),
    ):
        for tally in tallies:
            sheet.row((say(heading), tally.code, _tally_name(kind, tally), *_tally_cells(tally)))
    for pair in totals.classes:
        name = wording.joined([wording.word("class", pair.class_2018), wording.word("class", pair.class_2023)], "to")
        sheet.row((say("totals.class"), "", name, pair.entries))
    for part in totals.silence.bins:
        sheet.row(
            (say("totals.silence"), "", charts.days(part.low, part.high), sum(part.by_category), *part.by_category)
        )
    for key, counts in (("days.never", totals.silence.never), ("days.not_known", totals.silence.not_known)):
        sheet.row((say("totals.silence"), "", say(key), sum(counts), *counts))
    sheet.filter()


def _tally_name(kind: str, tally: Tally) -> Text:
    if kind == "all":
        return say("all")
    if kind == "place":
        return regions.name(tally.code) if tally.code else say("map.not_known")
    return wording.word(kind, tally.code)


def _tally_cells(tally: Tally) -> tuple[Cell, ...]:
    return (
        tally.entries, *tally.by_category, tally.hit, _rounded(tally.hit_per_100), tally.confirm, tally.unknown,
        _rounded(tally.unknown_percent), tally.exempt,
    )  # fmt: skip


def _rules(book: Book, facts: ReportFacts, lists: dict[str, _Listing]) -> None:
    widths = (9, 24, 10, 9, 10, 9, 9, 10, 18, 40, 60, 30, 16, 14)
    sheet = book.sheet("sheet.rules", widths, notice=say("sheet.rules_note"))
    sheet.header((
        "column.rule", "column.name", "column.applies", "column.hits", "column.hit_percent", "column.unknown",
        "column.exempted", "column.confirm", "rules.severity", "column.limits", "column.basis", "column.status",
        "column.source", "rules.pack",
    ))  # fmt: skip
    for item in facts.rules:
        rule = item.rule
        verdicts = [_to_rows(item, lists[verdict]) for verdict in findings.VERDICTS]
        severities = wording.joined([wording.word("severity", step) for step in html.steps(rule)], "to")
        sheet.row((
            rule.id, rule.name, item.applies, verdicts[0], _rounded(item.hit_percent), verdicts[1], verdicts[2],
            item.confirm, severities, _limits(item), rule.basis,
            wording.word("status", rule.source_status), ", ".join(rule.source), rule.version,
        ))  # fmt: skip
    sheet.filter()


def _to_rows(item: RuleFacts, listing: _Listing) -> Cell:
    count = _count(item, listing.verdict)
    start = listing.starts.get(item.rule.id)
    return count if start is None else Link(f"sheet.{listing.verdict}", count, line=start)


def _limits(item: RuleFacts) -> Text:
    return wording.joined([_limit(limit) for limit in item.limits], "separator")


def _limit(limit: LimitInForce) -> Text:
    unset, doubt = say("rules.limit_unset"), say("rules.limit_default")
    unit = wording.word("unit", limit.unit)
    value = limit.value
    if value is None or value.value is None:
        return Text(f"{limit.name_zh} {unset.zh}", f"{limit.name_en} {unset.en}")
    shown = html.limit_value(limit)
    marks = ("", "") if value.verified else (f"（{doubt.zh}）", f" ({doubt.en})")
    return Text(f"{limit.name_zh} {shown} {unit.zh}{marks[0]}", f"{limit.name_en} {shown} {unit.en}{marks[1]}")


def _findings(book: Book, facts: ReportFacts, listing: _Listing, connection: DuckDBPyConnection) -> None:
    keys, widths = zip(*FINDING_COLUMNS, strict=True)
    sheet = book.sheet(f"sheet.{listing.verdict}", widths, notice=listing.notice())
    sheet.header(keys)
    if not listing.count:
        return
    names = {item.rule.id: item.rule.name for item in facts.rules}
    rows = findings.first(connection, verdict=listing.verdict, per_rule=listing.per_rule)
    order = {rule_id: place for place, rule_id in enumerate(listing.starts)}
    for row in sorted(rows, key=lambda row: order[row.rule_id]):
        sheet.row(_finding_cells(names[row.rule_id], row))
    sheet.filter()
    if listing.shown < listing.count:
        sheet.row((listing.notice(),), strong=True)


def _finding_cells(name: Text, row: findings.Finding) -> tuple[Cell, ...]:
    severity = wording.word("severity", row.severity) if row.severity else ""
    confirm = say("yes") if row.needs_confirmation else ""
    seen = wording.joined(html.seen_in(row), "separator")
    place = (row.asset_id, row.name, row.platform, row.unit_id, row.unit)
    return (row.rule_id, name, severity, confirm, *place, row.reason, seen)


def _not_evaluated(book: Book, facts: ReportFacts) -> None:
    sheet = book.sheet("sheet.not_evaluated", (10, 28, 90), notice=say("not_evaluated.lead"))
    sheet.header(("column.rule", "column.name", "column.why"))
    for item, rule in facts.not_evaluated:
        sheet.row((item.rule_id, rule.name if rule else "", html.why(item, rule)))
    sheet.filter()


def _received(book: Book, facts: ReportFacts) -> None:
    told = facts.told
    sheet = book.sheet("sheet.received", (36, 24, 24, 12, 14), notice=say("sheet.received_note"))
    sheet.header(("column.file", "column.sheet", "column.table", "column.rows", "column.encoding"))
    for item in told.inputs:
        sheet.row((item.file, item.sheet, wording.table(item.table), item.rows, item.encoding))
    sheet.filter()
    _block(sheet, "received.tables", ("column.table", "column.received", "column.accepted", "column.rejected"))
    for table in told.tables:
        sheet.row((wording.table(table.table), table.received, table.accepted, table.rejected))
    _block(sheet, "figure.rejected", ("column.problem", "column.count"))
    for problem in told.problems:
        sheet.row((problem.name, problem.count))
    _block(sheet, "received.ignored", ("column.file", "column.sheet", "column.column", "column.why"))
    for left in told.ignored:
        sheet.row((left.file, left.sheet, left.column or say("whole_sheet"), left.why))


def _block(sheet: Sheet, title: str, keys: tuple[str, ...]) -> None:
    sheet.row(())
    sheet.row((say(title),), strong=True)
    sheet.row(tuple(say(key) for key in keys), strong=True)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
