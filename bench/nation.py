"""A nation: 31 times the province, made and run apart, so that either can be taken up again.

``python bench/nation.py make`` writes it as Parquet (some ten gigabytes and more); ``python bench/nation.py run`` runs
the whole job on it and remembers the figures; ``python bench/run.py --write`` puts them on the page.
"""

import argparse
import json
import os
import shutil
from pathlib import Path

import figures
from province import OUT, made, rows_of, whole_run
from watch import UnableToFinish, keep_to_two_cores

SCALE = "31"
FREE_GB = 40
MEMORY_MB = 2400
NAME = "nation"


def enough_room(folder: Path) -> None:
    """Raise UnableToFinish where the disk has no room for the nation, its working tables and its results."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free / 1e9
    if free < FREE_GB:
        raise UnableToFinish(f"The nation needs {FREE_GB} GB of free disk at {folder}; there are {free:.0f}.")


def make() -> Path:
    """Make the nation when it is not there yet and return its folder; an unfinished one is made anew."""
    if not (OUT / f"{NAME}-parquet" / "synth.json").exists():
        enough_room(OUT)
    return made("parquet", "--region", "nation", "--scale", SCALE, name=NAME)


def run(memory_mb: int) -> None:
    """Run the whole job on the nation with that memory limit of the engine, and remember the figures."""
    folder = OUT / f"{NAME}-parquet"
    if not (folder / "synth.json").exists():
        raise UnableToFinish("There is no nation yet: python bench/nation.py make")
    enough_room(OUT)
    load_before = round(os.getloadavg()[0], 2)
    taken = whole_run(folder, NAME, "--memory", str(memory_mb))
    record = {"load_before": load_before, "memory_mb": memory_mb, "rows": rows_of(folder), "run_parquet": taken}
    figures.remember(NAME, record)
    print(json.dumps(record, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("make", "run"))
    parser.add_argument("--memory", type=int, default=MEMORY_MB, help="the engine's memory limit in MB")
    asked = parser.parse_args()
    keep_to_two_cores()
    print(make()) if asked.step == "make" else run(asked.memory)
