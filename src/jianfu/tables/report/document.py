"""The circular (通报): overall, main problems by rule, what could not be judged, what is asked next, annexes.

It is a draft for a person to review. Hits to be confirmed first are counted and not named; no unit is ranked.
"""

from pathlib import Path

from jianfu.engine.detection.rule import Text
from jianfu.tables.report import html, missing, wording
from jianfu.tables.report.facts import ReportFacts, RuleFacts
from jianfu.tables.report.findings import Finding
from jianfu.tables.report.official import Official
from jianfu.tables.report.wording import number, say

NAMED_A_RULE = 10
MISSING_NAMED = 5
REQUESTS = ("doc.next_verify", "doc.next_services", "doc.next_evidence", "doc.next_measure")
ANNEXES = ("doc.annex_totals", "doc.annex_rules", "doc.annex_missing", "doc.annex_list")

TOTALS_HEAD = (
    "column.name", "column.entries", "column.hit", "column.per_100", "column.unknown_entries", "column.exempt",
)  # fmt: skip
RULES_HEAD = (
    "column.rule", "column.name", "column.applies", "column.hits", "column.unknown", "column.exempted",
    "column.confirm",
)  # fmt: skip


def write(facts: ReportFacts, path: Path) -> None:
    """Write the circular in the language of the facts, laid out as GB/T 9704 asks."""
    circular = _Circular(facts)
    circular.opening()
    circular.overall()
    circular.problems()
    circular.evidence()
    circular.plan()
    circular.requests()
    circular.closing()
    circular.annexes()
    circular.official.save(path)


class _Circular:
    """A circular being written from the facts of a run."""

    def __init__(self, facts: ReportFacts) -> None:
        self.facts = facts
        self.official = Official(lang=facts.lang, title=self._say("doc.title"), dated=facts.told.as_of)

    def _say(self, key: str, **values: object) -> str:
        return say(key, **values).get(self.facts.lang)

    def _text(self, text: Text) -> str:
        return text.get(self.facts.lang)

    def _heading(self, key: str, level: int = 1, **values: object) -> None:
        self.official.heading(self._say(key, **values), level=level)

    def _paragraph(self, key: str, **values: object) -> None:
        self.official.paragraph(self._say(key, **values))

    def opening(self) -> None:
        self.official.mark(self._say("doc.draft"))
        self.official.title(self._say("doc.title"), subtitle=self._say("doc.subtitle"))
        self.official.flush(self._say("doc.to"))
        self._paragraph("doc.opening", day=self._day())

    def _day(self) -> str:
        day = self.facts.told.as_of
        return day.isoformat() if self.facts.lang == "en" else f"{day.year}年{day.month}月{day.day}日"

    def overall(self) -> None:
        told, totals = self.facts.told, self.facts.totals
        named = [(wording.word("category", tally.code), tally.entries) for tally in totals.categories]
        parts = [say("doc.part", name=name, count=count) for name, count in named]
        self._heading("doc.overall")
        self._heading("doc.registered", 2)
        self._paragraph(
            "doc.registered_text",
            files=len(told.inputs),
            rows=told.received,
            accepted=told.accepted,
            rejected=told.rejected,
            entries=totals.accepted,
            twice=totals.counted_elsewhere,
            things=totals.whole.entries,
            parts=wording.joined(parts) if parts else say("none"),
        )
        self._heading("doc.judged", 2)
        self._paragraph(
            "doc.judged_text",
            packs=wording.joined([Text(pack, pack) for pack in told.packs]),
            rules=len(self.facts.rules),
            hit=totals.whole.hit,
            per_100=number(totals.whole.hit_per_100, 1),
            confirm=totals.whole.confirm,
            unknown=totals.whole.unknown,
            exempt=self.facts.exempt,
        )

    def problems(self) -> None:
        self._heading("doc.problems")
        ready = [item for item in self.facts.rules if item.ready]
        confirm = [item for item in self.facts.rules if item.confirm]
        if not ready:
            self._paragraph("doc.problems_none")
        for item in ready:
            self._problem(item)
        if confirm:
            self._heading("doc.confirm", 2)
            listed = [say("doc.confirm_item", id=i.rule.id, name=i.rule.name, count=i.confirm) for i in confirm]
            self._paragraph("doc.confirm_text", rules=wording.joined(listed, "separator"))

    def _problem(self, item: RuleFacts) -> None:
        rule = item.rule
        severities = wording.joined([wording.word("severity", code) for code, _ in item.severities])
        self._heading("doc.rule_heading", 2, name=rule.name, id=rule.id)
        basis = rule.basis
        if rule.source_status != "Q":
            doubt = say("doc.rule_basis", status=wording.word("status", rule.source_status))
            basis = Text(basis.zh + doubt.zh, f"{basis.en} {doubt.en}")
        self._paragraph("doc.rule_text", count=item.ready, severity=severities, basis=basis)
        named = [row for row in item.samples["hit"] if not row.needs_confirmation][:NAMED_A_RULE]
        if named:
            names = wording.joined([_entry(row) for row in named])
            key = "doc.named" if len(named) == item.ready else "doc.named_some"
            self._paragraph(key, names=names, shown=len(named))

    def evidence(self) -> None:
        self._heading("doc.evidence")
        worst = sorted(self.facts.told.missing_evidence, key=lambda item: (-item.unknown, item.measure))
        if self.facts.unknown:
            listed = [say("doc.evidence_item", name=item.name, count=item.unknown) for item in worst[:MISSING_NAMED]]
            missing_text = wording.joined(listed) if listed else say("not_stated")
            self._paragraph("doc.evidence_text", unknown=self.facts.unknown, missing=missing_text)
        else:
            self._paragraph("doc.evidence_none")
        if self.facts.not_evaluated:
            self._paragraph("doc.not_evaluated_text", count=len(self.facts.not_evaluated))

    def plan(self) -> None:
        told = self.facts.planning
        if "plan" not in told.written or not told.planned.entries:
            return
        proposed = [
            (wording.word("disposition", row.disposition), sum(row.by_category)) for row in told.planned.proposed
        ]
        parts = [say("doc.part", name=name, count=count) for name, count in proposed if count]
        coverage = dict(told.planned.coverage)
        self._heading("doc.plan")
        self._paragraph("doc.plan_text", entries=told.planned.entries, parts=wording.joined(parts))
        self._paragraph("doc.plan_proof", moved=coverage["moved"], uncovered=coverage["uncovered"])
        if told.likeness.clusters or told.likeness.waiting:
            likeness = told.likeness
            self._paragraph("doc.plan_alike", clusters=likeness.clusters, waiting=likeness.waiting)
        if told.repeated.tasks:
            self._paragraph("doc.plan_repeated", tasks=told.repeated.tasks, spared=told.repeated.spared)
        if told.burden.units:
            groups = next(row for row in told.burden.quantiles if row.figure == "groups")
            before, after = number(groups.median_before, 1), number(groups.median_after, 1)
            self._paragraph("doc.plan_load", units=told.burden.units, before=before, after=after)

    def requests(self) -> None:
        self._heading("doc.next")
        for key in REQUESTS:
            self._heading(key, 2)
            self._paragraph(f"{key}_text")

    def closing(self) -> None:
        self.official.annexes(self._say("doc.annexes"), [self._say(key) for key in ANNEXES])
        self.official.signature([self._say("doc.signature"), self._say("doc.date")])

    def annexes(self) -> None:
        self._annex(1, "doc.annex_totals")
        self._totals_table()
        self._annex(2, "doc.annex_rules")
        self._rules_table()
        self._annex(3, "doc.annex_missing")
        self._missing_tables()

    def _annex(self, place: int, key: str) -> None:
        self.official.annex(self._say("doc.annex", n=place), self._say(key))

    def _totals_table(self) -> None:
        named = [("category", tally) for tally in self.facts.totals.categories]
        named += [("level", tally) for tally in self.facts.totals.levels]
        rows = [
            [self._text(wording.word(kind, tally.code)), number(tally.entries), number(tally.hit),
             number(tally.hit_per_100, 1), number(tally.unknown), number(tally.exempt)]
            for kind, tally in named
        ]  # fmt: skip
        self.official.table([self._say(key) for key in TOTALS_HEAD], rows, widths_mm=(46, 22, 22, 22, 22, 22))

    def _rules_table(self) -> None:
        rows = [
            [item.rule.id, self._text(item.rule.name), number(item.applies), number(item.hits), number(item.unknown),
             number(item.exempt), self._say("yes") if item.needs_confirmation else ""]
            for item in self.facts.rules
        ]  # fmt: skip
        self.official.table([self._say(key) for key in RULES_HEAD], rows, widths_mm=(18, 48, 20, 18, 18, 16, 18))

    def _missing_tables(self) -> None:
        rules = [
            [item.rule_id, self._text(rule.name) if rule else "", self._text(html.why(item, rule))]
            for item, rule in self.facts.not_evaluated
        ]
        head = [self._say(key) for key in ("column.rule", "column.name", "column.why")]
        self.official.table(head, rules, widths_mm=(18, 48, 90))
        self.official.blank()
        evidence = [
            [self._text(item.name), number(item.unknown), self._text(missing.remedy(item.measure))]
            for item in self.facts.told.missing_evidence
        ]
        head = [self._say(key) for key in ("column.measure", "column.unknown_count", "column.do")]
        self.official.table(head, evidence, widths_mm=(40, 26, 90))


def _entry(row: Finding) -> Text:
    unit = row.unit or row.unit_id
    if row.platform:
        return say("doc.entry_on", unit=unit, name=row.name, platform=row.platform)
    return say("doc.entry", unit=unit, name=row.name)
