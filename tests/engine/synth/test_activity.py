"""Activity: the declaration and the observations together tell the truth, or nothing."""

import numpy as np
import pytest

from jianfu.engine.synth.activity import (
    BLANK_LOOK,
    DECLARED,
    KINDS,
    MONITOR,
    NEVER,
    NO_DATE,
    NO_LOOK,
    OBSERVED,
    PARTIAL,
    SAVED,
    SPANS,
    STALE,
    Activity,
    activity,
    declared,
    observed,
)
from jianfu.engine.synth.cell import MISSING, STATED_NONE
from jianfu.engine.synth.draw import Draw

TODAY = 20_000
SHARES = (30, 10, 10, 10, 20, 10, 5, 5)


@pytest.fixture(scope="module")
def seen() -> Activity:
    return activity(draw=Draw(seed=1, province="32", stage="x"), n=20_000, today=TODAY, shares=SHARES)


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=KINDS)
def test_silence_lies_within_its_kind_and_reaches_both_ends(seen: Activity, kind: int) -> None:
    low, high = SPANS[kind]
    silence = seen.silence[seen.kind == kind]
    assert silence.min() >= low
    assert silence.max() == high


def test_nothing_happened_before_the_opening_or_after_the_day_judged(seen: Activity) -> None:
    last = np.where(seen.never, seen.opened, seen.last)
    assert (seen.opened <= last).all()
    assert (last <= seen.looked).all()
    assert (seen.looked <= TODAY).all()


def test_what_never_happened_is_stated_to_be_none(seen: Activity) -> None:
    assert (seen.last[seen.kind == NEVER] == STATED_NONE).all()


def _one(way: int) -> Activity:
    values = {"kind": 4, "silence": 100, "looked": TODAY, "opened": TODAY - 900, "way": way, "source": 2}
    return Activity(*(np.array([value]) for value in values.values()))


@pytest.mark.parametrize(
    ("way", "last", "looked"),
    [
        (DECLARED, TODAY - 100, TODAY),
        (PARTIAL, TODAY - 100, TODAY),
        (OBSERVED, MISSING, MISSING),
        (NO_DATE, MISSING, TODAY),
        (NO_LOOK, TODAY - 100, MISSING),
        (BLANK_LOOK, MISSING, MISSING),
        (STALE, TODAY - 130, TODAY - 25),
        (SAVED, TODAY - 130, TODAY),
    ],
)
def test_a_declaration_says_what_its_way_says(way: int, last: int, looked: int) -> None:
    says = declared(_one(way), np.array([30]))
    assert (says.last[0], says.looked[0]) == (last, looked)


@pytest.mark.parametrize(("way", "last"), [(OBSERVED, TODAY - 100), (STALE, TODAY - 100), (BLANK_LOOK, MISSING)])
def test_an_observation_says_the_truth_or_is_blank(way: int, last: int) -> None:
    assert observed(_one(way)).last.tolist() == [last]


@pytest.mark.parametrize("way", [DECLARED, NO_DATE, NO_LOOK, PARTIAL])
def test_a_plain_declaration_needs_no_observation(way: int) -> None:
    assert len(observed(_one(way)).rows) == 0


def test_only_a_partial_source_saw_what_the_declaration_missed(seen: Activity) -> None:
    rows = observed(seen)
    saved = seen.way[rows.rows] == SAVED
    assert saved.any()
    assert (rows.source[saved] == MONITOR).all()
    assert (seen.silence[seen.way == SAVED] <= 14).all()


def test_an_entry_taken_keeps_its_columns_together(seen: Activity) -> None:
    rows = np.array([5, 3])
    taken = seen.take(rows)
    assert taken.silence.tolist() == seen.silence[rows].tolist()
    assert taken.removed.tolist() == seen.removed[rows].tolist()
    assert taken.partial.tolist() == seen.partial[rows].tolist()
