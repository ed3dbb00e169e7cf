import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.tables.report import selection


@pytest.mark.parametrize(
    ("counts", "room", "expected"),
    [([], 10, 0), ([0, 0], 10, 0), ([3, 4], 10, 4), ([3, 40], 10, 7), ([100, 100], 10, 5), ([9, 9, 9], 2, 1)],
)
def test_each_rule_gets_an_equal_share_and_what_others_leave(counts: list[int], room: int, expected: int) -> None:
    assert selection.per_rule(counts, room=room) == expected


@given(counts=st.lists(st.integers(0, 500), max_size=20), room=st.integers(20, 1000))
def test_the_rows_listed_never_exceed_the_room(counts: list[int], room: int) -> None:
    most = selection.per_rule(counts, room=room)
    assert sum(min(count, most) for count in counts) <= room


@given(counts=st.lists(st.integers(1, 500), min_size=1, max_size=20), room=st.integers(20, 1000))
def test_one_row_more_a_rule_would_not_fit_or_is_not_there(counts: list[int], room: int) -> None:
    most = selection.per_rule(counts, room=room)
    assert most >= max(counts) or sum(min(count, most + 1) for count in counts) > room
