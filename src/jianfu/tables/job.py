"""The main job: read a submission, judge it, publish tables, rejected rows, reports and the run's record.

The result folder appears whole or not at all. The command line and the web half call the same job.
"""

import shutil
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jianfu.engine import propose
from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.spark import Spark
from jianfu.engine.backends.spark_process import SparkSettings
from jianfu.engine.detection import pack
from jianfu.engine.detection.rule import Rule, Text
from jianfu.engine.schema.outputs import OUTPUTS
from jianfu.tables import publish, record, rejected, submission
from jianfu.tables.options import ReadOptions
from jianfu.tables.report import document, facts, html, workbook
from jianfu.tables.request import Request
from jianfu.tables.stage import Progress, Stopwatch
from jianfu.tables.staging import replacing
from jianfu.tables.submission import Submission

IN_MEMORY_BYTES = 64 * 2**20
"""Clean tables up to this size (a province has a quarter of it) are judged in memory; larger ones on disk."""

PUBLISHED = ("assets", "findings", *(output.code for output in OUTPUTS))
"""Tables published as CSV and Parquet; the engine has already put them in their stated order."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule's line in what is said at the end."""

    id: str
    name: Text
    hits: int
    unknown: int
    exempt: int
    confirm: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: where it lies, rows rejected, the engine's tallies and proposals, the rules judged with."""

    out: Path
    rejected_rows: int
    outcome: engine.Outcome
    proposal: propose.Proposal
    judged_with: tuple[Rule, ...]

    def rules(self) -> tuple[RuleLine, ...]:
        """Return a line for every rule that found anything, in order of rule id."""
        names = {rule.id: rule.name for rule in self.judged_with}
        return tuple(
            RuleLine(t.rule_id, names[t.rule_id], t.hits, t.unknown, t.exempt, t.rule_id in self.outcome.confirm)
            for t in self.outcome.tallies
            if t.hits or t.unknown or t.exempt
        )


def run(request: Request, progress: Progress) -> Result:
    """Do the whole job. Raises an UnableTo… error, with nothing written, where input or rules cannot be used."""
    rules = pack.load(request.packs)
    watch = Stopwatch(progress)
    with replacing(request.out) as staging:
        work = staging / ".work"
        work.mkdir()
        with watch.stage("read"):
            received = submission.read(
                inputs=request.inputs, staging=work, options=_read_options(request, rules), progress=progress
            )
        outcome, proposal = _judge(request, rules, received, work, watch)
        with watch.stage("publish"):
            _publish(request, received, work, staging)
        told = partial(_record, request, rules, received, outcome, proposal, watch, staging)
        told()
        with watch.stage("report"):
            _report(request, rules, staging)
        told()
        shutil.rmtree(work)
    return Result(request.out, received.rejected, outcome, proposal, rules)


def _record(
    request: Request,
    rules: tuple[Rule, ...],
    received: Submission,
    outcome: engine.Outcome,
    proposal: propose.Proposal,
    watch: Stopwatch,
    staging: Path,
) -> None:
    found = record.Found(outcome, proposal, rules)
    record.write(record.make(request=request, received=received, found=found, stages=watch.stages), staging)


def _read_options(request: Request, rules: tuple[Rule, ...]) -> ReadOptions:
    return ReadOptions(
        as_of=request.as_of,
        rule_ids=frozenset(rule.id for rule in rules),
        ignore_columns=request.ignore_columns,
        limits=replace(request.limits, memory_bytes=max(request.limits.memory_bytes, request.memory_mb * 2**20)),
    )


def open_backend(request: Request, clean: Path, scratch: Path) -> Backend:
    """Open the engine asked for; what it spills, and large tables, go to the scratch folder."""
    if request.engine == "spark":
        return Spark(
            scratch,
            settings=SparkSettings(master=request.spark_master),
            memory_limit=f"{request.memory_mb}MB",
        )
    small = sum(file.stat().st_size for file in clean.iterdir()) < IN_MEMORY_BYTES
    return DuckDB(
        scratch,
        memory_limit=f"{request.memory_mb}MB",
        threads=request.threads,
        in_memory=small,
        map_processes=request.threads,
    )


def _judge(
    request: Request, rules: tuple[Rule, ...], received: Submission, work: Path, watch: Stopwatch
) -> tuple[engine.Outcome, propose.Proposal]:
    judged = work / "judged"
    judged.mkdir()
    backend = open_backend(request, received.clean, judged)
    try:
        with watch.stage("detect"):
            outcome = engine.run(
                clean=received.clean,
                out=judged,
                rules=rules,
                parameters=_parameters(request),
                backend=backend,
                progress=watch.listener,
            )
        asked = propose.Asked(request.as_of, request.baseline, rules, request.settings, request.lang)
        return outcome, propose.propose(
            backend=backend, out=judged, asked=asked, progress=watch.listener, stage=watch.stage
        )
    finally:
        backend.close()


def _parameters(request: Request) -> engine.Parameters:
    return engine.Parameters(
        as_of=request.as_of,
        baseline=request.baseline,
        max_hit_percent=request.max_hit_percent,
        lang=request.lang,
    )


def _publish(request: Request, received: Submission, work: Path, staging: Path) -> None:
    judged = work / "judged"
    for name in PUBLISHED:
        publish.publish(table=judged / f"{name}.parquet", into=staging, name=name)
    (judged / "measures.parquet").rename(staging / "measures.parquet")
    publish.rows(
        findings=judged / "findings.parquet",
        assets=judged / "assets.parquet",
        units=received.clean / "units.parquet",
        into=staging,
        lang=request.lang,
    )
    rejected.write(received, staging / "rejected.xlsx", request.lang)


def _report(request: Request, rules: tuple[Rule, ...], staging: Path) -> None:
    gathered = facts.gather(run=staging, rules=rules, lang=request.lang)
    html.write(gathered, staging / "report.html", geojson=request.geojson)
    workbook.write(gathered, staging / "report.xlsx")
    document.write(gathered, staging / "report.docx")
