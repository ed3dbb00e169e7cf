"""How right predicted pairs are about a known truth: pair by pair, and cluster by cluster.

Tables in, figures out. Predicted pairs have left_id, right_id and score; true pairs left_id and right_id. Which side is
left does not matter; a pair given twice counts once, with its higher score. A rate with nothing to divide by is None.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.linkage.cluster import IdPair, Joined

KEYS = ["left_id", "right_id"]


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts of pairs (or clusters) predicted, true, and right, and the rates that follow."""

    predicted: int
    true: int
    right: int

    @property
    def precision(self) -> float | None:
        """Return the share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Return the share of the true that was found."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both."""
        return 2 * self.right / (self.predicted + self.true) if self.predicted + self.true else None


@dataclass(frozen=True, slots=True)
class ClusterRates:
    """How right clusters are: *pairs* of every two members, and *whole* clusters predicted exactly as they are."""

    pairs: Rates
    whole: Rates


def labelled(predicted: pa.Table, truth: pa.Table) -> pa.Table:
    """Return left_id < right_id, score and same (whether the truth holds it) of each predicted pair, in id order."""
    pairs = _ordered(predicted).append_column("score", pc.cast(predicted["score"], pa.float64()))
    pairs = pairs.group_by(KEYS, use_threads=False).aggregate([("score", "max")]).rename_columns([*KEYS, "score"])
    known = _distinct(truth)
    told = pairs.join(known.append_column("told", pa.repeat(True, len(known))), KEYS, join_type="left outer")
    same = pc.fill_null(told["told"], False)
    return told.select([*KEYS, "score"]).append_column("same", same).sort_by([(key, "ascending") for key in KEYS])


def at(predicted: pa.Table, truth: pa.Table, threshold: float) -> Rates:
    """Return the rates of the pairs whose score is at or above the threshold."""
    return _at(labelled(predicted, truth), len(_distinct(truth)), threshold)


def thresholds(predicted: pa.Table, truth: pa.Table, steps: tuple[float, ...]) -> pa.Table:
    """Return threshold, predicted, true, right, precision, recall and f1, one row a step; null where not defined."""
    pairs, true = labelled(predicted, truth), len(_distinct(truth))
    found = [(step, _at(pairs, true, step)) for step in steps]
    return pa.table(
        {
            "threshold": pa.array(steps, pa.float64()),
            **{name: pa.array([getattr(r, name) for _, r in found], pa.int64()) for name in Rates.__slots__},
            **{name: pa.array([getattr(r, name) for _, r in found], pa.float64()) for name in RATE_NAMES},
        }
    )


RATE_NAMES = ("precision", "recall", "f1")


def best(predicted: pa.Table, truth: pa.Table) -> tuple[float, Rates]:
    """Return the threshold of the highest F1 and the rates there; the higher threshold where two are as good.

    A live system has no truth to find it with: it says what a score could do, not what it does. Without predicted
    pairs the threshold is 1.
    """
    pairs, true = labelled(predicted, truth), len(_distinct(truth))
    if not len(pairs):
        return 1.0, Rates(0, true, 0)
    score, same = pairs["score"].to_numpy(), pairs["same"].to_numpy()
    order = np.argsort(-score, kind="stable")
    score, right = score[order], np.cumsum(same[order])
    last = np.flatnonzero(np.append(score[1:] != score[:-1], True))
    f1 = 2 * right[last] / (last + 1 + true)
    place = last[int(np.argmax(f1))]
    return float(score[place]), Rates(int(place) + 1, true, int(right[place]))


def clusters(predicted: pa.Table, truth: pa.Table, threshold: float) -> ClusterRates:
    """Return the rates of the clusters that pairs at or above the threshold make, each joined to what it touches."""
    kept = predicted.filter(pc.greater_equal(predicted["score"], threshold))
    ours, theirs = _joined(kept), _joined(truth)
    whole = Rates(len(ours), len(theirs), len(set(ours) & set(theirs)))
    home = {asset_id: place for place, members in enumerate(theirs) for asset_id in members}
    right = 0
    for members in ours:
        places = [home[asset_id] for asset_id in members if asset_id in home]
        right += sum(_two(places.count(place)) for place in set(places))
    predicted, true = (sum(_two(len(members)) for members in side) for side in (ours, theirs))
    return ClusterRates(Rates(predicted, true, right), whole)


def _at(pairs: pa.Table, true: int, threshold: float) -> Rates:
    kept = pairs.filter(pc.greater_equal(pairs["score"], threshold))
    return Rates(len(kept), true, pc.sum(kept["same"]).as_py() or 0)


def _ordered(pairs: pa.Table) -> pa.Table:
    """Return left_id and right_id as text, the smaller first."""
    left, right = (pc.cast(pairs[key], pa.string()) for key in KEYS)
    first = pc.less(left, right)
    return pa.table({"left_id": pc.if_else(first, left, right), "right_id": pc.if_else(first, right, left)})


def _distinct(pairs: pa.Table) -> pa.Table:
    return _ordered(pairs).group_by(KEYS, use_threads=False).aggregate([])


def _joined(pairs: pa.Table) -> list[tuple[str, ...]]:
    joined = Joined()
    both: list[IdPair] = list(zip(*(pairs[key].to_pylist() for key in KEYS), strict=True))
    for pair in both:
        joined.join(pair)
    return joined.sets(asset_id for pair in both for asset_id in pair)


def _two(members: int) -> int:
    return members * (members - 1) // 2
