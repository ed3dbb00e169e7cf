"""What rules say themselves goes before what their severity would give."""

from jianfu.engine.consolidation.parameters import PlanParameters, remedies_of
from jianfu.engine.detection.pack import load


def test_the_rules_that_close_are_few_and_stated() -> None:
    remedies = remedies_of(load(()))
    assert {rule for rule, remedy in remedies.items() if remedy == "close"} == {
        *("NM-04", "NM-05", "NM-06", "NM-12", "A-01", "A-11")
    }
    assert {rule for rule, remedy in remedies.items() if remedy == "merge"} == {"NM-13", "NM-17", "A-12"}
    assert "A-04" not in remedies


def test_a_province_may_leave_to_a_person_what_the_nation_closes() -> None:
    assert remedies_of(load(("jiangsu",)))["A-01"] == "review"


def test_costs_and_targets_have_the_defaults_of_the_contract() -> None:
    usual = PlanParameters()
    assert (usual.keep_cost, usual.move_cost, usual.reach, usual.marginal) == (1.0, 0.01, (60, 80), 10)
