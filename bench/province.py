"""A province, measured in one run: the whole job on Parquet and CSV, the engine alone, its peers, and a bare scan."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from agreement import agreement
from watch import Measured, watched

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
AS_OF, PACKS, REGION, SEED = "2026-09-30", ("jiangsu",), "jiangsu", "1"
SCANS = 5
DONE_OR_REJECTED = (0, 1)
PEERS = {"pandas": "pandas_rules.py", "pandera": "pandera_rules.py"}
Say = Callable[[str], None]
Record = dict[str, object]


def jianfu(*arguments: str | Path) -> list[str | Path]:
    """Return the command line of Jianfu, of the interpreter that runs this."""
    return [Path(sys.executable).with_name("jianfu"), *arguments]


def packs() -> list[str]:
    """Return the packs as options."""
    return [word for name in PACKS for word in ("--pack", name)]


def made(form: str, *more: str, name: str = "province") -> Path:
    """Return the folder of the made-up province in that format, made when it is not there yet."""
    folder = OUT / f"{name}-{form}"
    if not (folder / "synth.json").exists():
        OUT.mkdir(parents=True, exist_ok=True)
        options = ["--region", REGION, "--seed", SEED, "--as-of", AS_OF, "--format", form, *packs(), *more]
        watched(jianfu("synth", "--out", folder, *options), log=OUT / f"synth-{name}-{form}.log")
    return folder


def rows_of(folder: Path) -> dict[str, int]:
    """Return how many rows each table of a made-up province has."""
    told = json.loads((folder / "synth.json").read_text("utf-8"))
    return dict(told["rows"])


def whole_run(folder: Path, name: str, *more: str) -> Record:
    """Measure ``jianfu run`` on a made-up province; stages are those it states itself."""
    out = OUT / f"run-{name}"
    shutil.rmtree(out, ignore_errors=True)
    command = jianfu("run", folder / "submission", "--out", out, "--as-of", AS_OF, *packs(), *more)
    taken = watched(command, allowed=DONE_OR_REJECTED, log=OUT / f"run-{name}.log")
    told = json.loads((out / "run.json").read_text("utf-8"))
    peak = max([taken.peak_mb, *(stage["peak_mb"] for stage in told["stages"])])
    measured = Measured(taken.seconds, taken.processor_seconds, peak).plain()
    return measured | {"stages": told["stages"], "rules": len(told["rules"])}


def scanned(folder: Path) -> Record:
    """Return the median of DuckDB reading every column of the Parquet tables once."""
    command = [sys.executable, HERE / "scan.py", folder / "submission", str(SCANS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    clock, processors = zip(*json.loads(said), strict=True)
    return {"seconds": median(clock), "processor_seconds": median(processors)}


def cleaned(folder: Path) -> Path:
    """Return the clean tables of the province, read anew: whoever judges them alone begins here."""
    staging = OUT / "clean-tables"
    shutil.rmtree(staging, ignore_errors=True)
    script = [sys.executable, HERE / "clean_tables.py", folder / "submission", staging, AS_OF, *PACKS]
    watched(script, log=OUT / "clean-tables.log")
    return staging / "clean"


def engine_alone(clean: Path) -> Record:
    """Measure the engine on clean tables, findings written as Parquet and CSV, with its longest statements."""
    out = OUT / "engine-alone"
    shutil.rmtree(out, ignore_errors=True)
    script = [sys.executable, HERE / "engine_alone.py", clean, out, AS_OF, *PACKS]
    taken = watched(script, log=OUT / "engine-alone.log")
    steps = json.loads((out / "steps.json").read_text("utf-8"))
    return taken.plain() | {"longest_steps": steps[:10]}


def peer(name: str, clean: Path) -> Record:
    """Measure a peer on the same clean tables, and say how far its verdicts are the engine's."""
    out = OUT / name
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, HERE / "peers" / PEERS[name], clean, out, AS_OF]
    taken = watched(command, log=OUT / f"{name}.log").plain()
    ours, theirs = OUT / "engine-alone" / "findings.parquet", out / "findings.parquet"
    hits = agreement(ours, theirs, verdict="hit").plain()
    return taken | {"agreement": agreement(ours, theirs).plain(), "agreement_of_hits": hits}


def measured(say: Say) -> Record:
    """Measure everything in one run and return the record."""
    say("making the province (once)")
    load_before = round(os.getloadavg()[0], 2)
    parquet, csv = made("parquet"), made("csv")
    record: Record = {"load_before": load_before, "rows": rows_of(parquet)}
    say("reading its Parquet once, and no more")
    record["scan"] = scanned(parquet)
    for form, folder in (("parquet", parquet), ("csv", csv)):
        say(f"the whole job on {form}")
        record[f"run_{form}"] = whole_run(folder, f"province-{form}")
    say("the engine alone")
    clean = cleaned(parquet)
    record["engine_alone"] = engine_alone(clean)
    for name in PEERS:
        say(f"the same rules with {name}")
        record[name] = peer(name, clean)
    return record
