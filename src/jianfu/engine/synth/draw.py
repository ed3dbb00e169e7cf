"""Seeded draws, a column at a time. The same seed and stage give the same draws."""

from collections.abc import Sequence

import numpy as np

from jianfu.engine.synth.cell import Numbers


class Draw:
    """Draws of one stage of one province."""

    def __init__(self, *, seed: int, province: str, stage: str) -> None:
        key = [seed, int(province), *stage.encode()]
        self.random = np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))

    def pick(self, n: int, shares: Sequence[float]) -> Numbers:
        """Return *n* places of *shares*, each as often as its share of the sum."""
        edges = np.cumsum(np.asarray(shares, float))
        places = np.searchsorted(edges, self.random.random(n) * edges[-1], side="right")
        return np.asarray(np.minimum(places, len(shares) - 1))

    def chance(self, n: int, share: float) -> Numbers:
        """Return *n* yes/no draws."""
        return self.random.random(n) < share

    def between(self, low: Numbers | int, high: Numbers | int, n: int) -> Numbers:
        """Return *n* whole numbers from *low* to *high*, both included; *low* where *high* is below it."""
        return self.random.integers(np.broadcast_to(low, n), np.maximum(np.broadcast_to(high, n), low) + 1)

    def places(self, n: int, size: int) -> Numbers:
        """Return *n* places below *size*."""
        return self.random.integers(0, size, n)

    def skewed(self, n: int, median: float, spread: float) -> Numbers:
        """Return *n* positive whole numbers, log-normal around the median."""
        return np.maximum(1, np.exp(self.random.normal(np.log(median), spread, n))).astype(np.int64)

    def some(self, places: Numbers, count: int) -> Numbers:
        """Return *count* of the places, none twice, in rising order (all of them where there are no more)."""
        chosen = self.random.permutation(len(places))[:count]
        return np.sort(places[chosen])
