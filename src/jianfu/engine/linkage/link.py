"""The whole room: which entries are one thing, which are alike, what people have said, and what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import cluster_table, judgement, kinds, tiers
from jianfu.engine.linkage.kinds_reason import added, reason, when
from jianfu.engine.linkage.model import Model, load_model
from jianfu.engine.linkage.parameters import LinkParameters

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

STAGE = "linkage"


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many pairs of a kind are proposed, wait to be looked at, and have been judged."""

    kind: str
    proposals: int
    waiting: int
    judged: int


@dataclass(frozen=True, slots=True)
class LinkOutcome:
    """What linkage found: pairs by kind, clusters and the entries in them, words that clash, words that tie."""

    pairs: tuple[PairCount, ...]
    clusters: int
    members: int
    contradictions: int
    tied: int


def link(
    backend: Backend, *, as_of: date, parameters: LinkParameters, progress: Progress, model: Model | None = None
) -> LinkOutcome:
    """Find every pair and decide what follows; without a *model*, the one that is shipped (``model.load_model``).

    Reads ``entries``, ``functions``, ``audiences``, ``incomplete`` and ``judgements``; makes ``pairs``, ``clusters``
    and ``contradictions`` (see ``decide``).
    """
    tiers.link(backend, model or load_model(), lambda _stage, share: progress(STAGE, 0.5 * share))
    return decide(backend, as_of=as_of, parameters=parameters, progress=progress)


def decide(backend: Backend, *, as_of: date, parameters: LinkParameters, progress: Progress) -> LinkOutcome:
    """Make tables ``pairs``, ``clusters`` and ``contradictions`` (schema/outputs.py) and count what they hold.

    Reads ``same_thing_pairs`` (left_id, right_id, score, tier, reasons; left_id before right_id) beside the tables of
    a run. What a person said beats the model: a pair judged the same is a proposal whatever its score, found or not;
    a pair judged different joins no cluster and keeps its row; nothing judged is asked again.
    """
    progress(STAGE, 0.5)
    judgement.settle(backend)
    cluster_table.make(backend, parameters.survivor_order)
    backend.sql(things_decided(), into="things_decided")
    progress(STAGE, 0.6)
    kinds.pair_up(backend, parameters, as_of)
    progress(STAGE, 0.9)
    backend.sql(_PAIRS, into="pairs")
    progress(STAGE, 1.0)
    return _outcome(backend)


def things_decided() -> str:
    """Return SQL that lays what people said over the model's pairs, and adds the pairs that only people found.

    Reads ``same_thing_pairs``, ``settled`` and ``cut_pairs``; the columns are those of ``pairs``.
    """
    said = when("d.verdict = 'same'", reason("judgement", "same"), when(
        "d.verdict = 'different'", reason("judgement", "different"), when(
            "d.tied", reason("judgement", "tied"), when(
                "d.verdict = 'unsure'", reason("judgement", "unsure"), when(
                    "d.cut", reason("judgement", "cut"))))))  # fmt: skip
    return f"""
    WITH every AS (
      SELECT left_id, right_id FROM same_thing_pairs
      UNION SELECT left_id, right_id FROM settled WHERE verdict = 'same'),
    d AS (
      SELECT v.left_id, v.right_id, p.score, p.tier, p.reasons, s.verdict, coalesce(s.tied, FALSE) AS tied,
        c.left_id IS NOT NULL AS cut
      FROM every v LEFT JOIN same_thing_pairs p ON p.left_id = v.left_id AND p.right_id = v.right_id
        LEFT JOIN settled s ON s.left_id = v.left_id AND s.right_id = v.right_id
        LEFT JOIN cut_pairs c ON c.left_id = v.left_id AND c.right_id = v.right_id)
    SELECT d.left_id, d.right_id, 'same_thing' AS kind,
      CASE WHEN d.cut OR d.verdict = 'unsure' THEN 'review' WHEN d.verdict = 'same' THEN 'proposal'
        ELSE d.tier END AS tier,
      d.score, {added("d.reasons", said)} AS reasons, d.verdict AS judgement
    FROM d"""


_PAIRS = """
    SELECT left_id, right_id, kind, tier, score, reasons, judgement FROM things_decided
    UNION ALL
    SELECT k.left_id, k.right_id, k.kind, k.tier, k.score, k.reasons, s.verdict
    FROM kind_pairs k LEFT JOIN settled s ON s.left_id = k.left_id AND s.right_id = k.right_id"""

_COUNTS = """
    SELECT kind, sum(CASE WHEN tier = 'proposal' THEN 1 ELSE 0 END) AS proposals,
      sum(CASE WHEN tier = 'review' AND judgement IS NULL THEN 1 ELSE 0 END) AS waiting,
      count(judgement) AS judged
    FROM pairs GROUP BY kind ORDER BY kind"""

_TOTALS = """
    SELECT (SELECT count(DISTINCT cluster_id) FROM clusters) AS clusters, (SELECT count(*) FROM clusters) AS members,
      (SELECT count(*) FROM contradictions) AS contradictions,
      (SELECT count(*) FROM settled WHERE tied) AS tied"""


def _outcome(backend: Backend) -> LinkOutcome:
    counts = tuple(PairCount(**row) for row in backend.sql(_COUNTS).to_pylist())
    return LinkOutcome(counts, **backend.sql(_TOTALS).to_pylist()[0])
