"""Kinds of jobs."""

import pytest
from tests.web.base.jobs import works

from jianfu.web.base.jobs.kinds import is_resumable, work_of


@pytest.mark.parametrize(
    ("name", "resumable"), [("linger", False), ("linger_resumable", True), ("linger_whole", True), ("gone", False)]
)
def test_a_kind_says_whether_a_killed_job_may_be_run_again(name: str, resumable: bool) -> None:
    assert is_resumable(f"{works.__name__}.{name}") is resumable


def test_a_kind_is_the_dotted_path_of_its_work() -> None:
    assert work_of(f"{works.__name__}.count").__name__ == "count"
