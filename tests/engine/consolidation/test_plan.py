"""A plan from end to end: worked cases solved by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.engine.consolidation.conftest import Made, Rows, entry, finding, function, plan_of

from jianfu.engine.backends.backend import Backend
from jianfu.engine.schema.outputs import COVERAGE, MARGINAL, PLAN, REDUCTION, SCENARIOS, Output

Planned = Callable[..., Made]

COUNTY: Rows = {
    "assets": [
        entry("A1", unit="P", region_code="320000", opened_on=None),
        entry("A2"),
        entry("A3"),
        entry("A4"),
        entry("A5", unit="Y"),
        entry("A6"),
    ],
    "functions": [
        function("A1", "F1", 500, region_code="320000"),
        function("A1", "F2", 300, region_code="320000"),
        function("A2", "F1", 20),
        function("A2", "F2", 30),
        function("A3", "F3", 40),
        function("A4", "F3", None),
        function("A4", "F4", 0),
        function("A5", "F3", 50),
        function("A6", "F9", 0),
    ],
}
"""Solved by hand. A1 serves the province F1 and F2 and nobody else does there: it stays. A2's functions are A1's, so it
goes. A3 and A4 share F3 in the county: one goes, at 0.01; A3 comes first by id. F3 of A5 is another county's: it stays.
Nobody uses A6. Cost: A1, A3, A5 stay (3), two functions of A2 and one of A4 move (0.03)."""


def exempted(asset_id: str, until: date, **given: object) -> dict[str, object]:
    """Return an exemption from A-12."""
    return {"asset_id": asset_id, "rule_id": "A-12", "reason_code": "emergency", "valid_until": until, **given}


def test_a_small_county_comes_out_as_solved_by_hand(planned: Planned) -> None:
    made = planned(COUNTY)
    assert made.dispositions == {
        "A1": "keep",
        "A2": "migrate_close",
        "A3": "keep",
        "A4": "migrate_close",
        "A5": "keep",
        "A6": "close",
    }
    assert made.successors == {"A1": None, "A2": "A1", "A3": None, "A4": "A3", "A5": None, "A6": None}
    assert made.coverage >= {
        ("A2", "F1", "320684", "A1", "moved"),
        ("A4", "F3", "320684", "A3", "moved"),
        ("A4", "F4", "320684", None, "unused"),
        ("A5", "F3", "320685", "A5", "kept"),
        ("A6", "F9", "320684", None, "unused"),
    }
    assert made.outcome.cost == pytest.approx(3.03)
    assert (made.outcome.gap, made.outcome.bound) == (0.0, made.outcome.cost)
    assert made.outcome.counts == {"close": 1, "keep": 3, "migrate_close": 2}
    assert (made.outcome.proof.closings, made.outcome.proof.functions, made.outcome.proof.withdrawn) == (3, 3, 0)


@pytest.mark.parametrize("output", [PLAN, COVERAGE, SCENARIOS, MARGINAL, REDUCTION], ids=lambda output: output.code)
def test_every_table_has_the_columns_of_the_contract(planned: Planned, output: Output) -> None:
    made = planned(COUNTY)
    code, codes = output.code, list(output.codes)
    assert made.backend.sql(f"SELECT * FROM {code}").column_names == codes


def test_both_engines_plan_alike(
    backend: Backend, tmp_path: Path, write_clean: Callable[[Rows, Path], Path], planned: Planned
) -> None:
    rows: Rows = {
        **COUNTY,
        "assets": [*COUNTY["assets"], entry("N1", "new_media"), entry("N2", "new_media")],
        "findings": [finding("N1", "NM-06"), finding("N2", "NM-03")],
    }
    made, expected = plan_of(backend, tmp_path / "other", write_clean, rows), planned(rows)
    for table, order in (
        ("plan", "asset_id"),
        ("coverage", "asset_id, function_code"),
        ("scenarios", "category, scenario"),
        ("marginal", "rank"),
        ("reduction", "scope, scope_id, category"),
    ):
        assert made.rows(table, order) == expected.rows(table, order)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"exemptions": [exempted("A2", date(2027, 1, 1))]}, "keep"),
        ({"exemptions": [exempted("A2", date(2026, 1, 1))]}, "migrate_close"),
        ({"exemptions": [exempted("A2", date(2027, 1, 1), valid_from=date(2026, 12, 1))]}, "migrate_close"),
        ({"assets": [*COUNTY["assets"][:1], entry("A2", purpose="防汛值班"), *COUNTY["assets"][2:]]}, "keep"),
        ({"assets": [*COUNTY["assets"][:1], entry("A2", state=None), *COUNTY["assets"][2:]]}, "review"),
        ({"assets": [entry("A1", unit="P", state="suspended"), *COUNTY["assets"][1:]]}, "keep"),
        ({"assets": [entry("A1", unit="P", state=None), *COUNTY["assets"][1:]]}, "keep"),
        ({"assets": [entry("A1", "work_group", unit="P"), *COUNTY["assets"][1:]]}, "keep"),
        ({"incomplete": [{"table_code": "functions", "asset_id": "A2"}]}, "review"),
        ({"findings": [finding("A2", "A-01", "unknown")]}, "migrate_close"),
        ({"findings": [finding("A2", "A-04", severity="ban")]}, "migrate_close"),
        ({"findings": [finding("A3", "A-04", severity="ban")]}, "migrate_close"),
    ],
)
def test_what_may_not_go_does_not(planned: Planned, change: dict[str, object], expected: str) -> None:
    assert planned({**COUNTY, **change}).dispositions["A2"] == expected


def test_a_home_that_a_rule_asks_about_takes_functions_over_and_says_that_it_is_asked_about(planned: Planned) -> None:
    """Else no app of a county could take anything over where a province reviews them all."""
    made = planned({**COUNTY, "findings": [finding("A1", "A-02")]})
    assert made.dispositions["A1"] == "keep"
    assert made.dispositions["A2"] == "migrate_close"
    assert "A-02" in next(row["reason"] for row in made.rows("plan", "asset_id") if row["asset_id"] == "A1")


def test_an_app_that_a_rule_asks_about_and_that_takes_nothing_over_is_left_to_a_person(planned: Planned) -> None:
    lone = [row for row in COUNTY["functions"] if row["asset_id"] == "A2"]
    made = planned({**COUNTY, "functions": lone, "findings": [finding("A2", "A-01", "unknown")]})
    assert made.dispositions["A2"] == "review"


def test_what_a_rule_closes_goes_though_keeping_it_would_cost_less(planned: Planned) -> None:
    """Keeping A7 alone would cost 0.5; A-01 closes it, so both homes of its functions stay, at 2.02."""
    rows: Rows = {
        "assets": [entry("A7", keep_cost=0.5), entry("B1"), entry("B2"), entry("B3", absorbs="G3")],
        "functions": [function("A7", "G1"), function("A7", "G2"), function("B1", "G1", 0), function("B2", "G2", 0)],
        "findings": [finding("A7", "A-01", severity="ban")],
    }
    made = planned(rows)
    assert made.dispositions == {"A7": "migrate_close", "B1": "keep", "B2": "keep", "B3": "review"}
    assert planned({**rows, "findings": []}).dispositions == {
        "A7": "keep",
        "B1": "close",
        "B2": "close",
        "B3": "review",
    }


def test_a_platform_that_absorbs_everything_takes_over_what_lies_below_it(planned: Planned) -> None:
    rows: Rows = {
        "assets": [entry("HUB", unit="P", absorbs="*"), *(entry(f"A{n}") for n in range(4)), entry("Z", "new_media")],
        "functions": [
            function("HUB", "X", region_code="320000"),
            *(function(f"A{n}", f"F{n}") for n in range(4)),
            function("Z", "FZ"),
        ],
    }
    made = planned(rows)
    assert made.dispositions == {"HUB": "keep", "Z": "keep"} | {f"A{n}": "migrate_close" for n in range(4)}
    assert made.successors["A3"] == "HUB"


def test_the_same_register_gives_the_same_plan(planned: Planned) -> None:
    rows: Rows = {
        "assets": [entry(f"A{n}") for n in range(9)],
        "functions": [function(f"A{n}", f"F{(n + step) % 9}") for n in range(9) for step in range(3)],
    }
    first, turned = planned(rows), {name: list(reversed(given)) for name, given in rows.items()}
    expected = first.rows("coverage", "asset_id, function_code")
    assert first.outcome.cost == pytest.approx(3.18)
    assert planned(turned).rows("coverage", "asset_id, function_code") == expected
