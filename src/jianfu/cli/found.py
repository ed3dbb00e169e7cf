"""``jianfu found``: a new register gets its topmost unit and its first administrator."""

from typing import Annotated

import typer

from jianfu.cli.web import django_ready
from jianfu.engine.schema.words import LEVELS

CODES = tuple(word.code for word in LEVELS)


def found(
    unit: Annotated[str, typer.Option(help="最上级单位的名称 / name of the topmost unit")],
    username: Annotated[str, typer.Option(help="系统管理员的用户名 / user name of the administrator")],
    name: Annotated[str, typer.Option(help="系统管理员的姓名 / name of the administrator")],
    level: Annotated[str, typer.Option(help=f"层级 / level: {', '.join(CODES)}")] = "province",
    region: Annotated[str, typer.Option(help="行政区划代码 / region code")] = "",
    unit_id: Annotated[str, typer.Option(help="单位编号 / number of the unit")] = "1",
) -> None:
    """建立登记库：最上级单位和首位系统管理员。 Found a register: its topmost unit, its first administrator."""
    if level not in CODES:
        raise typer.BadParameter(", ".join(CODES), param_hint="--level")
    django_ready()
    from django.utils import timezone

    from jianfu.web.units.actions import founding

    row = {"unit_id": unit_id, "name": unit, "level": level, "region_code": region}
    password = founding.found(unit=row, username=username, name=name, at=timezone.now())
    typer.echo(f"{username}  初始口令（首次登录须修改）/ initial password, changed at the first sign-in: {password}")
