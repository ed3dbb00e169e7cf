"""Scenarios side by side: what each closes, and when a target is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.engine.consolidation.conftest import Made, Rows, entry, finding, function

Planned = Callable[..., Made]

# Nine live apps: H absorbs everything in the county, A1 to A4 are covered by it, B1 serves another county alone, C1 and
# C2 hand in no functions, D is exempt by its purpose.
ROWS: Rows = {
    "assets": [
        entry("H", absorbs="*"),
        *(entry(f"A{n}") for n in (1, 2, 3, 4)),
        entry("B1", unit="Y"),
        entry("C1"),
        entry("C2"),
        entry("D", purpose="应急值守"),
        *(entry(f"N{n}", "new_media") for n in (1, 2, 3, 4)),
    ],
    "functions": [
        function("H", "F0"),
        *(function(f"A{n}", f"F{n}", uses) for n, uses in ((1, 100), (2, 20), (3, None), (4, 5))),
        function("A4", "F5", 5),
        function("B1", "F1"),
        function("D", "F6"),
    ],
    "findings": [finding("N1", "NM-06"), finding("N2", "NM-06")],
}


def rows_of(made: Made) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the scenarios by category and name."""
    return {(row["category"], row["scenario"]): row for row in made.rows("scenarios")}


def test_the_cheapest_plan_tells_what_it_closes_moves_and_costs(planned: Planned) -> None:
    row = rows_of(planned(ROWS))["app", "cheapest"]
    assert (row["before"], row["kept"], row["closings"]) == (9, 5, 4)
    assert (row["functions_moved"], row["functions_lost"], row["people_affected"]) == (5, 0, 130)
    assert (row["status"], row["cost"], row["bound"], row["gap"]) == ("optimal", 5.05, 5.05, 0.0)
    assert row["reason"] == "另有1项功能的使用次数不明，未计入。"


def test_all_is_apps_and_accounts_together(planned: Planned) -> None:
    made = rows_of(planned(ROWS))
    assert [made[category, "cheapest"]["closings"] for category in ("app", "new_media", "all")] == [4, 2, 6]
    assert made["all", "cheapest"]["cost"] == pytest.approx(7.05)


@pytest.mark.parametrize(
    ("most", "category", "closings"), [(3, "app", 3), (1, "new_media", 1), (5, "all", 5), (99, "all", 6)]
)
def test_at_most_so_many_go(planned: Planned, most: int, category: str, closings: int) -> None:
    row = rows_of(planned(ROWS, at_most=(most,)))[category, f"at_most_{most}"]
    assert (row["closings"], row["functions_lost"], row["status"]) == (closings, 0, "optimal")


def test_a_limit_spares_first_what_moves_most(planned: Planned) -> None:
    row = rows_of(planned(ROWS, at_most=(3,)))["app", "at_most_3"]
    assert (row["functions_moved"], row["cost"]) == (3, 6.03)


def test_a_target_within_reach_is_met_without_loss(planned: Planned) -> None:
    row = rows_of(planned(ROWS, reach=(40,)))["app", "reach_40"]
    assert (row["status"], row["closings"], row["functions_lost"]) == ("optimal", 4, 0)


def test_a_target_out_of_reach_is_refused_with_how_far_it_can_go(planned: Planned) -> None:
    row = rows_of(planned(ROWS, reach=(60,)))["app", "reach_60"]
    assert (row["status"], row["before"], row["closings"]) == ("refused", 9, None)
    assert row["reason"] == "不能达到：要求关停6个（60%），在无人失去服务的前提下最多4个（44.4%）。"


def test_a_target_may_cost_more_than_the_cheapest_plan(planned: Planned) -> None:
    """Closing A costs more (0.05 for five moves) than keeping it (0.01), so only a target closes it."""
    rows: Rows = {
        "assets": [entry("A", keep_cost=0.01), entry("H", absorbs="*")],
        "functions": [function("H", "H0", region_code="320684"), *(function("A", f"F{n}") for n in range(5))],
    }
    made = planned(rows, reach=(50,))
    scenarios = rows_of(made)
    assert scenarios["app", "cheapest"]["closings"] == 0
    assert (scenarios["app", "reach_50"]["closings"], scenarios["app", "reach_50"]["cost"]) == (1, 1.05)
    assert made.rows("marginal", "rank")[0] == {
        "rank": 1,
        "asset_id": "A",
        "extra_cost": pytest.approx(0.04),
        "functions_moved": 5,
        "people_affected": 50,
        "reason": "再多关停一个时轮到它：5项功能须迁移，每月50次使用改到别处。",
    }


def test_without_entries_a_target_says_so(planned: Planned) -> None:
    row = rows_of(planned({"assets": []}))["app", "reach_60"]
    assert (row["status"], row["reason"], row["before"]) == ("refused", "没有在用条目。", 0)
