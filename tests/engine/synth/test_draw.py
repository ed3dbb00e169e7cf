"""Seeded draws: repeatable, within their bounds, true to their shares."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.synth.draw import Draw


def _draw(seed: int = 1, stage: str = "a", province: str = "32") -> Draw:
    return Draw(seed=seed, province=province, stage=stage)


def test_the_same_seed_province_and_stage_give_the_same_draws() -> None:
    assert _draw().places(50, 1000).tolist() == _draw().places(50, 1000).tolist()


def test_another_seed_province_or_stage_gives_other_draws() -> None:
    first = _draw().places(50, 1000).tolist()
    others = (_draw(seed=2), _draw(stage="b"), _draw(province="33"))
    assert all(other.places(50, 1000).tolist() != first for other in others)


def test_picks_come_in_their_shares_and_never_where_the_share_is_nothing() -> None:
    counts = np.bincount(_draw().pick(20_000, (3.0, 0.0, 1.0)), minlength=3)
    assert counts[1] == 0
    assert 0.73 < counts[0] / counts.sum() < 0.77


@given(low=st.integers(-50, 50), high=st.integers(-50, 50))
def test_a_draw_between_bounds_stays_between_them(low: int, high: int) -> None:
    values = _draw().between(low, high, 40)
    assert values.min() >= low
    assert values.max() <= max(low, high)


def test_some_places_are_different_ones_in_rising_order() -> None:
    chosen = _draw().some(np.arange(100), 30).tolist()
    assert chosen == sorted(set(chosen))
    assert len(chosen) == 30
    assert _draw().some(np.arange(5), 30).tolist() == [0, 1, 2, 3, 4]


def test_skewed_figures_are_whole_and_positive_around_their_median() -> None:
    values = _draw().skewed(10_000, 100.0, 1.0)
    assert values.min() >= 1
    assert 90 < np.median(values) < 110
