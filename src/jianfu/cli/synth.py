"""``jianfu synth``: a made-up province to try things on, and the truth about it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from jianfu import __version__
from jianfu.engine.synth.make import SUBMISSION, TRUTH, make
from jianfu.engine.synth.request import DEFAULT_AS_OF, UNITS_OF_A_PROVINCE, Format, Request
from jianfu.engine.synth.write import Sink, sink
from jianfu.tables.made_up_workbook import WorkbookSink
from jianfu.tables.staging import replacing

RECORD = "synth.json"
DEFAULT_DAY = datetime.combine(DEFAULT_AS_OF, datetime.min.time())


def synth(
    out: Annotated[Path, typer.Option(metavar="DIR", help="写到哪个文件夹 / the folder to write")],
    region: Annotated[
        str, typer.Option(metavar="NAME", help="jiangsu、nation 或省名 / jiangsu, nation, or a province's name")
    ] = "jiangsu",
    units: Annotated[int, typer.Option(min=1, metavar="N", help="单位数 / number of units")] = UNITS_OF_A_PROVINCE,
    seed: Annotated[int, typer.Option(min=0, metavar="S", help="种子 / the seed")] = 1,
    scale: Annotated[
        float, typer.Option(min=0.001, metavar="X", help="倍数，大于1铺到全国 / times; above 1 over all provinces")
    ] = 1.0,
    form: Annotated[Literal["csv", "parquet", "xlsx"], typer.Option("--format", help="格式 / format")] = "csv",
    as_of: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="判定日 / the day judged")
    ] = DEFAULT_DAY,
    messy: Annotated[
        bool, typer.Option("--messy/--clean", help="写法杂乱并夹有坏行 / other spellings and faulty rows, or plain")
    ] = True,
    notices: Annotated[float, typer.Option(min=0, max=20, metavar="X", help="每群通知数 / notices to a group")] = 0.3,
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", metavar="NAME", help="真相按哪些规则包说，可重复 / packs the truth is told for"),
    ] = None,
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
) -> None:
    """造一个省的登记数据，并附真相。 Make up a province's register, and the truth about it.

    区划为真，单位、账号、应用、群组和通知均为虚构。同样的参数得到同样的字节。
    The divisions are real; units, accounts, apps, groups and notices are invented. Same options, same bytes.
    """
    request = Request(
        region=region,
        units=units,
        seed=seed,
        scale=scale,
        as_of=as_of.date(),
        messy=messy,
        notices_per_group=notices,
        packs=tuple(pack or ()),
    )
    with replacing(out, record=RECORD) as staging:
        rows = _make(request, staging, form)
        (staging / RECORD).write_text(_record(request, form, rows), encoding="utf-8")
    _say(request, out, rows, lang)


def _make(request: Request, out: Path, form: str) -> dict[str, int]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=1.0)
        return make(
            request=request,
            into=_sink(out / SUBMISSION, form),
            truth=out / TRUTH,
            progress=lambda what, done: bar.update(task, description=what, completed=done),
        )


def _sink(folder: Path, form: str) -> Sink:
    return WorkbookSink(folder) if form == "xlsx" else sink(folder, Format(form))


def _record(request: Request, form: str, rows: dict[str, int]) -> str:
    made = {
        "jianfu": __version__,
        "region": request.region,
        "units": request.units,
        "seed": request.seed,
        "scale": request.scale,
        "as_of": request.as_of.isoformat(),
        "messy": request.messy,
        "notices_per_group": request.notices_per_group,
        "packs": list(request.packs),
        "format": form,
        "rows": rows,
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _say(request: Request, out: Path, rows: dict[str, int], lang: str) -> None:
    """Say what was made, and how to go on."""
    counts = "，".join(f"{table} {count}" for table, count in rows.items())
    packs = "".join(f" --pack {pack}" for pack in request.packs)
    typer.echo(f"Made: {counts}" if lang == "en" else f"已造好：{counts}")
    typer.echo("Next:" if lang == "en" else "接下来：")
    typer.echo(f"  jianfu run {out / SUBMISSION} --as-of {request.as_of}{packs} --out RUN")
    typer.echo(f"  jianfu score RUN {out / TRUTH}")
