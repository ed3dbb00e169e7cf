"""The cheapest sets that hold every source once."""

import numpy as np
import pytest

from jianfu.engine.workgroups.columns import Columns
from jianfu.engine.workgroups.covering import cover


def _columns(*sets: tuple[str, float], size: int = 3) -> Columns:
    singles = [(str(n), 1.0) for n in range(size)]
    listed = [*singles, *sets]
    members = np.array([[str(n) in held for n in range(size)] for held, _ in listed], dtype=np.bool_)
    return Columns(members, np.array([cost for _, cost in listed]))


def test_a_set_that_saves_is_taken() -> None:
    parts, bound = cover(_columns(("01", 1.2), ("12", 1.5)))
    assert parts == [[0, 1], [2]]
    assert bound == pytest.approx(2.2)


def test_three_pairs_that_each_want_half_are_settled_in_whole_sets() -> None:
    parts, bound = cover(_columns(("01", 1.2), ("12", 1.2), ("02", 1.3)))
    assert sum(len(part) for part in parts) == 3
    assert bound == pytest.approx(2.2)


def test_without_sets_every_source_stays_alone() -> None:
    assert cover(_columns()) == ([[0], [1], [2]], pytest.approx(3.0))
