"""Import beside django-import-export: ``python bench/web/imports.py [sqlite] [postgres] [--fast ROWS] [--usual ROWS]``.

Ours is the whole wizard: files read, every fault looked for, held against the register, written in one transaction with
names, observations, search columns and an audit entry a row. Each import is a process of its own into a fresh copy of
the register that holds the tree alone; the clock runs from the first byte read to the commit.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import make
import place
import rows

BESIDE = Path(__file__).resolve().parent / "beside"
Record = dict[str, Any]


def measured(database: str, *, fast_rows: int, usual_rows: int) -> Record:
    """Return rows a second of ours and of the peer, both of its settings, on one database."""
    path = rows.one_file(rows.IMPORTED, "imported")
    ours = _one(database, [sys.executable, __file__, "--ours", database, str(path)])
    fast = _one(database, [sys.executable, str(BESIDE / "importing.py"), str(_first(path, fast_rows)), "fast"])
    usual = _one(database, [sys.executable, str(BESIDE / "importing.py"), str(_first(path, usual_rows)), "usual"])
    return {"ours": ours, "import_export_fast": fast, "import_export_usual": usual}


def _one(database: str, command: list[str]) -> Record:
    place.copy(database, "units", "import")
    environment = {**os.environ, **place.environment(database, "import")}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    told: Record = json.loads(done.stdout.splitlines()[-1])
    told["rows_a_second"] = round(told["rows"] / told["seconds"])
    print(database, Path(command[1]).parent.name, command[-1], told, flush=True)
    return told


def _first(path: Path, count: int) -> Path:
    """Return a file with so many of its rows, from all over it."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    every = max(1, (len(lines) - 1) // count)
    cut = path.with_name(f"{path.stem}-{count}.csv")
    cut.write_text("".join([lines[0], *lines[1::every][:count]]), "utf-8")
    return cut


def ours(database: str, path: Path) -> None:
    """Import the file as the wizard does and print what came of it."""
    place.ready(database, "import")
    started = time.perf_counter()
    counts = make.take_in([path])["assets"]
    seconds = time.perf_counter() - started
    print(json.dumps({"rows": counts["rows"], "new": counts["new"], "seconds": round(seconds, 2)}))


def arguments() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=place.DATABASES)
    parser.add_argument("--fast", type=int, default=100_000, help="rows for the peer's fast settings")
    parser.add_argument("--usual", type=int, default=100_000, help="rows for the peer's usual settings")
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1] == "--ours":
        ours(sys.argv[2], Path(sys.argv[3]))
    else:
        want = arguments()
        print(
            json.dumps(
                {name: measured(name, fast_rows=want.fast, usual_rows=want.usual) for name in want.databases}, indent=1
            )
        )
