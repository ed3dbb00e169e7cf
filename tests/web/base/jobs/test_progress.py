"""What a job's work may say is what runs understand, watched or not."""

import inspect

import pytest

from jianfu.web.base.jobs.progress import Progress, Silent, Steps
from jianfu.web.base.jobs.reporting import Report


def _said(kind: type, name: str) -> list[str]:
    return list(inspect.signature(getattr(kind, name)).parameters)


@pytest.mark.one_database
@pytest.mark.parametrize(("promise", "kept"), [(Steps, Silent), (Progress, Report)])
def test_what_is_promised_to_a_work_is_there(promise: type, kept: type) -> None:
    words = [name for name, word in inspect.getmembers(promise, inspect.isfunction) if not name.startswith("_")]
    assert words
    assert {name: _said(kept, name) for name in words} == {name: _said(promise, name) for name in words}


@pytest.mark.one_database
def test_work_that_nobody_watches_goes_on() -> None:
    silent = Silent()
    silent.stage("读取", total=3)
    silent.advance(2)
    assert vars(silent) == {}
