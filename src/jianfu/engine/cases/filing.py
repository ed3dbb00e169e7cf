"""The filing of an app, step by step: which states there are, which moves lead on, who may make them, what they need.

The filing itself happens in the national system; here it is prepared, tracked and exported. A machine never moves it.
*Source:* domain.md, sections (e4) and (n); rule A-15.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from jianfu.engine.detection.rule import Text

PREPARE, REVIEW = "filing.prepare", "filing.review"


class Kind(StrEnum):
    """What is filed."""

    FIRST = "first"
    CHANGE = "change"
    CLOSING = "closing"


class State(StrEnum):
    """Where a filing stands."""

    PROJECT_REVIEW = "project_review"
    CONSTRUCTION = "construction"
    ACCEPTANCE = "acceptance"
    APPLICATION = "application"
    COMPLETENESS_REVIEW = "completeness_review"
    NATIONAL_REVIEW = "national_review"
    RETURNED = "returned"
    NUMBERED = "numbered"
    LIVE = "live"
    CLOSING_ANNOUNCED = "closing_announced"
    CLOSING_REPORTED = "closing_reported"
    DEREGISTERED = "deregistered"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    REVOKED = "revoked"


NAMES = {
    State.PROJECT_REVIEW: Text("立项审核", "Project approval"),
    State.CONSTRUCTION: Text("建设", "Construction"),
    State.ACCEPTANCE: Text("验收", "Acceptance"),
    State.APPLICATION: Text("填备案申请", "Preparing the application"),
    State.COMPLETENESS_REVIEW: Text("省级完备性审核", "Completeness review by the province"),
    State.NATIONAL_REVIEW: Text("国家网信办审核检测", "National review and test"),
    State.RETURNED: Text("退回补正", "Returned for supplement"),
    State.NUMBERED: Text("已发备案编号", "Number given"),
    State.LIVE: Text("亮号上线", "Live, number shown"),
    State.CLOSING_ANNOUNCED: Text("已发关停公告", "Closing announced"),
    State.CLOSING_REPORTED: Text("关停已报备", "Closing reported"),
    State.DEREGISTERED: Text("备案已注销", "Filing deregistered"),
    State.SUPERSEDED: Text("已由变更备案接续", "Carried on by a change filing"),
    State.ABANDONED: Text("视为放弃", "Counts as given up"),
    State.WITHDRAWN: Text("已撤回", "Withdrawn"),
    State.REFUSED: Text("不予备案", "Refused"),
    State.REVOKED: Text("撤销备案", "Revoked"),
}
KIND_NAMES = {
    Kind.FIRST: Text("首次备案", "First filing"),
    Kind.CHANGE: Text("变更备案", "Change filing"),
    Kind.CLOSING: Text("关停注销", "Closing"),
}
STARTS = {
    Kind.FIRST: (State.APPLICATION, State.PROJECT_REVIEW),
    Kind.CHANGE: (State.APPLICATION,),
    Kind.CLOSING: (State.APPLICATION,),
}
"""Where a filing of a kind may begin: an app that is built already begins with the application."""
FINAL = frozenset(
    {State.DEREGISTERED, State.SUPERSEDED, State.ABANDONED, State.WITHDRAWN, State.REFUSED, State.REVOKED}
)
EDITABLE = frozenset({State.PROJECT_REVIEW, State.CONSTRUCTION, State.ACCEPTANCE, State.APPLICATION, State.RETURNED})
UNDER_REVIEW = frozenset({State.COMPLETENESS_REVIEW, State.NATIONAL_REVIEW})
IN_FORCE = frozenset({State.NUMBERED, State.LIVE})
CLOCKS = {
    State.COMPLETENESS_REVIEW: "completeness_review",
    State.NATIONAL_REVIEW: "national_review",
    State.RETURNED: "supplement",
}
"""Which period runs while a filing stands in a state."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way on. ``needs`` names the facts that must be there; ``permission`` who may make it, as a plain word."""

    name: str
    label: Text
    before: frozenset[State]
    after: State
    permission: str
    needs: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset(Kind)


NEEDS = {
    "complete": Text("申请表各项齐全", "every item of the form is there"),
    "unchanged": Text("内容与提交时一致", "the content is as it was submitted"),
    "reason": Text("理由", "a reason"),
    "filing_no": Text("备案编号", "the filing number"),
    "notice": Text("关停公告的链接和日期", "address and date of the closing notice"),
    "shown": Text("应用内已展示主办（使用）单位和备案编号", "the app shows the sponsor and the filing number"),
    "offline": Text("应用已下线，数据已妥善处置", "the app is offline and its data dealt with"),
}
"""What a move may need, said for people."""

_FIRST = frozenset({Kind.FIRST})
_FORM = frozenset({Kind.FIRST, Kind.CHANGE})
_CLOSING = frozenset({Kind.CLOSING})


def _one(state: State) -> frozenset[State]:
    return frozenset({state})


MOVES = (
    Move("approve_project", Text("立项审核通过", "Project approved"), _one(State.PROJECT_REVIEW), State.CONSTRUCTION,
         PREPARE, (), _FIRST),
    Move("finish_construction", Text("建设完成", "Construction done"), _one(State.CONSTRUCTION), State.ACCEPTANCE,
         PREPARE, (), _FIRST),
    Move("accept_work", Text("验收通过", "Acceptance passed"), _one(State.ACCEPTANCE), State.APPLICATION,
         PREPARE, (), _FIRST),
    Move("submit", Text("提交备案申请", "Submit"), frozenset({State.APPLICATION, State.RETURNED}),
         State.COMPLETENESS_REVIEW, PREPARE, ("complete",), _FORM),
    Move("recheck", Text("内容有变，重新核对提交", "Content changed: check and submit again"), UNDER_REVIEW,
         State.COMPLETENESS_REVIEW, PREPARE, ("complete",), _FORM),
    Move("pass_completeness", Text("完备性审核通过，报国家网信办", "Complete: pass on to the national review"),
         _one(State.COMPLETENESS_REVIEW), State.NATIONAL_REVIEW, REVIEW, ("unchanged",), _FORM),
    Move("give_number", Text("登记备案编号", "Record the filing number"), _one(State.NATIONAL_REVIEW),
         State.NUMBERED, REVIEW, ("unchanged", "filing_no"), _FORM),
    Move("return", Text("退回补正", "Return for supplement"), UNDER_REVIEW, State.RETURNED, REVIEW, ("reason",), _FORM),
    Move("refuse", Text("不予备案", "Refuse"), UNDER_REVIEW, State.REFUSED, REVIEW, ("reason",), _FORM),
    Move("abandon", Text("逾期未补正，视为放弃", "Not supplemented: counts as given up"), _one(State.RETURNED),
         State.ABANDONED, REVIEW, ("reason",), _FORM),
    Move("withdraw", Text("撤回申请", "Withdraw"), EDITABLE | UNDER_REVIEW, State.WITHDRAWN, PREPARE, ("reason",)),
    Move("go_live", Text("亮号上线", "Go live, number shown"), _one(State.NUMBERED), State.LIVE, PREPARE, ("shown",),
         _FORM),
    Move("revoke", Text("撤销备案", "Revoke"), IN_FORCE, State.REVOKED, REVIEW, ("reason",), _FORM),
    Move("announce", Text("发布关停公告", "Announce the closing"), _one(State.APPLICATION), State.CLOSING_ANNOUNCED,
         PREPARE, ("notice",), _CLOSING),
    Move("report_closing", Text("关停报备", "Report the closing"), _one(State.CLOSING_ANNOUNCED),
         State.CLOSING_REPORTED, PREPARE, (), _CLOSING),
    Move("deregister", Text("注销备案", "Deregister the filing"), _one(State.CLOSING_REPORTED), State.DEREGISTERED,
         REVIEW, ("offline",), _CLOSING),
    Move("call_off", Text("取消关停", "Call the closing off"),
         frozenset({State.CLOSING_ANNOUNCED, State.CLOSING_REPORTED}), State.WITHDRAWN, PREPARE, ("reason",),
         _CLOSING),
)  # fmt: skip
BY_NAME = {move.name: move for move in MOVES}


class UnableToMove(Exception):
    """A filing cannot make a move; ``zh`` and ``en`` say what was expected and what to do."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en = zh, en


def moves_from(kind: Kind, state: State) -> tuple[Move, ...]:
    """Return the moves open to a filing of that kind in that state, in their order; none in a final state."""
    return tuple(move for move in MOVES if kind in move.kinds and state in move.before)


def after(kind: Kind, state: State, name: str, facts: Collection[str] = ()) -> State:
    """Return the state after the move. Raises UnableToMove where it is not open or a fact it needs is missing."""
    move = next((move for move in moves_from(kind, state) if move.name == name), None)
    if move is None:
        raise _not_open(kind, state, name)
    missing = [NEEDS[need] for need in move.needs if need not in facts]
    if missing:
        raise UnableToMove(
            zh=f"“{move.label.zh}”还缺：{'、'.join(need.zh for need in missing)}。请补齐后再办。",
            en=f"“{move.label.en}” still needs: {', '.join(need.en for need in missing)}. Please supply it first.",
        )
    return move.after


def _not_open(kind: Kind, state: State, name: str) -> UnableToMove:
    open_now = moves_from(kind, state)
    asked = BY_NAME[name].label if name in BY_NAME else Text(name, name)
    zh = "、".join(move.label.zh for move in open_now) or "没有，已办结"
    en = ", ".join(move.label.en for move in open_now) or "nothing, it is finished"
    return UnableToMove(
        zh=f"备案目前是“{NAMES[state].zh}”，不能“{asked.zh}”。现在可以办的：{zh}。",
        en=f"The filing stands at “{NAMES[state].en}”, so “{asked.en}” is not possible. Open now: {en}.",
    )


CARRIES = {"give_number": State.SUPERSEDED, "deregister": State.DEREGISTERED}
"""What the app's earlier filing in force becomes when this one makes the move."""
