"""Health and readiness."""

from django.test import Client
from django.utils import timezone

from jianfu.web.base.models import Worker


def test_health_asks_nothing_of_the_database() -> None:
    assert Client().get("/health").json() == {"alive": True}


def test_an_installation_without_a_worker_is_not_ready(db: None) -> None:
    answer = Client().get("/ready")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "migrations": True, "worker": False})
    Worker.objects.create(name="w", started_at=timezone.now(), beat_at=timezone.now())
    assert Client().get("/ready").status_code == 200
