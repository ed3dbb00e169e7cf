"""Readiness."""

from datetime import timedelta

from tests.web.conftest import AT

from jianfu.web.base.models import Worker
from jianfu.web.base.queries.health import SILENCE, readiness


def test_a_worker_long_silent_does_not_count(db: None) -> None:
    Worker.objects.create(name="w", started_at=AT, beat_at=AT)
    assert readiness(at=AT + SILENCE)["worker"]
    assert not readiness(at=AT + SILENCE + timedelta(seconds=1))["worker"]
