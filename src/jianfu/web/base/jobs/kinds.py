"""Kinds of jobs: a dotted path of a function under ``jianfu.web``, and what it promises about being run again."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.module_loading import import_string

from jianfu.web.base.unable import Unable

Work = TypeVar("Work", bound=Callable[..., Any])
WITHIN: tuple[str, ...] = ("jianfu.web.",)


class UnableToFindWork(Unable):
    """No work of ours stands behind that name."""


def kind(*, resumable: bool = False, one_transaction: bool = False) -> Callable[[Work], Work]:
    """Return a decorator that says what the work promises; without it a killed job is failed, never run again.

    ``resumable``: running it again from the start does no harm. ``one_transaction``: the worker runs it and marks it
    done in one transaction, so that a killed run leaves nothing behind; it may then be run again as well.
    """

    def declare(work: Work) -> Work:
        work.resumable = resumable or one_transaction  # type: ignore[attr-defined]
        work.one_transaction = one_transaction  # type: ignore[attr-defined]
        return work

    return declare


def work_of(name: str) -> Callable[..., Any]:
    """Return the function behind a kind. Raises UnableToFindWork for what is not ours or not there."""
    try:
        if not name.startswith(WITHIN):
            raise ImportError(name)
        found = import_string(name)
    except ImportError as error:
        raise UnableToFindWork(
            zh=f"没有名为“{name}”的任务类型。程序可能已经升级；请重新发起。",
            en=f"There is no kind of job named “{name}”. Jianfu may have been upgraded since; start the job anew.",
        ) from error
    return found  # type: ignore[no-any-return]


def is_resumable(name: str) -> bool:
    """Tell whether a killed job of that kind may be run again."""
    try:
        return bool(getattr(work_of(name), "resumable", False))
    except UnableToFindWork:
        return False
