"""Near-duplicate notices beside peers: ``python bench/notices/run.py [--only ours,rensa] [--sizes 100000] [--write]``.

Every program runs by itself, start and imports included, with the exact check in its time; one that passes the limit is
ended and said so. ``--write`` puts the figures of the last run on the page and into ``figures.json``.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import exact
import pyarrow as pa
import pyarrow.parquet as pq

BENCH = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BENCH))

from jianfu.engine.synth.notice_likeness import planted  # noqa: E402  # after the path is set
from watch import Sampler, keep_to_two_cores  # noqa: E402  # the same

ROOT = BENCH.parent
OUT = BENCH / "out" / "notices"
HERE = Path(__file__).parent
FIGURES = BENCH / "figures.json"
PAGE = BENCH / "README.md"
SEED = 20_260
"""Of the notices measured. Those of development were 11 and 12."""

LIMITS = {100_000: 300, 1_000_000: 600}
PEERS = ("rensa", "gaoya", "datasketch", "daft", "spark_mllib")
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(("ours", *PEERS)), help="programs, parted by commas")
    parser.add_argument("--sizes", default="100000,1000000", help="notices, parted by commas")
    parser.add_argument("--write", action="store_true", help="write the last figures to bench/README.md")
    given = parser.parse_args()
    if given.write:
        write()
        return
    keep_to_two_cores()
    for size in map(int, given.sizes.split(",")):
        truth = prepare(size)
        for name in given.only.split(","):
            figures = measured(name, size, truth)
            keep(size, name, figures)
            print(size, name, json.dumps(figures), flush=True)


def prepare(size: int) -> set[tuple[str, str]]:
    """Make the notices once, and return the planted pairs whose exact likeness reaches the threshold."""
    OUT.mkdir(parents=True, exist_ok=True)
    notices, truth = OUT / f"notices-{size}.parquet", OUT / f"truth-{size}.parquet"
    if not truth.exists():
        made = planted(size, seed=SEED)
        pq.write_table(made.notices, notices)
        texts = dict(zip(*(column.to_pylist() for column in made.notices.columns), strict=True))
        pairs = zip(made.truth["left_id"].to_pylist(), made.truth["right_id"].to_pylist(), strict=True)
        near = [(a, b) for a, b in pairs if alike(texts[a], texts[b])]
        pq.write_table(pa.table([[a for a, _ in near], [b for _, b in near]], names=["left_id", "right_id"]), truth)
    return read_pairs(truth)


def alike(left: str, right: str) -> bool:
    return exact.similarity(exact.fold(left), exact.fold(right)) >= exact.THRESHOLD


def read_pairs(path: Path) -> set[tuple[str, str]]:
    table = pq.read_table(path, columns=["left_id", "right_id"])
    return set(zip(table["left_id"].to_pylist(), table["right_id"].to_pylist(), strict=True))


def measured(name: str, size: int, truth: set[tuple[str, str]]) -> Figures:
    """Run one program and judge what it found; nothing found where it passed the limit or failed."""
    out = OUT / f"{name}-{size}.parquet"
    out.unlink(missing_ok=True)
    script = [HERE / "ours.py"] if name == "ours" else [HERE / "peer.py", name]
    python = ROOT / (".venv" if name in ("ours", "spark_mllib") else ".venv-peers") / "bin/python"
    load = os.getloadavg()[0]
    log = out.with_suffix(".log")
    status, seconds, peak = watched([python, *script, OUT / f"notices-{size}.parquet", out], log, LIMITS.get(size, 600))
    figures: Figures = {
        "status": status,
        "seconds": round(seconds, 1),
        "peak_mb": round(peak),
        "load_before": round(load, 2),
    }
    if status == "done":
        found = read_pairs(out)
        figures |= {
            "pairs": len(found),
            "recall": round(len(found & truth) / len(truth), 5),
            **json.loads(last_line(log)),
        }
        figures["precision"] = precision(found, size)
    return figures


def precision(found: set[tuple[str, str]], size: int) -> float:
    """Return the share of a tenth of the pairs found (every tenth in order) that reach the threshold, reckoned anew."""
    table = pq.read_table(OUT / f"notices-{size}.parquet")
    texts = dict(zip(*(column.to_pylist() for column in table.columns), strict=True))
    looked = sorted(found)[::10]
    return sum(alike(texts[a], texts[b]) for a, b in looked) / len(looked) if looked else 1.0


def watched(command: list[Any], log: Path, limit: float) -> tuple[str, float, float]:
    """Return done, failed or over the limit, the seconds and the peak memory of the command and its children."""
    environment = os.environ | {"PYSPARK_PYTHON": str(command[0])}
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=environment,
        )
        sampler = Sampler(process.pid)
        sampler.start()
        try:
            status = "done" if process.wait(limit) == 0 else "failed"
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            status = "over the limit"
        seconds = time.perf_counter() - started
        sampler.stop()
    return status, seconds, sampler.peak_mb


def last_line(log: Path) -> str:
    lines = [line for line in log.read_text("utf-8", "replace").splitlines() if line.startswith("{")]
    return lines[-1] if lines else "{}"


def keep(size: int, name: str, figures: Figures) -> None:
    path = OUT / "figures.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    known.setdefault(str(size), {})[name] = figures
    path.write_text(json.dumps(known, indent=1), encoding="utf-8")


def write() -> None:
    told = json.loads((OUT / "figures.json").read_text("utf-8"))
    figures = json.loads(FIGURES.read_text("utf-8")) | {"notices": told}
    FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    start, end = "<!-- notices -->", "<!-- /notices -->"
    page = PAGE.read_text("utf-8")
    before, after = page.split(start)[0], page.split(end)[1]
    PAGE.write_text("\n".join((before + start, *table(told), end)) + after, encoding="utf-8")


def table(told: Figures) -> list[str]:
    lines = ["", "| notices | program | seconds | peak MB | candidates | pairs | recall | precision |"]
    lines.append("|---:|---|---:|---:|---:|---:|---:|---:|")
    for size, programs in told.items():
        for name, one in programs.items():
            rest = "| | | | |"
            if one["status"] == "done":
                rest = f"| {one['candidates']:,} | {one['pairs']:,} | {one['recall']:.4f} | {one['precision']:.4f} |"
            time_taken = (
                f"{one['seconds']:.1f}" if one["status"] == "done" else f"{one['status']} ({one['seconds']:.0f} s)"
            )
            lines.append(f"| {int(size):,} | {name} | {time_taken} | {one['peak_mb']:,} {rest}")
    return [*lines, ""]


if __name__ == "__main__":
    main()
