"""``jianfu rules backtest``: had this limit been another, who would have been hit?"""

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from jianfu.cli.unable import Unable
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import backtest as engine
from jianfu.engine.detection import pack
from jianfu.engine.detection.backtest import Backtest, LimitNumber, UnableToBacktest
from jianfu.engine.detection.rule import Rule
from jianfu.tables.staging import RECORD

SHOWN = 20
HEADS = {
    "zh": ("运行", "判定日期", "原命中", "现命中", "原未知", "现未知", "新增", "不再"),
    "en": ("run", "as of", "hits", "hits then", "unknown", "unknown then", "gained", "lost"),
}


class UnableToReadRun(Unable):
    """A folder given with --against is no result of a run."""


def backtest(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号 / rule id")],
    against: Annotated[list[Path], typer.Option("--against", help="运行结果文件夹，可多个 / result folders of runs")],
    limit: Annotated[
        list[str] | None, typer.Option("--limit", help="改用的界限，如 idle_days=60 / a limit to try")
    ] = None,
    rule_pack: Annotated[list[str] | None, typer.Option("--pack", help="规则包，默认同该次运行 / packs")] = None,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")] = False,
) -> None:
    """若界限改为另一数值，以往的运行中谁会命中、谁不再命中。

    Had a limit been another, who would have been hit in runs already done, and who would not.
    """
    told = [_one(rule_id, run, limit or [], rule_pack) for run in against]
    if as_json:
        typer.echo(json.dumps([_plain(run, day, found) for run, day, found in told], ensure_ascii=False, indent=2))
        return
    _show(told, lang)


def _one(rule_id: str, run: Path, limits: list[str], packs: list[str] | None) -> tuple[Path, date, Backtest]:
    record = _record(run)
    as_of = date.fromisoformat(str(record["as_of"]))
    named = packs if packs is not None else [str(name) for name in _listed(record["packs"])]
    rule = _rule(rule_id, tuple(named))
    with tempfile.TemporaryDirectory() as scratch:
        backend = DuckDB(Path(scratch))
        try:
            given = numbers(rule, limits)
            return (
                run,
                as_of,
                engine.backtest(backend, rule=rule, given=given, as_of=as_of, measures=run / "measures.parquet"),
            )
        finally:
            backend.close()


def _record(run: Path) -> dict[str, object]:
    if not (run / RECORD).is_file() or not (run / "measures.parquet").is_file():
        raise UnableToReadRun(
            zh=f"{run} 不是一次运行的结果：应有 {RECORD} 和 measures.parquet。请给出 jianfu run --out 的文件夹。",
            en=f"{run} is no result of a run: expected {RECORD} and measures.parquet. "
            "Give a folder from jianfu run --out.",
        )
    record: dict[str, object] = json.loads((run / RECORD).read_text(encoding="utf-8"))
    return record


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rule(rule_id: str, packs: tuple[str, ...]) -> Rule:
    rules = {rule.id: rule for rule in pack.load(packs)}
    if rule_id.upper() not in rules:
        raise UnableToBacktest(
            zh=f"没有规则“{rule_id}”。用 jianfu rules list 看有哪些规则。",
            en=f'There is no rule "{rule_id}". See jianfu rules list.',
        )
    return rules[rule_id.upper()]


def numbers(rule: Rule, limits: list[str]) -> dict[str, LimitNumber]:
    """Read ``code=value`` (or a bare value where a rule has one limit) as number or date; raises UnableToBacktest."""
    only = rule.limits[0].code if len(rule.limits) == 1 else ""
    given: dict[str, LimitNumber] = {}
    for text in limits:
        code, mark, value = text.partition("=")
        given[code if mark else only] = _number(value if mark else code)
    return given


def _number(value: str) -> LimitNumber:
    for read in (int, float, date.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    raise UnableToBacktest(
        zh=f"界限应为数字或日期，收到的是“{value}”。写法：--limit idle_days=60",
        en=f'A limit must be a number or a date; got "{value}". Write --limit idle_days=60',
    )


def _plain(run: Path, as_of: date, found: Backtest) -> dict[str, object]:
    changed = found.changed.to_pylist()
    return {
        "run": str(run),
        "as_of": as_of.isoformat(),
        "hits_before": found.hits_before,
        "hits_after": found.hits_after,
        "unknown_before": found.unknown_before,
        "unknown_after": found.unknown_after,
        "changed": changed,
    }


def _show(told: list[tuple[Path, date, Backtest]], lang: Literal["zh", "en"]) -> None:
    console = Console()
    table = Table(*HEADS[lang], box=None, pad_edge=False)
    for run, as_of, found in told:
        gained, lost = (len(_asset_ids(found, side)) for side in ("after", "before"))
        figures = (found.hits_before, found.hits_after, found.unknown_before, found.unknown_after, gained, lost)
        table.add_row(str(run), as_of.isoformat(), *(f"{figure:,}" for figure in figures))
    console.print(table)
    for run, _, found in told:
        for side, word in (("after", {"zh": "新增", "en": "gained"}), ("before", {"zh": "不再", "en": "lost"})):
            ids = _asset_ids(found, side)
            if ids:
                more = " …" if len(ids) > SHOWN else ""
                console.print(f"{run} {word[lang]}: {', '.join(ids[:SHOWN])}{more}", soft_wrap=True, highlight=False)


def _asset_ids(found: Backtest, side: str) -> list[str]:
    """Return the entries that are hit on one side only."""
    return [row["asset_id"] for row in found.changed.to_pylist() if row[side] == "hit"]
