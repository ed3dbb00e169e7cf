"""``jianfu demo``: the main job on two made-up submissions, from the spreadsheets to the reports."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from jianfu.cli.demo_page import Shown, write_page
from jianfu.cli.run import run_job
from jianfu.cli.serve import serve_until_stopped
from jianfu.cli.synth import synth
from jianfu.engine.synth.make import SUBMISSION
from jianfu.tables.request import Request

COUNTY = Path(__file__).parent / "county"
AS_OF = date(2026, 9, 1)
PACK = "jiangsu"
UNITS, SEED = 2000, 1
PORT = 8000
Lang = Literal["zh", "en"]


def demo(
    out: Annotated[Path, typer.Option(metavar="DIR", help="结果文件夹 / where the results go")] = Path("demo-out"),
    served: Annotated[
        bool, typer.Option("--serve/--no-serve", help="结束后在本机打开 / show the reports on this machine at the end")
    ] = True,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="端口，占用时顺延 / port; the next free one when busy")
    ] = PORT,
    units: Annotated[
        int, typer.Option(min=60, metavar="N", help="仿真省的单位数 / units of the made-up province")
    ] = UNITS,
    lang: Annotated[Lang, typer.Option(help="语言 / language")] = "zh",
) -> None:
    """演示：处理一个示例县和一个仿真省，并打开报告。 Judge a made-up county and province, and show the reports."""
    shown = (show_county(out, lang), show_province(out, units, lang))
    page = write_page(out, shown)
    name_files(page, shown, lang)
    if served:
        serve_until_stopped(out, host="127.0.0.1", port=port)


def show_county(out: Path, lang: Lang) -> Shown:
    """Judge the bundled submission of a county as departments would send it; return where its result lies."""
    _head("示例县：各部门实际报来的样子", "A county's submission, as departments really send it", lang)
    return Shown(
        zh="示例县",
        en="A county",
        about_zh="十几个部门的表格：表头写法不一，编码不同，带标题行和合计行，并有各种差错。人名地名均为虚构。",
        about_en="Spreadsheets of several departments, with headers in many spellings, two encodings, title and total "
        "rows, and faults of every kind. All of it is made up.",
        folder=_judge(COUNTY, out / "county", lang),
    )


def show_province(out: Path, units: int, lang: Lang) -> Shown:
    """Make up a province of that many units and judge it; return where its result lies."""
    _head(f"仿真省：{units:,}个单位，真相已知", f"A made-up province of {units:,} units, its truth known", lang)
    made = out / "province-made"
    synth(out=made, units=units, seed=SEED, as_of=datetime(AS_OF.year, AS_OF.month, AS_OF.day), pack=[PACK], lang=lang)  # noqa: DTZ001  # a day, without a clock
    return Shown(
        zh="仿真省",
        en="A province",
        about_zh=f"按种子生成的{units:,}个单位及其账号、应用和群组，内有已知的僵尸、空壳、重复和缺失。",
        about_en=f"{units:,} units with their accounts, apps and groups, made from a seed, with known zombies, shells, "
        "duplicates and gaps.",
        folder=_judge(made / SUBMISSION, out / "province", lang),
    )


def _judge(submission: Path, result: Path, lang: Lang) -> Path:
    run_job(Request(inputs=(submission,), out=result, as_of=AS_OF, packs=(PACK,), lang=lang))
    return result


def _head(zh: str, en: str, lang: Lang) -> None:
    typer.echo(f"\n== {en if lang == 'en' else zh} ==", err=True)


def name_files(page: Path, shown: tuple[Shown, ...], lang: Lang) -> None:
    """Say where the reports lie."""
    typer.echo("\nReports:" if lang == "en" else "\n报告：")
    typer.echo(f"  {page}")
    for result in shown:
        for path in sorted(result.folder.glob("report.*")) + sorted(result.folder.glob("rejected.xlsx")):
            typer.echo(f"  {path}")
