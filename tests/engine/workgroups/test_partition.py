"""Small families: nothing is cheaper than what is found."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.columns import columns
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.covering import cover
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.partition import best_partition

SOURCES = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sets(st.sampled_from("abcd"), min_size=1).map(sorted), st.integers(1, 120)),
    min_size=1,
    max_size=6,
    unique_by=lambda source: (source[0], tuple(source[1])),
)
CAP = 200.0


def family(sources: list[tuple[str, list[str], int]]) -> Family:
    """Return a family of sources with one group each."""
    made = tuple(
        Source((candidate(f"G{n}", issuer, "".join(audience), float(load)),))
        for n, (issuer, audience, load) in enumerate(sources)
    )
    return Family(made, dict.fromkeys("abcd", 2))


def _every(places: list[int]) -> Iterator[list[list[int]]]:
    """Yield every way to part the places."""
    if not places:
        yield []
        return
    first, rest = places[0], places[1:]
    for parts in _every(rest):
        yield [[first], *parts]
        for number, part in enumerate(parts):
            yield [*parts[:number], [first, *part], *parts[number + 1 :]]


def _allowed(part: list[int], costs: Costs) -> bool:
    union = costs.union(part)
    light = sum(costs.load[place] for place in part) <= CAP
    return len(part) == 1 or (light and all(costs.fits(place, union) for place in part))


@settings(max_examples=60)
@given(SOURCES)
def test_no_way_to_part_a_small_family_is_cheaper(sources: list[tuple[str, list[str], int]]) -> None:
    made = family(sources)
    costs = Costs(made, GroupParameters())
    parts, bound = best_partition(made, costs, CAP)
    ways = (way for way in _every(list(range(len(sources)))) if all(_allowed(part, costs) for part in way))
    best = min(sum(costs.cost(part) for part in way) for way in ways)
    assert sum(costs.cost(part) for part in parts) == pytest.approx(best, abs=1e-5)
    assert bound == pytest.approx(best, abs=1e-5)
    assert bound <= best + 1e-12


@settings(max_examples=40)
@given(SOURCES)
def test_sets_grown_one_at_a_time_give_no_cheaper_and_seldom_a_dearer_plan(
    sources: list[tuple[str, list[str], int]],
) -> None:
    made = family(sources)
    costs = Costs(made, GroupParameters())
    grown = columns(made, GroupParameters())
    assert grown is not None
    parts, bound = cover(grown)
    assert sorted(place for part in parts for place in part) == list(range(len(sources)))
    assert all(_allowed(part, costs) for part in parts)
    assert bound <= sum(costs.cost(part) for part in parts) + 1e-6
    assert sum(costs.cost(part) for part in parts) >= best_partition(made, costs, CAP)[1] - 1e-6
