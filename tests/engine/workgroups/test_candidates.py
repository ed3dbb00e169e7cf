"""Audiences worth thinking of."""

from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.candidates import audiences
from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters


def _audiences(*listed: tuple[str, float]) -> list[int]:
    made = tuple(Source((candidate(f"G{n}", "x", audience, load),)) for n, (audience, load) in enumerate(listed))
    return audiences(Costs(Family(made, {}), GroupParameters()))


def test_declared_audiences_are_all_looked_at() -> None:
    assert _audiences(("ab", 90.0), ("bc", 90.0)) == [0b011, 0b110, 0b111]


def test_a_union_that_costs_more_than_it_saves_is_not() -> None:
    assert _audiences(("abc", 190.0), ("cde", 190.0)) == [0b00111, 0b11100]


def test_unions_grow_source_by_source() -> None:
    assert 0b1111 in _audiences(("ab", 1.0), ("bc", 1.0), ("cd", 1.0))
