"""Linkage beside its peers: ``python bench/linkage/run.py --sizes 10000 100000 [--febrl] [--only ours] [--write]``.

Every engine gets the same folders, is a process of its own, and is ended past the limits. What is measured is kept in
``figures.json``; an engine or a size not run keeps its former figures. ``--write`` puts the table on bench/README.md.
"""

import argparse
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import data
import limited
import page
import pyarrow.parquet as pq

from jianfu.engine.linkage import calibration, score

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from watch import keep_to_two_cores

HERE = Path(__file__).resolve().parent
ENGINES = ("ours", "splink", "dedupe", "recordlinkage", "rapidfuzz")
LIMIT_SECONDS = {"small": 120.0, "large": 600.0}
"""Below a million records, and from there on."""
LIMIT_MB = 16 * 1024.0
THRESHOLDS = (0.5, 0.9, 0.95, 0.99)
Record = dict[str, Any]


def main() -> None:
    """Measure what is asked and keep it."""
    want = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # an ended run ends what it started
    keep_to_two_cores()
    kept = page.kept()
    for size in want.sizes:
        folder = data.register(size)
        limit = want.limit or LIMIT_SECONDS["large" if size >= 1_000_000 else "small"]
        part = kept.setdefault("registers", {}).setdefault(str(size), {})
        part |= _measured(want.only, folder, data.labelled(), limit, part)
        page.keep(kept)
    for name in data.FEBRL if want.febrl else ():
        part = kept.setdefault("febrl", {}).setdefault(name, {})
        lesson = data.febrl("febrl1")
        part |= _measured(want.only, data.febrl(name), lesson, want.limit or LIMIT_SECONDS["small"], part)
        page.keep(kept)
    if want.write:
        page.write(kept)
    print("\n".join(page.lines(kept)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[])
    parser.add_argument("--febrl", action="store_true", help="the Febrl sets, too")
    parser.add_argument("--only", nargs="*", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--limit", type=float, help="seconds an engine may take")
    parser.add_argument("--write", action="store_true", help="write the tables to bench/README.md")
    return parser.parse_args()


def _measured(engines: list[str], folder: Path, lesson: Path, limit: float, former: Record) -> Record:
    """Return the former figures with those of the engines measured now."""
    found = {"load_before": round(os.getloadavg()[0], 1), "engines": dict(former.get("engines", {}))}
    told = folder / "told.json"
    found["told"] = page.read(told) if told.exists() else None
    for engine in engines:
        found["engines"][engine] = _one(engine, folder, lesson, limit)
        print(folder.name, engine, found["engines"][engine], flush=True)
    return found


def _one(engine: str, folder: Path, lesson: Path, limit: float) -> Record:
    out = folder / f"{engine}.parquet"
    out.unlink(missing_ok=True)
    python = Path(sys.executable) if engine == "ours" else data.PEER_PYTHON
    script = HERE / "ours.py" if engine == "ours" else HERE / "peers" / f"{engine}_peer.py"
    command = [python, script, folder, lesson, out]
    taken = limited.run(command, seconds=limit, megabytes=LIMIT_MB, log=folder / f"{engine}.log")
    return asdict(taken) | ({} if taken.ended else _scored(out, folder))


def _scored(out: Path, folder: Path) -> Record:
    pairs, truth = pq.read_table(out), data.truth(folder)
    threshold, best = score.best(pairs, truth)
    at = {str(step): _rates(score.at(pairs, truth, step)) for step in THRESHOLDS}
    error = calibration.expected_error(calibration.reliability(score.labelled(pairs, truth)))
    return {"threshold": round(threshold, 4), "best": _rates(best), "at": at, "calibration_error": error}


def _rates(rates: score.Rates) -> Record:
    return {name: getattr(rates, name) for name in ("precision", "recall", "f1")}


if __name__ == "__main__":
    main()
