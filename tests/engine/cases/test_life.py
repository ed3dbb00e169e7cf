"""The life of an entry: every move leads on, and none is made without what it needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from jianfu.engine.cases.life import BY_CODE, MOVES, NEED_NAMES, Given, Need, Standing, State, lacking, moves_from

TODAY = date(2026, 9, 1)
WHOLE = Given(on=TODAY, reason="因机构合并", notice_url="https://x.gov.cn/1", notice_on=TODAY, stop_approval="苏批1号")
CATEGORIES = st.sampled_from(["new_media", "app", "work_group"])
DAYS = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=40))


@pytest.mark.parametrize(
    ("state", "category", "codes"),
    [
        ("", "new_media", ["confirm", "suspend", "deregister", "void"]),
        ("active", "new_media", ["suspend", "deregister", "void"]),
        ("active", "app", ["suspend", "shut_down", "void"]),
        ("active", "work_group", ["dissolve", "void"]),
        ("suspended", "new_media", ["resume", "deregister", "void"]),
        ("closed", "app", ["reopen"]),
    ],
)
def test_each_state_offers_its_own_moves(state: str, category: str, codes: list[str]) -> None:
    assert [move.code for move in moves_from(Standing(state, category))] == codes


def test_nobody_without_the_permission_is_offered_a_move() -> None:
    assert moves_from(Standing("active", "app"), permissions=()) == ()


@pytest.mark.parametrize(
    ("code", "said", "missing"),
    [
        ("deregister", WHOLE, ()),
        ("deregister", Given(on=TODAY, reason="撤", stop_approval="1"), (Need.NOTICE,)),
        ("deregister", Given(TODAY, "撤", "https://x.cn", TODAY + timedelta(days=1), "1"), (Need.NOTICE,)),
        ("deregister", Given(TODAY, "撤", "https://x.cn", TODAY), (Need.SUCCESSORS,)),
        ("suspend", Given(TODAY + timedelta(days=1), "撤", "https://x.cn", TODAY, "1"), (Need.DATE,)),
        ("dissolve", Given(on=TODAY, reason="  ", stop_approval="1"), (Need.REASON,)),
        ("void", Given(on=TODAY, reason="重复登记"), ()),
        ("reopen", Given(on=TODAY), (Need.REASON,)),
        ("confirm", Given(on=date(2019, 12, 31)), (Need.DATE,)),
    ],
)
def test_a_move_says_what_it_still_needs(code: str, said: Given, missing: tuple[Need, ...]) -> None:
    standing = Standing("active", "new_media", opened_on=date(2020, 1, 1), uncovered=("预约挂号",))
    assert lacking(BY_CODE[code], standing, said, as_of=TODAY) == missing


@given(CATEGORIES, DAYS, st.text(max_size=3), DAYS, st.sampled_from([m.code for m in MOVES]))
def test_functions_in_use_without_an_heir_bar_every_stop_without_an_approval(
    category: str, on: date | None, reason: str, notice_on: date | None, code: str
) -> None:
    standing = Standing("active", category, uncovered=("缴费",))
    missing = lacking(BY_CODE[code], standing, Given(on, reason, "https://x.cn", notice_on), as_of=TODAY)
    assert (Need.SUCCESSORS in missing) == (code in {"suspend", "deregister", "shut_down", "dissolve"})


def test_every_need_has_its_words() -> None:
    assert set(NEED_NAMES) == set(Need)


class Life(RuleBasedStateMachine):
    """An entry that is moved about: it is always in a state that has a way on, and closed can always come back."""

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing("", "new_media")

    @rule(number=st.integers(0, 10))
    def move(self, number: int) -> None:
        """Make any of the moves offered."""
        offered = moves_from(self.standing)
        assert offered
        move = offered[number % len(offered)]
        assert lacking(move, self.standing, WHOLE, as_of=TODAY) == ()
        assert move.reaches != self.standing.state
        assert move.reaches is not State.UNKNOWN
        self.standing = Standing(move.reaches.value, "new_media")

    @precondition(lambda self: self.standing.state == "closed")
    @rule()
    def come_back(self) -> None:
        """Reopening is the one way back."""
        assert [move.code for move in moves_from(self.standing)] == ["reopen"]


TestLife = Life.TestCase
