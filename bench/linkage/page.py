"""The figures of linkage: kept in ``figures.json``, shown on ``bench/README.md`` between two marks."""

import json
import platform
import re
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KEPT, PAGE = HERE / "figures.json", HERE.parent / "README.md"
BLOCK = re.compile(r"(<!-- linkage -->\n).*?(<!-- end of linkage -->)", re.DOTALL)
NAMES = {
    "ours": "**Jianfu**",
    "splink": "Splink 5, textbook",
    "dedupe": "dedupe 3",
    "recordlinkage": "recordlinkage 0.16",
    "rapidfuzz": "RapidFuzz by hand",
}
Record = dict[str, Any]


def read(path: Path) -> Record:
    """Return a file of figures."""
    found: Record = json.loads(path.read_text("utf-8"))
    return found


def kept() -> Record:
    """Return the figures kept."""
    return read(KEPT) if KEPT.exists() else {}


def keep(figures: Record) -> None:
    """Keep the figures with the day and the kind of machine."""
    machine = {"cores": 2, "processor": platform.machine(), "python": platform.python_version()}
    machine |= {name: version(name) for name in ("duckdb", "splink", "rapidfuzz", "pyarrow")}
    told = {"taken_on": date.today().isoformat(), "machine": machine, **_without(figures)}
    KEPT.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _without(figures: Record) -> Record:
    return {name: part for name, part in figures.items() if name not in ("taken_on", "machine")}


def write(figures: Record) -> None:
    """Put the figures on the page; raises LookupError where it has no place for them."""
    text = PAGE.read_text("utf-8")
    if not BLOCK.search(text):
        raise LookupError(f"{PAGE} has no <!-- linkage --> … <!-- end of linkage -->")
    shown = "\n".join(lines(figures))
    PAGE.write_text(BLOCK.sub(lambda found: f"{found[1]}\n{shown}\n\n{found[2]}", text), "utf-8")


def lines(figures: Record) -> Iterator[str]:
    """Give the lines of the tables."""
    for size, part in sorted(figures.get("registers", {}).items(), key=lambda row: int(row[0])):
        yield f"### {int(size):,} entries"
        yield ""
        told = part.get("told") or {}
        doubt = f"{told['in_doubt']:,} of {told['copies']:,} copies fit another thing as well. " if told else ""
        yield f"{doubt}Load of the machine just before: {part['load_before']}."
        yield ""
        yield from _table(part["engines"])
        yield ""
    if figures.get("febrl"):
        yield "### Febrl (persons, English)"
        yield ""
        yield from _febrl(figures["febrl"])


def _table(engines: Record) -> Iterator[str]:
    yield "| engine | best F1 (at) | F1 at 0.5 | precision / recall at 0.99 | calibration error | seconds | peak MB |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for engine, name in NAMES.items():
        if engine in engines:
            yield f"| {name} | {_row(engines[engine])} |"


def _row(found: Record) -> str:
    if found["ended"]:
        return f"– | – | – | – | {found['ended']} | {found['peak_mb']:,.0f} |"[:-2]
    sure = found["at"]["0.99"]
    return (
        f"{found['best']['f1']:.4f} ({found['threshold']:.2f}) | {_share(found['at']['0.5']['f1'])} "
        f"| {_share(sure['precision'])} / {_share(sure['recall'])} | {found['calibration_error']:.3f} "
        f"| {found['seconds']:.1f} | {found['peak_mb']:,.0f}"
    )


def _febrl(sets: Record) -> Iterator[str]:
    yield f"| engine, best F1 (at 0.5) | {' | '.join(sets)} |"
    yield f"|---|{'---:|' * len(sets)}"
    for engine, name in NAMES.items():
        cells = [_cell(part["engines"].get(engine)) for part in sets.values()]
        yield f"| {name} | {' | '.join(cells)} |"


def _cell(found: Record | None) -> str:
    if found is None:
        return "–"
    if found["ended"]:
        return str(found["ended"])
    return f"{found['best']['f1']:.3f} ({_share(found['at']['0.5']['f1'])}), {found['seconds']:.0f} s"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
