"""``jianfu run``: the main job on a submission."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from jianfu.cli.unable import Unable
from jianfu.engine.linkage.model import load_model
from jianfu.engine.propose import Settings
from jianfu.tables import job
from jianfu.tables import settings as settings_file
from jianfu.tables.request import Request

DONE, DONE_WITH_REJECTED = 0, 1
STAGES = {
    "read": ("读取与查错", "reading and checking"),
    "detect": ("研判", "judging"),
    "link": ("比对重复", "linking"),
    "notices": ("比对通知", "comparing notices"),
    "workgroups": ("整合群组", "merging groups"),
    "plan": ("求解方案", "planning"),
    "publish": ("写出表格", "writing tables"),
    "report": ("写出报告", "writing reports"),
}


class UnableToUnderstandDate(Unable):
    """A date on the command line is not one."""


def day(text: str, option: str) -> date:
    """Return the ISO date given for an option; raises UnableToUnderstandDate."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnableToUnderstandDate(
            zh=f"{option} 应为 2026-09-01 这样的日期，收到的是“{text}”。",
            en=f'{option} must be a date such as 2026-09-01; got "{text}".',
        ) from error


def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT…", help="文件夹或文件 / a folder or files")],
    out: Annotated[Path, typer.Option("--out", help="结果文件夹 / where the results go")],
    as_of: Annotated[str, typer.Option("--as-of", help="判定日期，默认今天 / the day judged, today by default")] = "",
    baseline: Annotated[str, typer.Option("--baseline", help="基数日期 / the baseline day")] = "",
    pack: Annotated[
        list[str] | None, typer.Option("--pack", help="加载的规则包，按序叠加 / rule packs, in order")
    ] = None,
    max_hit_percent: Annotated[
        float, typer.Option(min=0, max=100, help="命中超过此比例须先确认 / above this share hits need confirmation")
    ] = 40.0,
    engine: Annotated[Literal["duckdb", "spark"], typer.Option(help="计算引擎 / engine")] = "duckdb",
    spark_master: Annotated[str, typer.Option(help="Spark 主节点 / Spark master URL")] = "local[2]",
    ignore_column: Annotated[
        list[str] | None, typer.Option("--ignore-column", help="允许忽略的列 / a column that may be ignored")
    ] = None,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
    memory: Annotated[int, typer.Option(min=256, help="引擎内存上限（MB） / engine memory limit in MB")] = 1200,
    threads: Annotated[int, typer.Option(min=1, help="线程数 / threads")] = 2,
    settings: Annotated[
        Path | None, typer.Option(help="比对、并群、规划的参数文件 / a file of parameters for linkage, groups and plan")
    ] = None,
    link_model: Annotated[
        Path | None,
        typer.Option("--link-model", help="自己校准的比对模型 / a linkage model of your own (see link refit)"),
    ] = None,
    geojson: Annotated[
        Path | None, typer.Option(help="本省经批准的边界文件 / the province's approved boundaries")
    ] = None,
) -> None:
    """读取各部门报来的表格，逐条研判，写出登记、问题、说明和报告。

    Read the spreadsheets handed in, judge every entry, and write tables, rejected rows and reports to --out.
    Exit codes: 0 done; 1 done with rejected rows; 2 nothing done.
    """
    request = Request(
        inputs=tuple(inputs),
        out=out,
        as_of=day(as_of, "--as-of") if as_of else datetime.now().astimezone().date(),
        baseline=day(baseline, "--baseline") if baseline else None,
        packs=tuple(pack or ()),
        max_hit_percent=max_hit_percent,
        ignore_columns=tuple(ignore_column or ()),
        lang=lang,
        engine=engine,
        spark_master=spark_master,
        memory_mb=memory,
        threads=threads,
        geojson=geojson,
        settings=chosen(settings, link_model),
    )
    raise typer.Exit(run_job(request))


def chosen(settings: Path | None, link_model: Path | None) -> Settings:
    """Return the settings of the file, and the model of the other, or what stands where none is given."""
    given = settings_file.read(settings) if settings else Settings()
    return replace(given, model=load_model(link_model)) if link_model else given


def run_job(request: Request) -> int:
    """Do the job with progress bars on stderr, say what came of it, and return the exit code."""
    with Bars(request.lang) as bars:
        result = job.run(request, bars.tell)
    say(result, request.lang)
    return DONE_WITH_REJECTED if result.rejected_rows else DONE


class Bars:
    """Progress bars on stderr, one a stage."""

    def __init__(self, lang: str) -> None:
        self._english = lang == "en"
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, TaskID] = {}
        self._here = "read"

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def tell(self, stage: str, share: float) -> None:
        """Move the bar of a stage (a stage inside another moves the other's bar)."""
        self._here = stage if stage in STAGES else self._here
        if self._here not in self._tasks:
            self._tasks[self._here] = self._progress.add_task(STAGES[self._here][self._english], total=1.0)
        self._progress.update(self._tasks[self._here], completed=share)


def say(result: job.Result, lang: str) -> None:
    """Print what was found per rule, what was not evaluated, and where the reports lie."""
    english = lang == "en"
    console = Console()
    table = Table(box=None, pad_edge=False)
    for position, head in enumerate(HEADS[english]):
        table.add_column(head, justify="right" if position in FIGURES else "left")
    for rule in result.rules():
        table.add_row(*rule_cells(rule, english))
    console.print(table)
    for line in closing(result, english):
        console.print(line, soft_wrap=True, highlight=False)


HEADS = {
    False: ("规则", "名称", "命中", "未知", "豁免", "说明"),
    True: ("rule", "name", "hits", "unknown", "exempt", "note"),
}


FIGURES = range(2, 5)
"""Positions of the columns that hold figures."""


def rule_cells(rule: job.RuleLine, english: bool) -> tuple[str, ...]:
    """Return the cells of one rule's line."""
    note = ("confirm first: hits too large a share" if english else "命中比例过高，须先确认") if rule.confirm else ""
    return (
        rule.id,
        rule.name.en if english else rule.name.zh,
        f"{rule.hits:,}",
        f"{rule.unknown:,}",
        f"{rule.exempt:,}",
        note,
    )


def closing(result: job.Result, english: bool) -> list[str]:
    """Return the last lines: rules not evaluated, rows rejected, where to look."""
    waiting = [rule.rule_id for rule in result.outcome.not_evaluated]
    out = result.out
    if english:
        lines = [f"Not evaluated ({len(waiting)}, see report): {', '.join(waiting)}"] if waiting else []
        lines += (
            [f"Rejected rows: {result.rejected_rows:,}, see {out / 'rejected.xlsx'}"] if result.rejected_rows else []
        )
        return [*lines, f"Report: {out / 'report.html'}"]
    lines = [f"未评估的规则 {len(waiting)} 条（原因见报告）：{'、'.join(waiting)}"] if waiting else []
    lines += [f"退回 {result.rejected_rows:,} 行，见 {out / 'rejected.xlsx'}"] if result.rejected_rows else []
    return [*lines, f"报告：{out / 'report.html'}"]
