"""A made-up province goes through reading and judging, and comes out as its truth says."""

from contextlib import closing

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import pack
from jianfu.engine.detection import score as scoring
from jianfu.engine.detection.score import Score
from jianfu.engine.synth.make import make
from jianfu.engine.synth.request import Format, Request
from jianfu.engine.synth.write import sink
from jianfu.tables import submission
from jianfu.tables.options import ReadOptions
from jianfu.tables.submission import Submission

pytestmark = pytest.mark.one_database
REQUEST = Request(units=150, seed=2, packs=("jiangsu",), notices_per_group=1.0)


def _quiet(_what: str, _share: float) -> None:
    """Take no notice of the progress."""


@pytest.fixture(scope="module", params=[Format.CSV, Format.PARQUET], ids=["csv", "parquet"])
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Submission, Score]:
    folder = tmp_path_factory.mktemp("journey")
    into = sink(folder / "submission", request.param)
    make(request=REQUEST, into=into, truth=folder / "truth", progress=_quiet)
    rules = pack.load(REQUEST.packs)
    options = ReadOptions(as_of=REQUEST.as_of, rule_ids=frozenset(rule.id for rule in rules))
    staging, run = folder / "staging", folder / "run"
    staging.mkdir()
    run.mkdir()
    received = submission.read(inputs=[folder / "submission"], staging=staging, options=options, progress=_quiet)
    with closing(DuckDB(folder / "scratch")) as backend:
        parameters = engine.Parameters(as_of=REQUEST.as_of)
        engine.run(clean=received.clean, out=run, rules=rules, parameters=parameters, backend=backend, progress=_quiet)
        scoring.read(backend, run=run, truth=folder / "truth")
        return received, scoring.score(backend)


def test_every_faulty_row_is_rejected_and_no_sound_one_lost(made: tuple[Submission, Score]) -> None:
    received, found = made
    assert received.rejected == 11
    assert found.lost == 0
    assert found.entries == received.counts["assets"].accepted == received.counts["assets"].received - 10


def test_no_entry_is_hit_where_its_evidence_was_removed(made: tuple[Submission, Score]) -> None:
    assert made[1].removed_hits == 0


def test_every_rule_is_told_and_precision_and_recall_are_one(made: tuple[Submission, Score]) -> None:
    found = made[1]
    wrong = [row for row in found.rules.to_pylist() if row["false_positive"] or row["false_negative"]]
    assert wrong == []
    assert found.outside == ()
    assert sum(row["true_positive"] for row in found.rules.to_pylist() if row["rule_id"] == "all") > 3000
