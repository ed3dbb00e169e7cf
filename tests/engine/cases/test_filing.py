"""The filing machine: every way through it, and nothing else."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from jianfu.engine.cases import filing
from jianfu.engine.cases.filing import FINAL, NEEDS, Kind, State, UnableToMove, after, moves_from


def walk(kind: Kind, state: State, *names: str) -> State:
    for name in names:
        state = after(kind, state, name, NEEDS)
    return state


def test_a_new_app_goes_from_approval_to_its_number() -> None:
    way = ("approve_project", "finish_construction", "accept_work", "submit", "pass_completeness", "give_number")
    assert walk(Kind.FIRST, State.PROJECT_REVIEW, *way, "go_live") is State.LIVE


def test_a_returned_application_is_submitted_again_or_given_up() -> None:
    returned = walk(Kind.FIRST, State.APPLICATION, "submit", "return")
    assert walk(Kind.FIRST, returned, "submit") is State.COMPLETENESS_REVIEW
    assert walk(Kind.FIRST, returned, "abandon") is State.ABANDONED


def test_a_closing_is_announced_reported_and_deregistered() -> None:
    assert walk(Kind.CLOSING, State.APPLICATION, "announce", "report_closing", "deregister") is State.DEREGISTERED


@pytest.mark.parametrize("move", filing.MOVES, ids=lambda move: move.name)
def test_a_move_without_a_fact_it_needs_is_refused_in_both_languages(move: filing.Move) -> None:
    kind, state = min(move.kinds), min(move.before)
    for need in move.needs:
        with pytest.raises(UnableToMove) as error:
            after(kind, state, move.name, set(NEEDS) - {need})
        assert NEEDS[need].zh in error.value.zh
        assert NEEDS[need].en in error.value.en


def test_a_move_that_is_not_open_names_those_that_are() -> None:
    with pytest.raises(UnableToMove, match="提交备案申请"):
        after(Kind.FIRST, State.APPLICATION, "give_number", NEEDS)


def test_a_finished_filing_says_so() -> None:
    with pytest.raises(UnableToMove, match="已办结"):
        after(Kind.FIRST, State.REFUSED, "submit", NEEDS)


def test_no_unit_decides_its_own_filing() -> None:
    decisions = {"pass_completeness", "give_number", "return", "refuse", "abandon", "revoke", "deregister"}
    assert {move.name for move in filing.MOVES if move.permission == filing.REVIEW} == decisions


def test_every_state_and_need_has_both_names() -> None:
    assert set(filing.NAMES) == set(State)
    assert {need for move in filing.MOVES for need in move.needs} == set(NEEDS)


class Filing(RuleBasedStateMachine):
    """Whatever is tried in whatever order, a filing stands where the field knows it."""

    @initialize(kind=st.sampled_from(Kind), data=st.data())
    def begin(self, kind: Kind, data: st.DataObject) -> None:
        self.kind = kind
        self.state = data.draw(st.sampled_from(filing.STARTS[kind]))
        self.seen = [self.state]

    @rule(name=st.sampled_from(sorted(filing.BY_NAME)), facts=st.sets(st.sampled_from(sorted(NEEDS))))
    def attempt(self, name: str, facts: set[str]) -> None:
        before = self.state
        try:
            self.state = after(self.kind, before, name, facts)
        except UnableToMove:
            return
        self.seen.append(self.state)
        assert set(filing.BY_NAME[name].needs) <= facts
        assert before not in FINAL

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        if moves := moves_from(self.kind, self.state):
            self.state = after(self.kind, self.state, data.draw(st.sampled_from(moves)).name, NEEDS)
            self.seen.append(self.state)

    @invariant()
    def a_number_comes_only_after_both_reviews(self) -> None:
        if State.NUMBERED in self.seen:
            way = self.seen[: self.seen.index(State.NUMBERED)]
            assert State.COMPLETENESS_REVIEW in way
            assert State.NATIONAL_REVIEW in way

    @invariant()
    def a_filing_either_goes_on_or_is_final(self) -> None:
        assert bool(moves_from(self.kind, self.state)) == (self.state not in FINAL)

    @invariant()
    def a_closing_never_gets_a_number(self) -> None:
        assert self.kind is not Kind.CLOSING or not filing.IN_FORCE & set(self.seen)


TestFiling = Filing.TestCase
