"""The pages of jobs."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.base.jobs import works  # noqa: F401  # lets its works be started
from tests.web.conftest import AT

from jianfu.web.base import jobs
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import kinds
from jianfu.web.base.models import Job, User
from jianfu.web.base.permissions import Role


@pytest.fixture
def mine(signed_in: Callable[..., Client]) -> tuple[Client, Job]:
    client = signed_in(Role.CLERK, "XW")
    by = Actor(User.objects.get().pk, "某")
    job = jobs.start(kind=f"{kinds.WITHIN[-1]}count", title="导入 500 行", arguments={"steps": 4}, by=by, at=AT)
    return client, job


def test_a_job_is_shown_with_its_result_log_and_file(mine: tuple[Client, Job]) -> None:
    client, job = mine
    assert "取消任务" in client.get(f"/jobs/{job.pk}/").content.decode()
    jobs.run_waiting()
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "导入 500 行" in page and "100%" in page and "取消任务" not in page and "hx-get" not in page
    assert b"".join(client.get(f"/jobs/{job.pk}/files/counted.txt")) == b"4"
    assert client.get(f"/jobs/{job.pk}/files/other.txt").status_code == 404


def test_what_htmx_asks_for_is_only_the_part_that_changes(mine: tuple[Client, Job]) -> None:
    client, job = mine
    part = client.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="job" hx-get=')


def test_a_job_is_cancelled_by_post_only(mine: tuple[Client, Job]) -> None:
    client, job = mine
    assert client.get(f"/jobs/{job.pk}/cancel/").status_code == 405
    assert client.post(f"/jobs/{job.pk}/cancel/").status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_others_see_neither_the_job_nor_its_files_but_an_administrator_does(
    mine: tuple[Client, Job], signed_in: Callable[..., Client]
) -> None:
    _, job = mine
    jobs.run_waiting()
    other = signed_in(Role.COORDINATOR, "X")
    for path in (f"/jobs/{job.pk}/", f"/jobs/{job.pk}/files/counted.txt"):
        assert other.get(path).status_code == 404
    assert "导入 500 行" not in other.get("/jobs/").content.decode()
    administrator = signed_in(Role.ADMINISTRATOR, "P")
    assert "导入 500 行" in administrator.get("/jobs/").content.decode()
    assert administrator.get(f"/jobs/{job.pk}/").status_code == 200
