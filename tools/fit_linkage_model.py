"""Fit the shipped linkage model to made-up look-alikes of the development half: python tools/fit_linkage_model.py.

For developers. The test half (split "test") is never read here. Weights of all levels are fitted together by logistic
regression with a small ridge (fields are not independent, and counting m and u apart would count one piece of evidence
twice). The file keeps, for each level: m, how often it holds among true pairs that meet in a block; and u, such that
log2(m/u) is the fitted weight. Levels seen in fewer than SEEN pairs keep the numbers written in the file by hand.
"""

import argparse
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml
from numpy.typing import NDArray

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage import blocking, comparisons, records
from jianfu.engine.linkage.comparisons import FIELDS
from jianfu.engine.linkage.model import SHIPPED
from jianfu.engine.synth import likeness

RIDGE = 2.0
STEPS = 30
SEEN = 30
SEEDS = (1, 2, 3, 4, 5)
RECORDS = 90_000
Columns = NDArray[np.float64]


def compared(seed: int, size: int) -> pa.Table:
    """Return the levels of every pair that meets in a block, with the truth."""
    made = likeness.records(n=size, seed=seed, split="dev")
    with tempfile.TemporaryDirectory() as folder, closing(DuckDB(Path(folder) / "scratch", in_memory=True)) as backend:
        for name in ("assets", "units", "pairs"):
            path = Path(folder) / f"{name}.parquet"
            pq.write_table(getattr(made, name), path)
            backend.read(path, name)
        records.prepare_register(backend, "assets", "units")
        blocking.block(backend)
        comparisons.compare(backend, "link_met", into="compared")
        return backend.sql(
            "SELECT c.*, p.left_id IS NOT NULL AS truth FROM compared c "
            "LEFT JOIN pairs p ON p.left_id = c.left_id AND p.right_id = c.right_id"
        )


def fitted(indicators: Columns, truth: Columns) -> Columns:
    """Return the weight of each indicator and of the constant, in natural logarithms."""
    every = np.hstack([indicators, np.ones((len(indicators), 1))])
    ridge = np.full(every.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(every.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-every @ weights))
        curve = (every * (chance * (1 - chance))[:, None]).T @ every + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, every.T @ (truth - chance) - ridge * weights)
    return weights


def refill(model: dict[str, Any], pairs: pa.Table, source: str) -> None:
    """Write fitted numbers into the model."""
    truth = np.array(pairs["truth"].to_pylist(), dtype=np.float64)
    levels = [(field, level) for field in FIELDS for level in model["fields"][field]["levels"]]
    held = {field: np.array([value or "" for value in pairs[field].to_pylist()]) for field in FIELDS}
    indicators = np.stack([(held[field] == level).astype(np.float64) for field, level in levels], axis=1)
    weights = fitted(indicators, truth)
    for place, (field, level) in enumerate(levels):
        seen = int(indicators[:, place].sum())
        if seen >= SEEN:
            true = int((indicators[:, place] * truth).sum())
            entry = model["fields"][field]["levels"][level]
            entry.update(_shares(true, truth.sum(), weights[place] / np.log(2)))
            entry["basis"] = f"fitted: {true} of {seen} development pairs at this level are one thing"
    model["prior"] = {"probability": round(float(1 / (1 + np.exp(-weights[-1]))), 6), "basis": source}


def _shares(true: int, every: float, weight: float) -> dict[str, float]:
    m = (true + 0.5) / (every + 1)
    if m / 2**weight > 1:
        m = float(2**weight)
    return {"m": float(f"{m:.5g}"), "u": float(f"{m / 2**weight:.5g}")}


def main() -> None:
    """Fit and write the shipped file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    asked = parser.parse_args()
    pairs = pa.concat_tables([compared(seed, asked.records) for seed in asked.seeds])
    model = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    seeds = ", ".join(map(str, asked.seeds))
    refill(model, pairs, f"fitted on development seeds {seeds}, {asked.records} records each, {len(pairs)} pairs")
    asked.out.write_text(yaml.safe_dump(model, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
