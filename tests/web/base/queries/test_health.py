"""Readiness."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests.web.conftest import AT
from tests.web.processes import Place

from jianfu.web.base.models import Worker
from jianfu.web.base.queries.health import SILENCE, readiness


def test_a_worker_long_silent_does_not_count(db: None) -> None:
    Worker.objects.create(name="w", started_at=AT, beat_at=AT)
    assert readiness(at=AT + SILENCE)["worker"]
    assert not readiness(at=AT + SILENCE + timedelta(seconds=1))["worker"]


def test_a_migration_that_is_not_applied_makes_it_not_ready(db: None) -> None:
    Worker.objects.create(name="w", started_at=AT, beat_at=AT)
    assert all(readiness(at=AT).values())
    MigrationRecorder(connection).record_unapplied("base", "0002_audit_append_only")
    assert readiness(at=AT) == {"database": True, "migrations": False, "worker": False}


@pytest.mark.one_database
@pytest.mark.parametrize("url", ["sqlite:////nowhere/none.sqlite3", "postgres://nobody@/none?host=/nowhere"])
def test_a_database_that_is_away_is_said_so(tmp_path: Path, url: str) -> None:
    ask = "import django; django.setup(); from django.test import Client; "
    ask += "print(Client(SERVER_NAME='localhost').get('/ready').content.decode())"
    said = Place(tmp_path, url).run("-c", ask)
    assert json.loads(said.splitlines()[-1]) == {"database": False, "migrations": False, "worker": False}
