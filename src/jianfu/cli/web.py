"""Commands that need the web half: ``worker`` and ``manage``, and what ``serve`` needs. Django is loaded only here."""

import os
import signal
from types import FrameType
from typing import Annotated

import typer

from jianfu.cli.unable import Unable

SETTINGS = "jianfu.web.settings"


class UnableToStart(Unable):
    """The web half is not ready to be served."""


def django_ready() -> None:
    """Set Django up from the environment. Raises UnableToConfigure for what is missing or wrong there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.conf import settings

    django.setup()
    settings.DATA.mkdir(parents=True, exist_ok=True)


def prepare() -> None:
    """Bring database and static files up to date in demo mode; refuse in production where migrations are missing."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if settings.DEMO:
        call_command("migrate", verbosity=0)
    else:
        executor = MigrationExecutor(connection)
        if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise UnableToStart(
                zh=f"数据库还缺 {len(missing)} 项结构更新。请先备份（jianfu backup），再运行 jianfu manage migrate。",
                en=f"The database lacks {len(missing)} migrations. Back it up (jianfu backup), then run "
                "jianfu manage migrate.",
            )
        _refuse_demonstration()
    call_command("collectstatic", verbosity=0, interactive=False)
    connection.close()


def _refuse_demonstration() -> None:
    from django.conf import settings

    from jianfu.web.base.models import User

    if User.objects.filter(is_demonstration=True).exists():
        raise UnableToStart(
            zh=f"这个登记库（{settings.DATA}）里是演示数据和演示账号，不能用于生产。"
            "请另设 JIANFU_DATA 或 DATABASE_URL。",
            en=f"This register ({settings.DATA}) holds the demonstration's data and accounts and is not "
            "for production. Set another JIANFU_DATA or DATABASE_URL.",
        )


def worker(
    beat: Annotated[float, typer.Option(min=0.05, help="心跳间隔秒数 / seconds between heartbeats")] = 2.0,
    stale: Annotated[float, typer.Option(min=0.5, help="多少秒无心跳视为中断 / seconds of silence")] = 60.0,
) -> None:
    """只运行后台任务进程。 Run only the job worker."""
    django_ready()
    from jianfu.web.base.jobs.worker import Loop, Rhythm

    loop = Loop(Rhythm(beat=beat, stale=stale))

    def stop(_signal: int, _frame: FrameType | None) -> None:
        loop.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    loop.run()


def manage(context: typer.Context) -> None:
    """运行 Django 的管理命令，如 migrate。 Run one of Django's management commands, such as migrate."""
    django_ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jianfu manage", *context.args])
