"""The engine on clean tables, without the reading and the reports: the work the peers do, done by Jianfu.

``python bench/engine_alone.py CLEAN OUT DAY [PACK…]`` writes ``findings`` as Parquet and CSV, and ``steps.json``: the
seconds of every statement (on the clock, and of the processors), longest first.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import pack
from jianfu.tables import publish

MEMORY_LIMIT = "1200MB"
Step = tuple[str, float, float]
"""What was made, seconds on the clock, seconds of the processors."""


@contextmanager
def timed(what: str, steps: list[Step]) -> Iterator[None]:
    """Remember how long what is done inside took."""
    clock, processors = time.perf_counter(), time.process_time()
    yield
    steps.append((what, round(time.perf_counter() - clock, 3), round(time.process_time() - processors, 3)))


class Timed(DuckDB):
    """DuckDB that remembers how long each statement took, by the table it made."""

    def __init__(self, scratch: Path) -> None:
        super().__init__(scratch, memory_limit=MEMORY_LIMIT)
        self.steps: list[Step] = []

    def sql(self, query: str, into: str = "") -> pa.Table:
        """Run one statement and remember its seconds."""
        with timed(into or "(answer)", self.steps):
            return super().sql(query, into)

    def write(self, table: str, path: Path, order_by: tuple[str, ...] = ()) -> int:
        """Write one table and remember its seconds."""
        with timed(f"write {path.name}", self.steps):
            return super().write(table, path, order_by)


def judge(clean: Path, out: Path, as_of: date, packs: tuple[str, ...]) -> None:
    """Judge the clean tables and write the findings as Parquet and CSV."""
    judged = out / "judged"
    judged.mkdir(parents=True, exist_ok=True)
    backend = Timed(judged)
    try:
        engine.run(
            clean=clean,
            out=judged,
            rules=pack.load(packs),
            parameters=engine.Parameters(as_of=as_of),
            backend=backend,
            progress=lambda _stage, _share: None,
        )
    finally:
        backend.close()
    with timed("publish findings", backend.steps):
        publish.publish(table=judged / "findings.parquet", into=out, name="findings", order_by=("asset_id", "rule_id"))
    longest = sorted(backend.steps, key=lambda step: -step[2])
    (out / "steps.json").write_text(json.dumps(longest, indent=1), "utf-8")


if __name__ == "__main__":
    judge(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), tuple(sys.argv[4:]))
