"""``jianfu link``: explain a pair, list what waits to be looked at, and refit the model to what people judged.

Exit codes: 0 done; 2 nothing done.
"""

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from jianfu.cli.unable import Unable
from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import entries
from jianfu.engine.linkage import link_queue, refit, tiers
from jianfu.engine.linkage.link_words import sentences
from jianfu.engine.linkage.model import SHIPPED, load_model
from jianfu.engine.linkage.refit import Refit, RefitParameters
from jianfu.engine.schema.outputs import PAIR_KINDS, TIERS
from jianfu.tables import submission
from jianfu.tables.options import ReadOptions

MEMORY = "1500MB"
WIDTH_WHEN_PIPED = 170
Kind = Literal["same_thing", "same_unit_platform", "same_function", "same_audience", "rebound"]
Lang = Annotated[Literal["zh", "en"], typer.Option("--lang", help="语言 / language")]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="run 的结果文件夹 / a result folder of run")]
ModelFile = Annotated[
    Path | None,
    typer.Option("--link-model", metavar="FILE", help="比对模型，默认随附的 / linkage model, the shipped one"),
]

app = typer.Typer(
    no_args_is_help=True,
    help="比对：说明一对、列出待核、按结论修订模型。 Linkage: explain a pair, list what waits, refit the model.",
    rich_markup_mode=None,
)


class UnableToShowPairs(Unable):
    """The folder given is no run with pairs, or the run holds no such pair."""


@app.command("show")
def show(
    run: Run,
    left: Annotated[str, typer.Argument(metavar="LEFT", help="一个编号 / one id")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="另一编号 / the other id")],
    link_model: ModelFile = None,
    lang: Lang = "zh",
) -> None:
    """用白话说明两个条目为什么被列为一对。 Say in plain words why two entries are paired."""
    model = load_model(link_model or SHIPPED)
    with _opened(run) as backend:
        pairs = link_queue.pair(backend, left, right)
        both = [link_queue.entry(backend, asset_id) for asset_id in sorted((left, right))]
    if not pairs:
        raise UnableToShowPairs(
            zh=f"{run} 的疑似重复里没有 {left} 与 {right} 这一对。请核对编号；jianfu link queue 列出待核的各对。",
            en=f"The pairs of {run} hold none of {left} and {right}. Check the ids; jianfu link queue lists pairs.",
        )
    for each in both:
        typer.echo(_entry_line(each, lang))
    for found in pairs:
        typer.echo(_headline(found, lang))
        for line in sentences(found["reasons"], model, lang):
            typer.echo(f"  - {line}")


@app.command("queue")
def queue(
    run: Run,
    kind: Annotated[Kind | None, typer.Option("--kind", help="只列这种关系 / only this kind")] = None,
    region: Annotated[
        str, typer.Option("--region", metavar="CODE", help="只列这一区划及以下 / only this division")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="ID", help="只列这一主办单位 / only this sponsor")] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="最多列几对 / how many at the most")] = 50,
    as_csv: Annotated[bool, typer.Option("--csv", help="写成 CSV，全部列出 / write CSV, all of them")] = False,
    lang: Lang = "zh",
) -> None:
    """列出待人核对的各对，最要紧的在前；已有结论的不再列。

    List the pairs that wait for a person, the most telling first; those judged are not asked again.
    """
    asked = link_queue.Asked((kind,) if kind else (), region, unit)
    with _opened(run) as backend:
        waiting = link_queue.waiting(backend, asked)
        clashes = link_queue.clashes(backend)
    if as_csv:
        _write_csv(waiting)
        return
    console = _console()
    for clash in clashes:
        console.print(_clash_line(clash, lang), style="red", highlight=False, soft_wrap=True)
    console.print(_queue_table(waiting[:most], len(waiting), lang))


@app.command("refit")
def refit_model(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT…", help="文件夹或文件，同 run / as for run")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="新模型写到哪里 / where the new model goes")],
    link_model: ModelFile = None,
    strength: Annotated[
        float, typer.Option(min=1, help="原模型相当于多少对结论 / judged pairs the old model weighs as much as")
    ] = 100.0,
    fewest: Annotated[int, typer.Option(min=1, help="少于几对结论不修订 / with fewer judged pairs, no change")] = 20,
    write: Annotated[
        bool, typer.Option("--write", help="写出新模型；不加只作比较 / write it; else only compare")
    ] = False,
    ignore_column: Annotated[
        list[str] | None, typer.Option("--ignore-column", help="允许忽略的列 / a column that may be ignored")
    ] = None,
    lang: Lang = "zh",
) -> None:
    """按已有的人工结论修订比对模型：先列出新旧各值和会变动的各对，加 --write 才写出。

    Refit the linkage model to the judgements given: old beside new and the pairs that would move are shown; the file is
    written only with --write, and used only by jianfu run --link-model FILE.
    """
    found = _refitted(inputs, link_model or SHIPPED, RefitParameters(strength, fewest), tuple(ignore_column or ()))
    console = _console()
    console.print(_shift_table(found, lang))
    console.print(_move_table(found, lang))
    for line in _refit_lines(found, out, write, lang):
        console.print(line, highlight=False, soft_wrap=True)
    if write:
        out.write_text(refit.written(found, link_model or SHIPPED), encoding="utf-8")


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH_WHEN_PIPED)


@contextmanager
def _opened(run: Path) -> Iterator[Backend]:
    for table in link_queue.TABLES:
        if not (run / f"{table}.parquet").is_file():
            raise UnableToShowPairs(
                zh=f"RUN 应为含有 {table}.parquet 的文件夹，在 {run} 中没有找到。请检查路径。",
                en=f"RUN must be a folder that holds {table}.parquet; none was found in {run}. Check the path.",
            )
    with tempfile.TemporaryDirectory() as scratch, closing(DuckDB(Path(scratch), memory_limit=MEMORY)) as backend:
        for table in link_queue.TABLES:
            backend.read(run / f"{table}.parquet", table)
        yield backend


def _refitted(inputs: list[Path], model: Path, parameters: RefitParameters, ignored: tuple[str, ...]) -> Refit:
    """Read the submission as a run does, find its pairs with the old model, and refit."""
    chosen = load_model(model)
    with tempfile.TemporaryDirectory() as folder:
        staging, scratch = Path(folder) / "staging", Path(folder) / "scratch"
        staging.mkdir()
        options = ReadOptions(as_of=datetime.now().astimezone().date(), rule_ids=frozenset(), ignore_columns=ignored)
        received = submission.read(inputs=tuple(inputs), staging=staging, options=options, progress=_silent)
        with closing(DuckDB(scratch, memory_limit=MEMORY)) as backend:
            engine.read(backend, received.clean, staging)
            entries.prepare(backend)
            tiers.link(backend, chosen, _silent)
            return refit.refit(backend, chosen, parameters)


def _silent(_stage: str, _share: float) -> None:
    """Tell nobody how far the work is."""


def _word(words: tuple[Any, ...], code: str | None, lang: str) -> str:
    found = next((word for word in words if word.code == code), None)
    return (found.en if lang == "en" else found.zh) if found else (code or "–")


def _entry_line(entry: dict[str, Any], lang: str) -> str:
    blank = "–"
    shown = (entry[name] or blank for name in ("asset_id", "name", "platform", "sponsor_unit"))
    return (" | " if lang == "en" else "｜").join(str(each) for each in shown)


def _headline(pair: dict[str, Any], lang: str) -> str:
    kind, tier = _word(PAIR_KINDS, pair["kind"], lang), _word(TIERS, pair["tier"], lang)
    score = "–" if pair["score"] is None else f"{pair['score']:.4f}"
    return f"{kind} [{tier}], {score}:" if lang == "en" else f"{kind}【{tier}】，把握 {score}："


def _clash_line(clash: dict[str, Any], lang: str) -> str:
    way = " = ".join(clash["path"].split(";"))
    if lang == "en":
        return f"Judgements contradict each other: {way}, but {clash['left_id']} ≠ {clash['right_id']}"
    return f"结论矛盾：{way}，但 {clash['left_id']} ≠ {clash['right_id']}"


HEADS = {
    "zh": ("左编号", "左名称", "右编号", "右名称", "主办单位", "关系", "把握"),
    "en": ("left id", "left name", "right id", "right name", "sponsor", "kind", "score"),
}


def _queue_table(rows: list[dict[str, Any]], total: int, lang: str) -> Table:
    title = (
        f"待核 {total:,} 对，列出 {len(rows):,} 对" if lang == "zh" else f"{total:,} pairs wait, {len(rows):,} shown"
    )
    table = Table(*HEADS[lang], title=title)
    for row in rows:
        shown = (str(row[name] or "–") for name in ("left_id", "left_name", "right_id", "right_name", "sponsor_unit"))
        table.add_row(*shown, _word(PAIR_KINDS, row["kind"], lang), f"{row['score']:.4f}")
    return table


def _write_csv(rows: list[dict[str, Any]]) -> None:
    writer = csv.DictWriter(sys.stdout, fieldnames=link_queue.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _shift_table(found: Refit, lang: str) -> Table:
    heads = ("字段", "程度", "判同", "判异", "m 旧", "m 新", "u 旧", "u 新")
    english = ("field", "level", "same", "different", "m old", "m new", "u old", "u new")
    table = Table(*(english if lang == "en" else heads))
    for shift in found.shifts:
        field = found.model.field(shift.field)
        names = (field.en, shift.new.en) if lang == "en" else (field.zh, shift.new.zh)
        numbers = (shift.old.m, shift.new.m, shift.old.u, shift.new.u)
        table.add_row(*names, f"{shift.same:,}", f"{shift.different:,}", *(f"{number:.4f}" for number in numbers))
    return table


def _move_table(found: Refit, lang: str, most: int = 20) -> Table:
    title = f"会变动的 {len(found.moves):,} 对" if lang == "zh" else f"{len(found.moves):,} pairs would move"
    table = Table("left", "right", "before", "after", "score", "judged", title=title)
    for move in found.moves[:most]:
        scores = " → ".join("–" if s is None else f"{s:.4f}" for s in (move.score_before, move.score_after))
        tiers_shown = (_word(TIERS, tier, lang) for tier in (move.tier_before, move.tier_after))
        table.add_row(move.left_id, move.right_id, *tiers_shown, scores, move.verdict or "–")
    return table


def _move_lines(found: Refit, lang: str) -> list[str]:
    """Count the pairs that would move, by where from and where to."""
    counted = Counter((move.tier_before, move.tier_after) for move in found.moves)
    ways = ((_word(TIERS, before, lang), _word(TIERS, after, lang), n) for (before, after), n in counted.items())
    return [f"  {before} → {after}: {n:,}" for before, after, n in sorted(ways)]


def _refit_lines(found: Refit, out: Path, written: bool, lang: str) -> list[str]:
    judged = found.same + found.different
    if lang == "en":
        last = (
            f"Wrote {out}; use it with jianfu run --link-model {out}." if written else f"Not written; --write: {out}."
        )
        right = f"Put rightly before: {found.right_before:,} of {judged:,}; after: {found.right_after:,}."
        return [
            *_move_lines(found, lang),
            f"Judged the same: {found.same:,}; different: {found.different:,}. {right}",
            last,
        ]
    last = f"已写出 {out}，用 jianfu run --link-model {out} 采用。" if written else f"未写出；加 --write 写到 {out}。"
    right = f"原模型判对 {found.right_before:,}/{judged:,}，新模型判对 {found.right_after:,}/{judged:,}。"
    first = f"判为同一个 {found.same:,} 对，判为不同 {found.different:,} 对；{right}"
    return [*_move_lines(found, lang), first, last]
