"""``jianfu template``: the workbook a unit fills in."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from jianfu.cli.unable import Unable
from jianfu.engine.detection import pack
from jianfu.tables import template as workbook

CHINA_HOURS = 8


class UnableToWriteTemplate(Unable):
    """The file asked for is no workbook's name, or cannot be put there."""


def template(
    out: Annotated[Path, typer.Option(metavar="FILE", help="写到哪里(.xlsx) / the workbook to write")],
    lang: Annotated[Literal["zh", "en"], typer.Option(help="语言 / language")] = "zh",
    units: Annotated[
        Path | None, typer.Option(metavar="FILE", help="单位表,主办单位从中选择 / table of units to choose from")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DATE", help="日期不得晚于这一天,默认今天 / latest day, default today"
        ),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="要哪些表,可重复;all 为全部九张 / which tables, repeatable; all for all nine"
        ),
    ] = None,
) -> None:
    """生成单位填报用的工作簿。 Write the workbook that a unit fills in.

    中文表头,下拉选项,日期和数字校验,填写说明和示例;填好后直接交给 jianfu run。
    """
    if out.suffix.lower() != ".xlsx":
        raise UnableToWriteTemplate(
            zh=f"模板是 .xlsx 工作簿，“{out.name}”不是。请把文件名改成以 .xlsx 结尾。",
            en=f"The template is an .xlsx workbook and “{out.name}” is not. Give a name that ends in .xlsx.",
        )
    day = as_of.date() if as_of else today()
    codes = workbook.tables_named(table or (), with_units=units is not None)
    listed = workbook.read_units(units, as_of=day) if units else workbook.Units()
    rule_ids = pack.known_rule_ids(pack.bundled_packs())
    workbook.write(out=out, tables=codes, as_of=day, lang=lang, units=listed, rule_ids=rule_ids)
    _say(out, listed, lang)


def today() -> date:
    """Return today's date in China, whatever the clock of the machine is set to."""
    return (datetime.now(UTC) + timedelta(hours=CHINA_HOURS)).date()


def _say(out: Path, units: workbook.Units, lang: str) -> None:
    typer.echo(f"Template written: {out}" if lang == "en" else f"模板已写好：{out}")
    if units.rejected:
        zh = f"单位表中有 {units.rejected} 行有问题，没有列入下拉清单。用 jianfu run 可看到逐行的说明。"
        en = f"{units.rejected} rows of the units were at fault and are not offered. jianfu run explains each."
        typer.echo(en if lang == "en" else zh, err=True)
