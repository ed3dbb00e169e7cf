"""What a higher target would force, and whom it would cost a service."""

from collections.abc import Callable

from tests.engine.consolidation.conftest import Made, Rows, entry, function

Planned = Callable[..., Made]

LONELY: Rows = {
    "assets": [entry(asset_id) for asset_id in ("A", "B", "C", "D")],
    "functions": [function("A", "F1", 900), function("B", "F2", 5), function("C", "F3", None), function("D", "F2", 1)],
}


def test_what_would_lose_least_comes_first_and_the_unknown_last(planned: Planned) -> None:
    made = planned(LONELY)
    rows = made.rows("marginal", "rank")
    assert [(row["asset_id"], row["extra_cost"], row["people_affected"]) for row in rows] == [
        ("B", None, 6),
        ("A", None, 900),
        ("C", None, None),
    ]
    assert rows[0]["reason"] == "再提高目标就要动它：功能F2会没有去处，每月6次使用失去服务，因此不予采用。"


def test_no_more_are_named_than_asked(planned: Planned) -> None:
    assert [row["rank"] for row in planned(LONELY, marginal=2).rows("marginal", "rank")] == [1, 2]


def test_where_nothing_may_go_nothing_is_forced(planned: Planned) -> None:
    assert planned({"assets": [entry("A")]}).rows("marginal") == []
