"""Make the measured registers: ``python bench/web/make.py [sqlite] [postgres]``.

The tree is founded and the entries imported by the actions that people's clicks call, so that search columns, names,
observations and audit entries are as in life. Then comes one campaign over all units, in mixed states.
"""

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import place
import rows

TOP = "U320000001"
USERS = 20
DUE_AFTER = timedelta(days=10)
# Out of ten units so many are in each state, by a fixed draw; the rest have not begun.
STATES = ("signed", "signed", "signed", "nothing", "handed_in", "handed_in", "working", "working")


def main() -> None:
    for database in sys.argv[1:] or place.DATABASES:
        for part in ("units", "register"):
            started = time.perf_counter()
            subprocess.run([sys.executable, __file__, "--part", part, database], check=True)
            print(database, part, f"{time.perf_counter() - started:.1f} s", flush=True)


def make(part: str, database: str) -> None:
    """Make one register, in a process of its own."""
    if part == "units":
        place.fresh(database, "units")
        place.ready(database, "units")
        found_units()
    else:
        place.copy(database, "units", "register")
        place.ready(database, "register")
        take_in(rows.files(rows.SIZES, "register"))
        hold_campaign()
    make_known()


def found_units() -> None:
    """Make the tables, found the tree, and make twenty people who see all of it."""
    import pyarrow.parquet as pq
    from django.core.management import call_command

    from jianfu.web.base.actor import SYSTEM
    from jianfu.web.units.actions import stock

    call_command("migrate", verbosity=0)
    listed = pq.read_table(rows.clean() / "units.parquet").to_pylist()
    stock.bring_in(rows=listed, by=SYSTEM, at=datetime.now(UTC), reason="made up")
    _people()


def _people() -> None:
    from jianfu.web.base.models import User
    from jianfu.web.base.permissions import Role
    from jianfu.web.units.models import Grant, Unit

    top = Unit.objects.get(unit_id=TOP)
    for number in range(USERS):
        # Staff and superuser only let the same people into Django's own pages; ours ask neither.
        user = User.objects.create(username=f"u{number}", name=f"某{number}", is_staff=True, is_superuser=True)
        since = date.today() - timedelta(days=1)
        Grant.objects.create(user=user, role=Role.PROVINCIAL_LEAD, unit=top, since=since)


def importer() -> Any:
    """Return a coordinator over the whole tree."""
    from jianfu.web.base.actor import Actor, Held
    from jianfu.web.base.models import User
    from jianfu.web.base.permissions import Role
    from jianfu.web.units.models import Unit

    top, user = Unit.objects.get(unit_id=TOP), User.objects.get(username="u0")
    held = Held(Role.COORDINATOR, top.pk, top.unit_id, top.path, top.region_prefix, top.line)
    return Actor(user.pk, user.name, (held,))


def take_in(paths: list[Path]) -> dict[str, dict[str, int]]:
    """Import files the way the wizard does, and return what became of their rows."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jianfu.web.census.actions import importing, importing_finish
    from jianfu.web.census.models import ImportBatch
    from jianfu.web.units.models import Unit

    by, at = importer(), datetime.now(UTC)
    given = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    batch = importing.upload(given=given, unit=Unit.objects.get(unit_id=TOP), by=by, at=at)
    for sheet in batch.sheets:  # a file's name says nothing of its table here
        assert sheet["table"] == "assets", sheet
    importing.take_in(batch=batch, by=by, at=at)
    batch = ImportBatch.objects.get(pk=batch.pk)
    importing_finish.commit(batch=batch, version=batch.version, reason="made up", good_only=True, by=by, at=at)
    return dict(ImportBatch.objects.get(pk=batch.pk).counts)


def hold_campaign() -> None:
    """Open a campaign over all units and bring their tables into mixed states."""
    from jianfu.web.base.models import User
    from jianfu.web.census.actions import campaign as campaigns
    from jianfu.web.census.models import Campaign, Declaration
    from jianfu.web.units import queries
    from jianfu.web.units.models import Unit

    at = datetime.now(UTC)
    lead = queries.actor_of(User.objects.get(username="u0"), as_of=at.date())
    drawn = Campaign(
        name="排查", scope=Unit.objects.get(unit_id=TOP), categories=list(rows.SIZES), packs=["national"],
        opens_on=at.date(), due_on=at.date() + DUE_AFTER,
    )  # fmt: skip
    drawn = campaigns.draw_up(campaign=drawn, by=lead, at=at)
    campaigns.open_campaign(campaign=drawn, by=lead, at=at)
    keys = list(Declaration.objects.order_by("pk").values_list("pk", flat=True))
    for draw, state in enumerate(STATES):
        some = [key for number, key in enumerate(keys) if number * 7 % 10 == draw]
        for start in range(0, len(some), 900):
            Declaration.objects.filter(pk__in=some[start : start + 900]).update(state=state)


def make_known() -> None:
    """Let PostgreSQL take stock at once, as its own housekeeping does within minutes. SQLite has none."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    if "--part" in sys.argv:
        make(*sys.argv[2:4])
    else:
        main()
