"""Reduction rates, gross and net; the published figures reproduce."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.engine.consolidation.conftest import Made, entry, finding

from jianfu.engine.consolidation.reduction import rate

Planned = Callable[..., Made]
BASELINE = date(2026, 1, 1)


# domain.md (f): before, after, as reported (percent, null where none was), as computed to two digits.
@pytest.mark.parametrize(
    ("case", "before", "after", "reported", "computed"),
    [
        ("Jiangxi 2020 new media", 3527, 1286, 63.54, 63.54),
        ("Jiangxi 2020 all", 42355, 23065, 45.53, 45.54),
        ("Zhangjiagang 2024", 746, 746 - 553, 74, 74.13),
        ("Zhuji", 186, 186 - 147, None, 79.03),
        ("one county", 120, 22, None, 81.67),
        ("one county, WeChat", 89, 15, None, 83.15),
        ("one county, Weibo", 14, 4, None, 71.43),
        ("Jiangsu 2020-12 to 2023-03", 3933, 3086, 21.5, 21.54),
    ],
)
def test_published_figures_reproduce(
    case: str, before: int, after: int, reported: float | None, computed: float
) -> None:
    found = rate(before, after)
    assert found is not None
    assert round(100 * found, 2) == computed, case
    assert reported is None or abs(reported - computed) < 1, case


def test_the_parts_of_the_published_closings_sum() -> None:
    assert 87 + 1149 + 275 + 730 == 3527 - 1286
    assert (89 - 15) + (14 - 4) + (17 - 3) == 120 - 22


def test_a_rate_of_nothing_is_null() -> None:
    assert rate(0, 3) is None


def reduction(made: Made, scope: str = "province", category: str = "new_media") -> list[int]:
    """Return n0, n0 restated, n1 and n1 planned of the province."""
    (row,) = [row for row in made.rows("reduction") if (row["scope"], row["category"]) == (scope, category)]
    return [row["n0"], row["n0_restated"], row["n1"], row["n1_planned"]]


def account(asset_id: str, **given: object) -> dict[str, object]:
    """Return an account opened and declared before the baseline."""
    return entry(asset_id, "new_media", **{"opened_on": date(2020, 1, 1), "declared_on": date(2025, 12, 1), **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [1, 1, 1, 1]),
        ({"declared_on": date(2026, 6, 1)}, [0, 1, 1, 1]),
        ({"declared_on": None}, [1, 1, 1, 1]),
        ({"opened_on": None}, [1, 1, 1, 1]),
        ({"opened_on": None, "declared_on": date(2026, 6, 1)}, [0, 0, 1, 1]),
        ({"opened_on": date(2026, 6, 1), "declared_on": date(2026, 6, 1)}, [0, 0, 1, 1]),
        ({"state": "closed", "closed_on": date(2026, 5, 1)}, [1, 1, 0, 0]),
        ({"state": "closed", "closed_on": date(2025, 5, 1)}, [0, 0, 0, 0]),
        ({"state": "closed"}, [1, 1, 0, 0]),
    ],
)
def test_who_counts_at_the_baseline_and_now(planned: Planned, given: dict[str, object], expected: list[int]) -> None:
    assert reduction(planned({"assets": [account("N", **given)]}, baseline=BASELINE)) == expected


def test_without_a_baseline_everything_declared_counts(planned: Planned) -> None:
    accounts = [account("N1"), account("N2", state="closed"), account("N3")]
    made = planned({"assets": accounts, "findings": [finding("N3", "NM-06")]})
    assert reduction(made) == [3, 3, 2, 1]
    (row,) = [row for row in made.rows("reduction") if row["scope"] == "county" and row["category"] == "all"]
    assert (row["scope_id"], row["gross_rate"], row["planned_rate"]) == (
        "320684",
        pytest.approx(1 / 3),
        pytest.approx(2 / 3),
    )


def test_merging_three_into_one_counts_two(planned: Planned) -> None:
    clusters = [{"cluster_id": "N1", "asset_id": f"N{n}", "survivor": n == 1} for n in (1, 2, 3)]
    made = planned({"assets": [account(f"N{n}") for n in (1, 2, 3)], "clusters": clusters})
    assert reduction(made) == [3, 3, 3, 1]


def test_a_thing_registered_twice_counts_once_and_lives_while_either_does(planned: Planned) -> None:
    again = {"platform": "微信公众号", "platform_id": "gh_1"}
    made = planned({"assets": [account("N1", state="closed", **again), account("N2", **again)]})
    assert reduction(made) == [1, 1, 1, 1]


def test_every_scope_is_counted(planned: Planned) -> None:
    units = [{"unit_id": "T", "name": "镇", "level": "town", "region_code": "320684100", "line": "水务"}]
    made = planned({"units": units, "assets": [account("N", sponsor_unit_id="T")]})
    assert {(row["scope"], row["scope_id"]) for row in made.rows("reduction")} == {
        ("province", "32"),
        ("city", "3206"),
        ("county", "320684"),
        ("town", "320684100"),
        ("unit", "T"),
        ("line", "水务"),
    }
