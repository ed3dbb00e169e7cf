"""The exact check: Jaccard index over the sets of character 3-grams of two folded texts."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.shingle import folded, shingles

PAIRS_AT_ONCE = 2048
"""Pairs whose sets are held at a time: some 50 MB."""

SIMILAR = pa.schema([("left_n", pa.int64()), ("right_n", pa.int64()), ("similarity", pa.float64())])


def verify(backend: Backend, pairs: str, texts: str, *, threshold: float, into: str) -> None:
    """Make table *into* (left_n, right_n, similarity) of those *pairs* (left_n, right_n) that reach *threshold*.

    *texts* has n and text. Also makes ``{into}_joined``.
    """
    joined = f"{into}_joined"
    backend.sql(
        f"""SELECT p.left_n, p.right_n, a.text AS left_text, b.text AS right_text
        FROM {pairs} p JOIN {texts} a ON a.n = p.left_n JOIN {texts} b ON b.n = p.right_n""",
        into=joined,
    )
    backend.map(joined, partial(reaching, threshold=threshold), SIMILAR, into)


def reaching(batch: pa.RecordBatch, *, threshold: float) -> pa.RecordBatch:
    """Return the pairs of the batch (left_n, right_n, left_text, right_text) that reach the threshold, measured."""
    kept, found = [0] * 0, [0.0] * 0
    for at, similarity in enumerate(_similarities(batch)):
        if similarity >= threshold:
            kept.append(at)
            found.append(similarity)
    places = pa.array(kept, pa.int64())
    columns = [batch["left_n"].take(places), batch["right_n"].take(places), pa.array(found, pa.float64())]
    return pa.RecordBatch.from_arrays(columns, schema=SIMILAR)


def _similarities(batch: pa.RecordBatch) -> Iterator[float]:
    for low in range(0, batch.num_rows, PAIRS_AT_ONCE):
        part = batch.slice(low, PAIRS_AT_ONCE)
        yield from map(jaccard, _sets(part["left_text"]), _sets(part["right_text"]))


def jaccard(left: set[int], right: set[int]) -> float:
    """Return the Jaccard index of two sets of shingles; 0 where either is empty."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def _sets(texts: pa.Array) -> Iterator[set[int]]:
    packed, counts = shingles(folded(texts))
    whole, low = packed.tolist(), 0
    for high in np.cumsum(counts).tolist():
        yield set(whole[low:high])
        low = high
