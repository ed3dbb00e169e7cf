"""Sets that overlap: the short way finds exactly what comparing all with all finds."""

from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.linkage.kinds_overlap import between, overlaps, within

ITEMS = pa.schema([("set_id", pa.string()), ("item", pa.string())])
REACH = pa.schema([("set_id", pa.string()), ("block", pa.string()), ("side", pa.string())])
MEMBERS = pa.schema([("block", pa.string()), ("asset_id", pa.string())])
sets = st.dictionaries(st.sampled_from("ABCDEFGH"), st.frozensets(st.sampled_from("abcdefgh"), min_size=1))


def _found(backend: Backend, given_sets: dict[str, Any], floor: float, blocks: dict[str, str]) -> dict[str, float]:
    rows = [{"set_id": name, "item": item} for name, items in given_sets.items() for item in items]
    met = [{"set_id": s, "block": blocks.get(s, ""), "side": side} for s in given_sets for side in ("out", "in")]
    keep(backend, pa.Table.from_pylist(rows, ITEMS), into="items")
    keep(backend, pa.Table.from_pylist(met, REACH), into="reach")
    overlaps(backend, items="items", reach="reach", floor=floor, into="near")
    near = backend.sql("SELECT left_set || right_set AS pair, jaccard FROM near").to_pylist()
    return {row["pair"]: row["jaccard"] for row in near}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sets, st.sampled_from((0.3, 0.5, 0.8, 1.0)), st.dictionaries(st.sampled_from("ABCDEFGH"), st.sampled_from("12")))
def test_exactly_the_pairs_that_meet_and_reach_the_floor_are_found(
    embedded: Backend, given_sets: dict[str, Any], floor: float, blocks: dict[str, str]
) -> None:
    index = {
        left + right: len(given_sets[left] & given_sets[right]) / len(given_sets[left] | given_sets[right])
        for left, right in combinations(sorted(given_sets), 2)
        if blocks.get(left) == blocks.get(right)
    }
    wanted = {pair: value for pair, value in index.items() if value >= floor}
    assert _found(embedded, given_sets, floor, blocks) == pytest.approx(wanted)


def _members(backend: Backend, **blocks: str) -> None:
    rows = [{"block": block, "asset_id": asset_id} for block, ids in blocks.items() for asset_id in ids]
    keep(backend, pa.Table.from_pylist(rows, MEMBERS), into="members")


@pytest.mark.parametrize(("most", "pairs"), [(3, {"ab", "ac", "bc"}), (2, {"ab", "ac"})])
def test_a_block_too_large_gives_only_the_pairs_with_its_first(embedded: Backend, most: int, pairs: set[str]) -> None:
    _members(embedded, X="cab", Y="z")
    found = embedded.sql(f"SELECT left_id || right_id AS pair FROM ({within('members', most)})").to_pylist()
    assert sorted(row["pair"] for row in found) == sorted(pairs)


@pytest.mark.parametrize(("most", "pairs"), [(4, {"ax", "ay", "bx", "by"}), (3, {"ax", "ay", "bx"})])
def test_two_sets_too_large_give_only_the_pairs_with_their_first(embedded: Backend, most: int, pairs: set[str]) -> None:
    _members(embedded, L="ba", R="yx", S="z")
    embedded.sql("SELECT 'L' AS left_set, 'R' AS right_set", into="meeting")
    found = embedded.sql(f"SELECT left_id || right_id AS pair FROM ({between('members', 'meeting', most)})").to_pylist()
    assert sorted(row["pair"] for row in found) == sorted(pairs)
