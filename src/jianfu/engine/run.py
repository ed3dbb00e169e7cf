"""The one entrance: clean tables and vetted rules in, judged tables and their tallies out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection import entries, facts, findings, judge, observations, sets, timing
from jianfu.engine.detection.bound import Bound, NotEvaluated, bind_rules
from jianfu.engine.detection.judge import Tally
from jianfu.engine.detection.observations import PARTIAL_SUFFIX
from jianfu.engine.detection.rule import Rule
from jianfu.engine.detection.sql import text
from jianfu.engine.detection.working_day import calendar
from jianfu.engine.notices.complete import Completed, complete
from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.inputs import STATED_NONE, TABLES
from jianfu.engine.schema.measures import MEASURES

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

INCOMPLETE = "incomplete"
RESOLVED = ("unit_level", "unit_line", "city_code", "county_code", "class_2018", "class_2023", "counted_with")
DEFAULT_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a run is asked: the day judged, the baseline day (if any), the belt in percent, the sentences' language."""

    as_of: date
    baseline: date | None = None
    max_hit_percent: float = 40.0
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: a tally a reported rule, the rules not evaluated, those to be confirmed, rows written.

    *in_use_assumed* says that nobody stated a state, so that everything listed was taken to be in use. *read* counts
    what the texts of notices gave where their rows left blanks.
    """

    tallies: tuple[Tally, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    confirm: frozenset[str]
    rows: dict[str, int]
    in_use_assumed: bool = False
    read: Completed | None = None


def run(
    *, clean: Path, out: Path, rules: tuple[Rule, ...], parameters: Parameters, backend: Backend, progress: Progress
) -> Outcome:
    """Judge the clean tables in folder *clean* and write ``assets``, ``findings`` and ``measures`` as Parquet to *out*.

    The backend keeps what was derived, so that ``propose`` can carry the session on. *clean* holds one Parquet file an
    input table, and ``incomplete``. Missing evidence gives ``unknown``; nothing is concluded from it. Same input and
    parameters, same rows in the same order.
    """
    progress("reading notices", 0.0)
    read(backend, clean, out)
    completed = complete(backend, progress)
    progress("measures", 0.0)
    bound, off = bind_rules(rules, parameters.as_of)
    derived = derive(backend, bound, parameters.as_of, progress)
    progress("judging", 0.0)
    judge.waive(backend, parameters.as_of)
    judge.judge(backend, bound, derived)
    outcome = conclude(backend, bound, off, parameters)
    rows = write(backend, out, progress)
    return replace(outcome, rows=rows, in_use_assumed=entries.count_states(backend) == 0, read=completed)


def read(backend: Backend, clean: Path, scratch: Path) -> None:
    """Make every clean table, and the working calendar, known to the backend."""
    for table in TABLES:
        backend.read(clean / f"{table.code}.parquet", table.code)
    backend.read(clean / f"{INCOMPLETE}.parquet", INCOMPLETE)
    path = scratch / "calendar.parquet"
    pq.write_table(calendar(), path)
    backend.read(path, "calendar")


def derive(backend: Backend, bound: tuple[Bound, ...], as_of: date, progress: Progress) -> str:
    """Make the tables that measures are derived from, and return SQL for the wide table of measures over them."""
    entries.prepare(backend)
    progress("measures", 0.4)
    observed = observations.prepare(backend)
    progress("measures", 0.7)
    sets.prepare(backend, overlap_floor=_overlap_floor(bound))
    timing.prepare(backend)
    progress("measures", 1.0)
    return facts.select(as_of=as_of, observed=observed)


def _overlap_floor(bound: tuple[Bound, ...]) -> float:
    """Return the overlap from which partners are named: the limit of the rule that uses it."""
    for rule in bound:
        limit = rule.limits.get("function_overlap")
        if isinstance(limit, int | float):
            return float(limit)
    return DEFAULT_OVERLAP


def conclude(
    backend: Backend, bound: tuple[Bound, ...], off: tuple[NotEvaluated, ...], parameters: Parameters
) -> Outcome:
    """Tally the verdicts, set apart what the input cannot answer, and make the findings."""
    tallies = judge.tally(backend, bound)
    kept, apart = judge.set_apart(bound, tallies, judge.lacking(backend, bound))
    reported = tuple(count for count in tallies if count.rule_id in {rule.rule.id for rule in kept})
    confirm = frozenset(count.rule_id for count in reported if count.hit_percent > parameters.max_hit_percent)
    findings.make(backend, kept, as_of=parameters.as_of, lang=parameters.lang, confirm=confirm)
    return Outcome(reported, tuple(sorted(off + apart, key=lambda rule: rule.rule_id)), confirm, {})


def measures_kept() -> str:
    """Return SQL for the measures a later back-test needs: all of them, which come from partial sources, exemptions."""
    measures = ", ".join(f"j.{measure.code}" for measure in MEASURES)
    partial = ", ".join(
        f"CASE WHEN j.{measure.code}{PARTIAL_SUFFIX} THEN {text(measure.code)} END"
        for measure in MEASURES
        if measure.absence
    )
    return f"""
    SELECT j.asset_id, {measures}, concat_ws(';', {partial}) AS partial_measures, j.waived_rules
    FROM judged j"""


def write(backend: Backend, out: Path, progress: Progress) -> dict[str, int]:
    """Write the run's tables as Parquet, in their stated order; return their rows."""
    progress("writing", 0.0)
    columns = ", ".join((*ASSETS.codes, STATED_NONE, *RESOLVED))
    backend.sql(f"SELECT {columns} FROM entries", into="assets_out")
    backend.sql(measures_kept(), into="measures_out")
    rows = {"assets": backend.write("assets_out", out / "assets.parquet", ("asset_id",))}
    progress("writing", 0.4)
    rows["findings"] = backend.write("findings", out / "findings.parquet", ("asset_id", "rule_id"))
    progress("writing", 0.8)
    rows["measures"] = backend.write("measures_out", out / "measures.parquet", ("asset_id",))
    progress("writing", 1.0)
    return rows
