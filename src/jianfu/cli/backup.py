"""``jianfu backup`` and ``jianfu restore``: the whole installation in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from jianfu.cli.web import django_ready


def backup(file: Annotated[Path, typer.Argument(metavar="FILE", help="写到这个文件 / file to write (.tar)")]) -> None:
    """备份数据库和上传的文件，运行中也可进行。 Back the database and the files up, while running too."""
    django_ready()
    from django.utils import timezone

    from jianfu.web.base.backup import archive

    manifest = archive.write(file, at=timezone.now())
    typer.echo(f"{file}: {sum(manifest['rows'].values())} 行 rows, {len(manifest['files'])} 个文件 files")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="备份文件 / the backup")],
    replace: Annotated[bool, typer.Option("--replace", help="覆盖现有数据 / replace the data that is there")] = False,
) -> None:
    """从备份恢复，并核对摘要和审计记录。 Restore a backup, and check its checksums and the audit chain."""
    django_ready()
    from jianfu.web.base.backup import restoring

    manifest = restoring.restore(file, replace=replace)
    typer.echo(f"{file}: {sum(manifest['rows'].values())} 行 rows, {len(manifest['files'])} 个文件 files")
