"""The life of an entry: in use, suspended, closed; which moves lead from where to where, and what each needs.

Closing never deletes: closed is a state, the names are free again, the history stays. Coming back is a move with a
reason. How long a closing notice must stand is a local number and unset here.
*Source:* domain.md, sections (b) and (e3).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianfu.engine.detection.rule import Text

CHANGE = "registry.change"
ACCOUNT, APP, GROUP = "new_media", "app", "work_group"
ALL = frozenset({ACCOUNT, APP, GROUP})


class State(StrEnum):
    """Where an entry stands; UNKNOWN where nobody said."""

    UNKNOWN = ""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Need(StrEnum):
    """What a move asks for before it is made."""

    DATE = "date"  # the day it happened
    REASON = "reason"
    NOTICE = "notice"  # a public closing notice: its address and a day not after the move's
    SUCCESSORS = "successors"  # every function in use has a successor, or an approval to stop the service


NEED_NAMES = {
    Need.DATE: Text("办理日期（不晚于今天，不早于开设日期）", "the day (not after today, not before it was opened)"),
    Need.REASON: Text("理由", "a reason"),
    Need.NOTICE: Text(
        "停更公告的链接和日期（不晚于办理日期）", "address and day of the closing notice (not after the move)"
    ),
    Need.SUCCESSORS: Text(
        "每项在用功能的承接者，或停止服务审批文号",
        "a successor for every function in use, or the number of an approval to stop the service",
    ),
}


@dataclass(frozen=True, slots=True)
class Move:
    """One move: its word, the states it leaves, the state it reaches, whose entries it is for, what it needs."""

    code: str
    name: Text
    leaves: frozenset[State]
    reaches: State
    needs: tuple[Need, ...]
    categories: frozenset[str] = ALL
    permission: str = CHANGE


_OPEN = frozenset({State.UNKNOWN, State.ACTIVE, State.SUSPENDED})
_RUNNING = frozenset({State.UNKNOWN, State.ACTIVE})
_STOP = (Need.DATE, Need.REASON, Need.NOTICE, Need.SUCCESSORS)

MOVES = (
    Move("confirm", Text("确认在用", "Confirm in use"), frozenset({State.UNKNOWN}), State.ACTIVE, (Need.DATE,)),
    Move("suspend", Text("停更", "Stop updating"), _RUNNING, State.SUSPENDED, _STOP, frozenset({ACCOUNT, APP})),
    Move("resume", Text("恢复更新", "Resume"), frozenset({State.SUSPENDED}), State.ACTIVE, (Need.DATE, Need.REASON)),
    Move("deregister", Text("注销", "Deregister"), _OPEN, State.CLOSED, _STOP, frozenset({ACCOUNT})),
    Move("shut_down", Text("关停", "Shut down"), _OPEN, State.CLOSED, _STOP, frozenset({APP})),
    Move(
        "dissolve",
        Text("解散", "Dissolve"),
        _OPEN,
        State.CLOSED,
        (Need.DATE, Need.REASON, Need.SUCCESSORS),
        frozenset({GROUP}),
    ),
    Move("void", Text("登记错误撤销", "Void: registered in error"), _OPEN, State.CLOSED, (Need.DATE, Need.REASON)),
    Move("reopen", Text("重新启用", "Reopen"), frozenset({State.CLOSED}), State.ACTIVE, (Need.DATE, Need.REASON)),
)
BY_CODE = {move.code: move for move in MOVES}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the entry when a move is asked for. ``uncovered``: functions in use that nobody takes over."""

    state: str
    category: str
    opened_on: date | None = None
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What is given with a move. Empty text and None: not given."""

    on: date | None = None
    reason: str = ""
    notice_url: str = ""
    notice_on: date | None = None
    stop_approval: str = ""


def moves_from(standing: Standing, permissions: Collection[str] = (CHANGE,)) -> tuple[Move, ...]:
    """Return the moves open to holders of the permissions from where the entry stands, in the order shown."""
    return tuple(
        move
        for move in MOVES
        if standing.state in move.leaves and standing.category in move.categories and move.permission in permissions
    )


def lacking(move: Move, standing: Standing, given: Given, *, as_of: date) -> tuple[Need, ...]:
    """Return what the move still needs; empty where it may be made. A day in the future has not happened yet."""
    met = {
        Need.DATE: _day_stands(standing, given, as_of),
        Need.REASON: bool(given.reason.strip()),
        Need.NOTICE: _notice_stands(given),
        Need.SUCCESSORS: not standing.uncovered or bool(given.stop_approval.strip()),
    }
    return tuple(need for need in move.needs if not met[need])


def _day_stands(standing: Standing, given: Given, as_of: date) -> bool:
    if given.on is None or given.on > as_of:
        return False
    return standing.opened_on is None or given.on >= standing.opened_on


def _notice_stands(given: Given) -> bool:
    if not given.notice_url.strip() or given.notice_on is None:
        return False
    return given.on is None or given.notice_on <= given.on
