"""``jianfu audit``: take the audit chain out of the database, and check such a file anywhere, without a database."""

from pathlib import Path
from typing import Annotated

import typer

from jianfu.cli.web import django_ready
from jianfu.tables import audit_chain

app = typer.Typer(name="audit", no_args_is_help=True, help="审计记录 / the audit chain")


@app.command("export")
def export(file: Annotated[Path, typer.Argument(metavar="FILE", help="写到这个文件 / file to write")]) -> None:
    """导出全部审计记录和每日封存值。 Write all audit entries and the seals of the days to a file."""
    django_ready()
    from jianfu.web.base.queries import audit

    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8", newline="\n") as opened:
        opened.writelines(audit.export())
    part.replace(file)
    typer.echo(f"{file}")


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="导出的文件 / the export")],
    known: Annotated[
        str, typer.Option(metavar="HASH", help="事先另存的摘要：末条摘要或某日封存值 / a hash kept elsewhere before")
    ] = "",
    lang: Annotated[str, typer.Option(help="zh 或 en / zh or en")] = "zh",
) -> None:
    """核对导出的审计记录是否完整、未被改动；不需要数据库。 Check an export; names the first broken entry."""
    with file.open(encoding="utf-8") as lines:
        checked = audit_chain.check(lines, known=known.strip().lower())
    typer.echo(
        f"Whole and unchanged: {checked.entries} entries, {checked.seals} sealed days. Last hash: {checked.head}"
        if lang == "en"
        else f"完整，未被改动：{checked.entries} 条记录，{checked.seals} 个封存日。末条摘要：{checked.head}"
    )


@app.command("seal")
def seal() -> None:
    """封存已过去的每一天（工作进程每天自动进行）。 Seal every day that is over; the worker does so daily."""
    django_ready()
    from datetime import timedelta

    from django.utils import timezone

    from jianfu.web.base.actions import sealing

    typer.echo(str(sealing.seal_until(timezone.localdate() - timedelta(days=1))))
