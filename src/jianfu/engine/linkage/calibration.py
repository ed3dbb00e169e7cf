"""Whether a score of 0.9 is right nine times in ten.

Takes pairs as ``score.labelled`` gives them: score (0 to 1) and same (true or false).
"""

import numpy as np
import pyarrow as pa

EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
"""Bounds of the bins: finer where proposals are made."""


def reliability(pairs: pa.Table, edges: tuple[float, ...] = EDGES) -> pa.Table:
    """Return low, high, n, mean_score and observed (share that is the same), one row a bin.

    A bin holds its lower bound; the last one its upper bound too. A bin without pairs has n 0 and null means.
    """
    score, same = pairs["score"].to_numpy(), pairs["same"].to_numpy().astype(float)
    places = np.clip(np.searchsorted(edges, score, side="right") - 1, 0, len(edges) - 2)
    n = np.bincount(places, minlength=len(edges) - 1)
    empty, count = n == 0, np.maximum(n, 1)
    means = [np.bincount(places, weights=column, minlength=len(edges) - 1) / count for column in (score, same)]
    return pa.table(
        {
            "low": pa.array(edges[:-1], pa.float64()),
            "high": pa.array(edges[1:], pa.float64()),
            "n": pa.array(n, pa.int64()),
            "mean_score": pa.array(means[0], pa.float64(), mask=empty),
            "observed": pa.array(means[1], pa.float64(), mask=empty),
        }
    )


def expected_error(table: pa.Table) -> float | None:
    """Return the expected calibration error of a table of ``reliability``: mean gap of score and share, by n.

    None where there are no pairs.
    """
    known = [row for row in table.to_pylist() if row["n"]]
    total = sum(row["n"] for row in known)
    if not total:
        return None
    return float(sum(row["n"] * abs(row["mean_score"] - row["observed"]) for row in known) / total)
