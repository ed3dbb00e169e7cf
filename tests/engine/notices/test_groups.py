import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.notices.groups import connected

LISTS = pa.list_(pa.string())


def groups(pairs: list[tuple[str, str]] | None) -> dict[str, str]:
    sides = [[None] if pairs is None else [[pair[side] for pair in pairs]] for side in (0, 1)]
    batch = pa.RecordBatch.from_arrays([pa.array(side, LISTS) for side in sides], names=["lefts", "rights"])
    made = connected(batch).to_pydict()
    return dict(zip(made["notice_id"], made["group_id"], strict=True))


def test_a_chain_is_one_group_named_by_its_first_member() -> None:
    assert groups([("d", "c"), ("b", "d"), ("x", "y")]) == {"b": "b", "c": "b", "d": "b", "x": "x", "y": "x"}


def test_no_pairs_are_no_groups() -> None:
    assert groups(None) == groups([]) == {}


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij"))))
def test_both_of_a_pair_are_in_one_group_and_its_name_is_a_member(pairs: list[tuple[str, str]]) -> None:
    made = groups(pairs)
    assert all(made[left] == made[right] for left, right in pairs)
    assert all(made[group] == group and group <= notice for notice, group in made.items())
