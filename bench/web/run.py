"""The web half beside its peers: ``python bench/web/run.py [sqlite] [postgres] [--only pages,imports] [--write]``.

Makes the registers where they are not there, measures pages and imports, and remembers the figures of each run;
``--write`` puts the last ones on the page and into ``bench/web/figures.json``.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import imports
import pages
import place

BENCH = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BENCH))

from watch import CORES, keep_to_two_cores  # noqa: E402  # after the path is set

PAGE, KEPT = BENCH / "README.md", Path(__file__).with_name("figures.json")
BLOCK = re.compile(r"(<!-- web -->\n).*?(<!-- end of web -->)", re.DOTALL)
PARTS = ("pages", "imports")
NAMES = {"list": "list, 3 filters and search", "entry": "entry", "coverage": "coverage of a campaign"}
WAYS = {"pausing": "pausing", "at_once": "at once"}
SIDES = ("ours", "bare", "admin")
IMPORTS = {
    "ours": "**Jianfu**, the whole wizard",
    "import_export_fast": "django-import-export, fast settings",
    "import_export_usual": "django-import-export, as it comes",
}
Record = dict[str, Any]


def main() -> None:
    """Measure, or write down what was measured last."""
    want = arguments()
    if want.write:
        write()
        return
    keep_to_two_cores()
    for database in want.databases:
        if not made(database):
            subprocess.run([sys.executable, str(Path(__file__).with_name("make.py")), database], check=True)
        for part in want.only.split(","):
            load = round(os.getloadavg()[0], 1)
            found = (
                pages.measured(database, seconds=want.seconds)
                if part == "pages"
                else imports.measured(database, fast_rows=want.fast, usual_rows=want.usual)
            )
            remember(part, database, found, load)


def arguments() -> argparse.Namespace:
    """Return what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=place.DATABASES)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--seconds", type=float, default=30.0, help="of asking, for each figure of a page")
    parser.add_argument("--fast", type=int, default=100_000, help="rows for the peer's fast settings")
    parser.add_argument("--usual", type=int, default=10_000, help="rows for the peer's usual settings")
    parser.add_argument("--write", action="store_true", help="write the last figures to the page")
    return parser.parse_args()


def made(database: str) -> bool:
    """Tell whether the measured register is there."""
    return (place.OUT / f"data-{database}-register").exists()


def remember(part: str, database: str, found: Record, load: float) -> None:
    """Keep the figures of one part on one database, with the day, the cores and the load just before."""
    told = {"taken_on": date.today().isoformat(), "cores": CORES, "load_before": load, "figures": found}
    _file(part, database).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def write() -> None:
    """Write the last figures into ``figures.json`` and the page; a part not run since keeps its former figures."""
    kept: Record = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for part in PARTS:
        for database in place.DATABASES:
            if _file(part, database).exists():
                kept.setdefault(part, {})[database] = json.loads(_file(part, database).read_text("utf-8"))
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    lines = "\n".join([*_page_lines(kept.get("pages", {})), "", *_import_lines(kept.get("imports", {}))])
    PAGE.write_text(BLOCK.sub(lambda found: f"{found[1]}\n{lines}\n\n{found[2]}", PAGE.read_text("utf-8")), "utf-8")


def _file(part: str, database: str) -> Path:
    return place.OUT / f"{part}-{database}.json"


def _page_lines(kept: Record) -> Iterator[str]:
    heads = [
        "database",
        "page",
        "people ask",
        "ours p50 / p95 ms",
        "bare SQL",
        "admin",
        "p95 to SQL",
        "to admin",
        "goal",
    ]
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---|---:|---:|---:|---:|---:|---|"
    for database, told in kept.items():
        for page, sides in told["figures"].items():
            for way, said in WAYS.items():
                cells = [f"{sides[side][way]['p50_ms']:,} / {sides[side][way]['p95_ms']:,}" for side in SIDES]
                ratios = sides["ratios"][way]
                met = "met" if ratios["within"] else "missed"
                marks = [f"{ratios['to_bare']} ×", f"{ratios['to_admin']} ×", met]
                yield f"| {' | '.join([database, NAMES[page], said, *cells, *marks])} |"
    yield from _loads("pages", kept)


def _import_lines(kept: Record) -> Iterator[str]:
    yield "| database | import | rows | seconds | rows a second | ours is |"
    yield "|---|---|---:|---:|---:|---:|"
    for database, told in kept.items():
        ours = told["figures"]["ours"]["rows_a_second"]
        for name, said in IMPORTS.items():
            if each := told["figures"].get(name):
                speed = each["rows_a_second"]
                times = "" if name == "ours" else f"{ours / speed:.1f} ×"
                yield f"| {database} | {said} | {each['rows']:,} | {each['seconds']:,} | {speed:,} | {times} |"
    yield from _loads("imports", kept)


def _loads(part: str, kept: Record) -> Iterator[str]:
    loads = ", ".join(f"{database} {told['load_before']}" for database, told in kept.items())
    if loads:
        yield ""
        yield f"Load of the machine just before the {part}: {loads}."


if __name__ == "__main__":
    main()
