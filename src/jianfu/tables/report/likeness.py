"""Entries alike: how many pairs of each kind, and the first groups of one thing with who is in them and why."""

import json
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from jianfu.engine.detection.rule import Text
from jianfu.engine.linkage.link_words import sentence
from jianfu.engine.linkage.model import load_model
from jianfu.engine.schema.outputs import PAIR_KINDS

CLUSTERS_SHOWN = 20
CONTRADICTIONS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PairCount:
    """Pairs of one kind: proposed, waiting for a person, and judged already."""

    kind: str
    proposed: int
    waiting: int
    judged: int


@dataclass(frozen=True, slots=True)
class Member:
    """An entry in a group of one thing."""

    asset_id: str
    name: str
    platform: str
    unit: str
    survivor: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of one thing, and the reasons of its strongest pair, best first."""

    cluster_id: str
    members: tuple[Member, ...]
    score: float | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Pairs whose score lies from *low* to *high*, judged by people: how sure the model was, how often they agreed."""

    low: float
    high: float
    judged: int
    claimed_percent: float
    same_percent: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """What linkage came to; ``calibration`` is empty where nobody has judged a scored pair."""

    pairs: tuple[PairCount, ...]
    clusters: int
    clustered: int
    samples: tuple[Cluster, ...]
    contradictions: tuple[tuple[str, str, str], ...]
    calibration: tuple[Calibration, ...]

    @property
    def waiting(self) -> int:
        """Return how many pairs wait for a person."""
        return sum(count.waiting for count in self.pairs)


def gather(connection: DuckDBPyConnection) -> Likeness:
    """Gather from the views ``pairs``, ``clusters``, ``contradictions`` and ``assets``."""
    counted = connection.execute("SELECT count(DISTINCT cluster_id), count(*) FROM clusters").fetchall()[0]
    contradictions = connection.execute(
        "SELECT left_id, right_id, coalesce(path, '') FROM contradictions ORDER BY ALL LIMIT ?", [CONTRADICTIONS_SHOWN]
    ).fetchall()
    return Likeness(
        _pair_counts(connection),
        counted[0],
        counted[1],
        _clusters(connection),
        tuple(contradictions),
        tuple(Calibration(*row) for row in connection.execute(_CALIBRATION).fetchall()),
    )


_CALIBRATION = """
    WITH bins(low, high) AS (VALUES (0.0::DOUBLE, 0.5::DOUBLE), (0.5, 0.8), (0.8, 0.95), (0.95, 0.99), (0.99, 1.0))
    SELECT b.low, b.high, count(*), round(100 * avg(p.score), 1),
      round(100 * avg(CASE WHEN p.judgement = 'same' THEN 1.0::DOUBLE ELSE 0.0 END), 1)
    FROM pairs p JOIN bins b ON p.score >= b.low AND (p.score < b.high OR b.high = 1.0)
    WHERE p.kind = 'same_thing' AND p.judgement IN ('same', 'different')
    GROUP BY b.low, b.high ORDER BY b.low"""


def _pair_counts(connection: DuckDBPyConnection) -> tuple[PairCount, ...]:
    rows = connection.execute("""
        SELECT kind, count(*) FILTER (judgement IS NULL AND tier = 'proposal'),
          count(*) FILTER (judgement IS NULL AND tier = 'review'), count(judgement)
        FROM pairs GROUP BY kind""").fetchall()
    counts = {kind: PairCount(kind, proposed, waiting, judged) for kind, proposed, waiting, judged in rows}
    return tuple(counts.get(kind.code, PairCount(kind.code, 0, 0, 0)) for kind in PAIR_KINDS)


def _clusters(connection: DuckDBPyConnection) -> tuple[Cluster, ...]:
    rows = connection.execute(
        """
        WITH shown AS (SELECT DISTINCT cluster_id FROM clusters ORDER BY cluster_id LIMIT ?)
        SELECT c.cluster_id, c.asset_id, coalesce(a.name, ''), coalesce(a.platform, ''), coalesce(a.sponsor_unit, ''),
          c.survivor
        FROM clusters c JOIN shown s ON s.cluster_id = c.cluster_id LEFT JOIN assets a ON a.asset_id = c.asset_id
        ORDER BY c.cluster_id, NOT c.survivor, c.asset_id""",
        [CLUSTERS_SHOWN],
    ).fetchall()
    grouped: dict[str, list[Member]] = {}
    for cluster_id, *member in rows:
        grouped.setdefault(cluster_id, []).append(Member(*member))
    why = _strongest(connection)
    return tuple(
        Cluster(cluster_id, tuple(members), *why.get(cluster_id, (None, ()))) for cluster_id, members in grouped.items()
    )


def _strongest(connection: DuckDBPyConnection) -> dict[str, tuple[float | None, tuple[Text, ...]]]:
    """Return score and reasons of the strongest pair inside each cluster shown."""
    rows = connection.execute(
        """
        WITH shown AS (SELECT DISTINCT cluster_id FROM clusters ORDER BY cluster_id LIMIT ?)
        SELECT l.cluster_id, p.score, p.reasons
        FROM pairs p JOIN clusters l ON l.asset_id = p.left_id JOIN clusters r ON r.asset_id = p.right_id
        JOIN shown s ON s.cluster_id = l.cluster_id
        WHERE p.kind = 'same_thing' AND l.cluster_id = r.cluster_id
        QUALIFY row_number() OVER (PARTITION BY l.cluster_id ORDER BY p.score DESC, p.left_id, p.right_id) = 1""",
        [CLUSTERS_SHOWN],
    ).fetchall()
    return {cluster_id: (score, reasons_of(told)) for cluster_id, score, told in rows}


def reasons_of(told: str | None) -> tuple[Text, ...]:
    """Return the reasons of a pair as sentences, what speaks for it most first."""
    listed = sorted(json.loads(told or "[]"), key=lambda reason: -(reason.get("weight") or 0.0))
    model = load_model()
    return tuple(Text(sentence(each, model, "zh"), sentence(each, model, "en")) for each in listed)
