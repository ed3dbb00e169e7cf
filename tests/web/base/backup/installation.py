"""A process that fills an installation, prints all it holds, or destroys it."""

import hashlib
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from jianfu.web.base.actions import audit, sealing  # noqa: E402
from jianfu.web.base.actor import SYSTEM  # noqa: E402
from jianfu.web.base.backup import tables  # noqa: E402
from jianfu.web.base.models import Job, User  # noqa: E402
from jianfu.web.registry.models import Asset  # noqa: E402
from jianfu.web.units.actions import tree  # noqa: E402
from jianfu.web.units.models import Grant, Unit  # noqa: E402

NOW = timezone.now()


def fill() -> None:
    """Write rows of several words, entries, seals and files."""
    # The child has the lower number, so that rows refer to rows that come later.
    child = Unit.objects.create(unit_id="XW", name="清河县水务局", level="county", region_code="320121")
    child.parent = Unit.objects.create(unit_id="X", name="清河县", level="county", region_code="320121")
    child.save()
    tree.rebuild_paths()
    user = User.objects.create(username="u", name="某人")
    user.set_password("某个口令-1")
    user.save()
    Grant.objects.create(user=user, role="clerk", unit=child, since=date(2020, 1, 1))
    Asset.objects.create(
        asset_id="A1", name="清河水务\n“二”", sponsor=child, category="new_media", state="active", platform="微信",
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    Job.objects.create(kind="k", title="t", result={"null": None, "数": [1.5, "甲"]}, created_at=NOW)
    audit.write(by=SYSTEM, at=NOW, deeds=[audit.Deed("x", "asset", str(n), None, {"n": n}) for n in range(700)])
    sealing.seal_until(timezone.localdate())
    default_storage.save("jobs/1/结果.txt", ContentFile("内容".encode()))


def told() -> dict[str, object]:
    """Return every table and file by its hash."""
    held: dict[str, object] = {}
    for model in tables.kept():
        # PostgreSQL keeps the names of an object in an order of its own.
        lines = [json.dumps(json.loads(line), sort_keys=True) for line in tables.lines_of(model)]
        held[model._meta.label_lower] = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    folder = Path(settings.DATA) / "files"
    held["files"] = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}
    held["rows"] = Asset.objects.count(), User.objects.count()
    return held


def destroy() -> None:
    """Lose database and files."""
    shutil.rmtree(Path(settings.DATA) / "files")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        return
    connection.close()
    for path in Path(settings.DATA).glob("jianfu.sqlite3*"):
        path.unlink()


match sys.argv[1]:
    case "fill":
        fill()
        sys.stdout.write(json.dumps(told()))
    case "tell":
        sys.stdout.write(json.dumps(told()))
    case "destroy":
        destroy()
    case "add":
        user = User.objects.create(username="after", name="恢复后")
        audit.write(by=SYSTEM, at=NOW, deeds=[audit.Deed("x", "user", str(user.pk))])
