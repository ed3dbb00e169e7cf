"""The figures of the last runs: remembered in ``bench/out``, and written to the page and to ``figures.json``."""

import json
import platform
import re
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from watch import CORES

HERE = Path(__file__).resolve().parent
OUT, PAGE, KEPT = HERE / "out", HERE / "README.md", HERE / "figures.json"
BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
PARTS = ("province", "nation")
PACKAGES = ("jianfu", "duckdb", "pyarrow", "pandas", "pandera")
DETECT = "detect"
PEERS = ("pandas", "pandera")
Record = dict[str, Any]


def remember(part: str, record: Record) -> Path:
    """Keep the figures of one part with the day and the kind of machine; return the file."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{part}.json"
    told = {"taken_on": date.today().isoformat(), "machine": machine(), **record}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def machine() -> Record:
    """Return the kind of machine: cores used, memory in GiB, processor type, versions. No names."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text("ascii"))
    gib = round(int(memory.group(1)) / 2**20) if memory else None
    versions = {name: version(name) for name in PACKAGES}
    return {
        "cores": CORES,
        "memory_gib": gib,
        "processor": platform.machine(),
        "python": platform.python_version(),
        **versions,
    }


def write() -> None:
    """Write the last figures into ``figures.json`` and the page; a part not run since keeps its former figures."""
    kept: Record = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for part in PARTS:
        if (OUT / f"{part}.json").exists():
            kept[part] = json.loads((OUT / f"{part}.json").read_text("utf-8"))
    KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    lines = "\n".join(page(kept))
    PAGE.write_text(BLOCK.sub(lambda found: f"{found[1]}\n{lines}\n\n{found[2]}", PAGE.read_text("utf-8")), "utf-8")


def page(kept: Record) -> Iterator[str]:
    """Give the lines of the figures: the province, its ratios, its stages, the nation."""
    if "province" in kept:
        yield from _province(kept["province"])
    if "nation" in kept:
        yield ""
        yield from _nation(kept["nation"], kept.get("province"))


def _province(told: Record) -> Iterator[str]:
    yield from _head("Province", told)
    yield "| what | seconds | processor seconds | peak MB |"
    yield "|---|---:|---:|---:|"
    yield _line("`jianfu run` on Parquet: read, judge, tables, reports", told["run_parquet"])
    yield _line("`jianfu run` on CSV: the same", told["run_csv"])
    yield _line("engine alone, from clean tables to findings as Parquet and CSV", told["engine_alone"])
    yield _line("pandas: the same rules, from and to the same files", told["pandas"])
    yield _line("pandera: the same rules, no reasons, no evidence", told["pandera"])
    scan = told["scan"]
    seconds = f"{scan['seconds']:.2f} | {scan['processor_seconds']:.2f}"
    yield f"| DuckDB reading the submission's Parquet once | {seconds} | |"
    yield ""
    yield from _ratios(told)
    yield ""
    yield from _stages(told)


def _head(title: str, told: Record) -> Iterator[str]:
    kind, rows = told["machine"], told["rows"]
    yield f"### {title}, {told['taken_on']}"
    yield ""
    counts = f"{rows['assets']:,} entries, {rows['measures']:,} measure rows, {sum(rows.values()):,} rows in all"
    parts = ", ".join(f"{name} {kind[name]}" for name in ("jianfu", "duckdb", "pandas", "pandera"))
    yield f"{counts}; {kind['cores']} cores, {kind['memory_gib']} GiB, {kind['processor']};"
    yield f"Python {kind['python']}, {parts}. Load of the machine just before: {told['load_before']:.1f}."
    yield ""


def _line(what: str, taken: Record) -> str:
    return f"| {what} | {taken['seconds']:.1f} | {taken['processor_seconds']:.1f} | {taken['peak_mb']:,.0f} |"


def _ratios(told: Record) -> Iterator[str]:
    engine, scan = told["engine_alone"], told["scan"]
    detect = _stage(told["run_parquet"], DETECT) / scan["seconds"]
    yield "| ratio | of seconds | of processor seconds | of peak MB |"
    yield "|---|---:|---:|---:|"
    yield f"| detection stage of the run to the bare scan (goal: at most 10) | {detect:.1f} | | |"
    for name in PEERS:
        kinds = ("seconds", "processor_seconds", "peak_mb")
        ratios = " | ".join(f"{told[name][kind] / engine[kind]:.2f}" for kind in kinds)
        yield f"| {name} to the engine alone | {ratios} |"
    yield ""
    yield "| verdicts that agree with the engine's | of all findings | of hits |"
    yield "|---|---:|---:|"
    for name in PEERS:
        alike, hits = told[name]["agreement"], told[name]["agreement_of_hits"]
        yield f"| {name} | {_agreed(alike)} | {_agreed(hits)} |"


def _agreed(alike: Record) -> str:
    return f"{100 * alike['share']:.4f} % of {alike['ours']:,}"


def _stages(told: Record) -> Iterator[str]:
    yield "| stage of `jianfu run` | seconds, Parquet | peak MB | seconds, CSV | peak MB |"
    yield "|---|---:|---:|---:|---:|"
    for one, other in zip(told["run_parquet"]["stages"], told["run_csv"]["stages"], strict=True):
        yield (
            f"| {one['name']} | {one['seconds']:.1f} | {one['peak_mb']:,.0f} "
            f"| {other['seconds']:.1f} | {other['peak_mb']:,.0f} |"
        )


def _stage(taken: Record, name: str) -> float:
    return float(next(stage["seconds"] for stage in taken["stages"] if stage["name"] == name))


def _nation(told: Record, province: Record | None) -> Iterator[str]:
    yield from _head("Nation", told)
    yield "| what | seconds | processor seconds | peak MB |"
    yield "|---|---:|---:|---:|"
    yield _line("`jianfu run` on Parquet (goals: 600 s, 4,096 MB)", told["run_parquet"])
    for stage in told["run_parquet"]["stages"]:
        yield f"| … of which {stage['name']} | {stage['seconds']:.1f} | | {stage['peak_mb']:,.0f} |"
    if province:
        yield ""
        here, there = _cost(told), _cost(province)
        yield (
            f"An entry costs {here * 1e6:.0f} µs here and {there * 1e6:.0f} µs in the province: "
            f"{100 * (here / there - 1):+.0f} % (goal: at most +25 %)."
        )


def _cost(told: Record) -> float:
    return float(told["run_parquet"]["seconds"] / told["rows"]["assets"])
