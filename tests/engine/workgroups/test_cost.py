"""The cost of a merged group, by hand."""

import pytest
from tests.engine.workgroups.conftest import candidate

from jianfu.engine.workgroups.cost import Costs
from jianfu.engine.workgroups.family import Family, Source
from jianfu.engine.workgroups.parameters import GroupParameters


def _costs(*sources: tuple[str, str, float], posts: int = 1) -> Costs:
    made = tuple(Source((candidate(f"G{n}", *source),)) for n, source in enumerate(sources))
    units = {unit for _, audience, _ in sources for unit in audience}
    return Costs(Family(made, dict.fromkeys(units, posts)), GroupParameters())


def test_a_group_alone_costs_itself_and_its_memberships() -> None:
    assert _costs(("x", "ab", 8.0)).cost([0]) == pytest.approx(1 + 0.1 * 2)


def test_one_audience_reads_nothing_in_vain() -> None:
    assert _costs(("x", "ab", 8.0), ("y", "ab", 9.0)).cost([0, 1]) == pytest.approx(1 + 0.1 * 2)


def test_whoever_was_not_addressed_reads_in_vain_with_all_his_posts() -> None:
    costs = _costs(("x", "ab", 8.0), ("y", "bc", 10.0), posts=3)
    assert costs.cost([0, 1]) == pytest.approx(1 + 0.1 * 3 + 0.005 * (8 * 3 + 10 * 3))


def test_nobody_reads_his_own_messages_in_vain() -> None:
    assert _costs(("a", "b", 8.0), ("x", "ab", 0.0)).cost([0, 1]) == pytest.approx(1 + 0.1 * 2)


@pytest.mark.parametrize(
    ("issuers", "audience", "may"),
    [("x", "ab", True), ("x", "a", False), ("b", "a", True), ("x", "abcde", False)],
    ids=["half of it", "less than half", "its issuer is there too", "more than it"],
)
def test_a_source_joins_an_audience_it_largely_addressed(issuers: str, audience: str, may: bool) -> None:
    costs = _costs((issuers, audience, 8.0), ("x", "abcd", 8.0))
    assert costs.fits(0, costs.audience[1]) is may
