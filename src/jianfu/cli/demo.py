"""``jianfu demo``: the main job on two made-up submissions, to the reports and into a register."""

import socket
import subprocess
import sys
import threading
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from jianfu.cli import demo_register
from jianfu.cli.demo_page import Shown, write_page
from jianfu.cli.run import run_job
from jianfu.cli.serve import PORTS_TRIED, UnableToServe, address_of, open_server
from jianfu.cli.supervise import Supervisor, web_command, worker_command
from jianfu.cli.synth import synth
from jianfu.engine.synth.make import SUBMISSION
from jianfu.tables.request import Request

COUNTY = Path(__file__).parent / "county"
AS_OF = date(2026, 9, 1)
PACK = "jiangsu"
UNITS, SEED = 2000, 1
PORT = 8000
REGISTER = "register"
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
    """演示：处理示例县和仿真省，装入登记系统并打开。 Judge a made-up county and province, fill a register, open it."""
    shown = (show_county(out, lang), show_province(out, units, lang))
    page = write_page(out, shown)
    name_files(page, shown, lang)
    fill_register(out, lang)
    if served:
        raise typer.Exit(serve_both(out, port))


def fill_register(out: Path, lang: Lang) -> None:
    """Bring both submissions into a register of the demonstration, and print its accounts.

    In a process of its own, whose settings are a demonstration's from the start. Raises UnableToFill where it fails.
    """
    _head("登记系统：单位、条目和一次排查", "The register: units, entries, and a census", lang)
    submissions = (COUNTY, out / "province-made" / SUBMISSION)
    command = [sys.executable, "-m", "jianfu.cli.demo_register", str(out / REGISTER), *map(str, submissions)]
    if subprocess.run(command, check=False).returncode:
        raise demo_register.UnableToFill(
            zh="登记系统没有装成，原因见上。报告不受影响。",
            en="The register could not be filled; see above. The reports stand.",
        )


def serve_both(out: Path, port: int) -> int:
    """Serve the register on a free port and the reports beside it until told to stop; return the exit code."""
    demo_register.demo_environment(out / REGISTER)
    with open_server(out, host="127.0.0.1", port=port + 1) as reports:
        threading.Thread(target=reports.serve_forever, daemon=True).start()
        at = free_port(port)
        typer.echo(f"\n报告 / reports:   {address_of(reports)}")
        typer.echo(f"登记系统 / register: http://127.0.0.1:{at}/  (按 Ctrl-C 停止 / Ctrl-C to stop)")
        commands = {"web": web_command(host="127.0.0.1", port=at, workers=1), "worker": worker_command()}
        code = Supervisor(commands).run()
        reports.shutdown()
    return code


def free_port(port: int) -> int:
    """Return the port, or the next free one; 0 gives any free port."""
    for tried in range(port, port + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", tried))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UnableToServe(
        zh=f"{port} 起的 {PORTS_TRIED} 个端口都被占用。请用 --port 另选一个。",
        en=f"The {PORTS_TRIED} ports from {port} on are all taken. Choose another with --port.",
    )


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
