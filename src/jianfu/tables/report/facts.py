"""Everything the reports say, gathered once from a run's folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from jianfu.engine.detection import pack
from jianfu.engine.detection.rule import LimitValue, Rule, Text
from jianfu.engine.detection.source import Source
from jianfu.tables.report import counts, findings, outputs, planning, runfile

SAMPLE_ROWS = 20
PREFIXES = ("NM", "A", "G")
MEMORY_LIMIT = "1GB"
REQUIRED = ("assets.parquet", "findings.parquet")


@dataclass(frozen=True, slots=True)
class LimitInForce:
    """A limit of a rule as it stands on the day judged; ``value`` null where none has begun or none is set."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    value: LimitValue | None


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One rule, what it came to, and its first rows by verdict.

    ``confirm`` of the hits must be confirmed first; ``needs_confirmation`` says that it is because the rule hits too
    large a share.
    """

    rule: Rule
    hits: int
    confirm: int
    unknown: int
    exempt: int
    applies: int | None
    needs_confirmation: bool
    hit_percent: float | None
    severities: tuple[tuple[str, int], ...]
    limits: tuple[LimitInForce, ...]
    samples: dict[str, tuple[findings.Finding, ...]]

    @property
    def ready(self) -> int:
        """Return the number of hits ready to be verified one by one."""
        return self.hits - self.confirm

    @property
    def found(self) -> bool:
        """Tell whether any finding of this rule is on record."""
        return bool(self.hits or self.unknown or self.exempt)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a run received, found, and could not judge; ``files`` are the files beside the report that may be linked."""

    run: Path
    lang: str
    told: runfile.RunFile
    totals: counts.Totals
    planning: planning.Planning
    rules: tuple[RuleFacts, ...]
    not_evaluated: tuple[tuple[runfile.NotEvaluated, Rule | None], ...]
    files: frozenset[str]
    sources: dict[str, Source]
    example_packs: tuple[Text, ...]

    @property
    def hits(self) -> int:
        """Return the number of findings with verdict hit."""
        return sum(rule.hits for rule in self.rules)

    @property
    def unknown(self) -> int:
        """Return the number of findings with verdict unknown."""
        return sum(rule.unknown for rule in self.rules)

    @property
    def exempt(self) -> int:
        """Return the number of findings with verdict exempt."""
        return sum(rule.exempt for rule in self.rules)


def order_of(rule_id: str) -> tuple[int, str]:
    """Return where a rule stands: accounts, then apps, then groups, then others, each by code."""
    prefix = rule_id.partition("-")[0]
    return (PREFIXES.index(prefix) if prefix in PREFIXES else len(PREFIXES), rule_id)


def gather(*, run: Path, rules: tuple[Rule, ...], lang: str = "zh") -> ReportFacts:
    """Gather the facts of the run written to that folder; ``lang`` is the language shown first.

    Figures are counted from the tables themselves; ``run.json`` adds what they cannot hold (what was received, which
    rules were not evaluated). Raises UnableToReadRun when the folder lacks run.json, assets or findings.
    """
    told = runfile.read(run / "run.json")
    bundled = set(pack.bundled_packs())
    packs = pack.packs_named([name for name in told.packs if name in bundled and name != pack.NATIONAL])
    with opened(run) as connection:
        findings.prepare(connection)
        counts.prepare(connection)
        return ReportFacts(
            run=run,
            lang="en" if lang == "en" else "zh",
            told=told,
            totals=counts.totals(connection),
            planning=planning.gather(connection, outputs.open_outputs(connection, run)),
            rules=_rules(connection, told, rules),
            not_evaluated=_not_evaluated(told, rules),
            files=_files(run),
            sources={key: source for found in packs for key, source in found.sources.items()},
            example_packs=tuple(found.name for found in packs if found.example),
        )


@contextmanager
def opened(run: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the run's tables as views ``assets``, ``findings`` and ``silences``; raises UnableToReadRun."""
    for file in REQUIRED:
        if not (run / file).is_file():
            raise runfile.UnableToReadRun(
                run / file, "没有这个文件，这不是完整的输出文件夹", "is missing; this folder does not hold a whole run"
            )
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT})
    try:
        connection.read_parquet(str(run / "assets.parquet")).create_view("assets")
        connection.read_parquet(str(run / "findings.parquet"), file_row_number=True).create_view("findings")
        _open_silences(connection, run / "measures.parquet")
        yield connection
    finally:
        connection.close()


def _open_silences(connection: duckdb.DuckDBPyConnection, measures: Path) -> None:
    """Take silence from the measures the rules judged where they are kept, else from the entries' own columns."""
    if measures.is_file():
        relation = connection.read_parquet(str(measures))
        relation.project("asset_id, silent_days AS silent, coalesce(never_posted, FALSE) AS never").create_view(
            "silences"
        )
        return
    connection.execute("""
        CREATE VIEW silences AS
        SELECT asset_id, date_diff('day', last_activity_on, observed_on) AS silent,
          coalesce(list_contains(string_split(stated_none, ';'), 'last_activity_on'), FALSE) AS never
        FROM assets""")


def _rules(
    connection: duckdb.DuckDBPyConnection, told: runfile.RunFile, rules: tuple[Rule, ...]
) -> tuple[RuleFacts, ...]:
    counted = findings.counts(connection)
    confirm = findings.to_confirm(connection)
    severities = findings.severities(connection)
    samples = {
        verdict: _by_rule(findings.first(connection, verdict=verdict, per_rule=SAMPLE_ROWS))
        for verdict in findings.VERDICTS
    }
    said = {count.id: count for count in told.rules}
    judged = {rule_id for rule_id, _ in counted} | set(said)
    _check_known(judged - {rule.id for rule in rules}, told)
    return tuple(
        RuleFacts(
            rule=rule,
            hits=counted.get((rule.id, "hit"), 0),
            confirm=confirm.get(rule.id, 0),
            unknown=counted.get((rule.id, "unknown"), 0),
            exempt=counted.get((rule.id, "exempt"), 0),
            applies=said[rule.id].applies if rule.id in said else None,
            needs_confirmation=said[rule.id].needs_confirmation if rule.id in said else False,
            hit_percent=said[rule.id].hit_percent if rule.id in said else None,
            severities=tuple(severities.get(rule.id, {}).items()),
            limits=_limits(rule, told),
            samples={verdict: found.get(rule.id, ()) for verdict, found in samples.items()},
        )
        for rule in sorted(rules, key=lambda rule: order_of(rule.id))
        if rule.id in judged
    )


def _check_known(strangers: set[str], told: runfile.RunFile) -> None:
    if strangers:
        listed = ", ".join(sorted(strangers))
        raise runfile.UnableToReadRun(
            Path("findings.parquet"),
            f"有规则包（{'、'.join(told.packs)}）里没有的规则：{listed}。请给出运行时用的规则包",
            f"names rules that the packs given do not hold: {listed}. Give the packs the run was made with",
        )


def _by_rule(found: list[findings.Finding]) -> dict[str, tuple[findings.Finding, ...]]:
    grouped: dict[str, list[findings.Finding]] = {}
    for finding in found:
        grouped.setdefault(finding.rule_id, []).append(finding)
    return {rule_id: tuple(rows) for rule_id, rows in grouped.items()}


def _limits(rule: Rule, told: runfile.RunFile) -> tuple[LimitInForce, ...]:
    return tuple(
        LimitInForce(limit.code, limit.name.zh, limit.name.en, limit.unit, limit.at(told.as_of))
        for limit in rule.limits
    )


def _not_evaluated(
    told: runfile.RunFile, rules: tuple[Rule, ...]
) -> tuple[tuple[runfile.NotEvaluated, Rule | None], ...]:
    known = {rule.id: rule for rule in rules}
    return tuple(
        (item, known.get(item.rule_id)) for item in sorted(told.not_evaluated, key=lambda item: order_of(item.rule_id))
    )


def _files(run: Path) -> frozenset[str]:
    beside = {path.name for path in run.iterdir() if path.is_file()}
    rows = run / "rows"
    return frozenset(beside | ({f"rows/{path.name}" for path in rows.iterdir()} if rows.is_dir() else set()))
