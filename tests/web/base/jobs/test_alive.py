"""The lock that a living worker holds."""

from pathlib import Path
from typing import Any

import pytest

from jianfu.web.base.jobs import alive


def test_a_lock_is_held_by_one_and_gone_afterwards(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    with alive.held("job-1") as taken:
        assert taken
        assert alive.is_held("job-1")
        with alive.held("job-1") as taken_again:
            assert not taken_again
        assert alive.is_held("job-1")
    assert not alive.is_held("job-1")


def test_a_lock_is_given_back_when_the_work_breaks(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    with pytest.raises(RuntimeError), alive.held("job-1"):
        raise RuntimeError
    assert not alive.is_held("job-1")
