"""Tasks set in several groups."""

from jianfu.engine.workgroups.repeats import Tasks, fresh_loads

TASKS = Tasks({"A": frozenset({"t", "u"}), "B": frozenset({"t"}), "C": frozenset({"t", "v"})}, days=10)


def test_each_task_is_set_once_after_merging() -> None:
    assert TASKS.saved(["A", "B", "C"]) == 0.2
    assert TASKS.saved(["A"]) == 0.0


def test_no_merged_group_carries_less_than_the_fresh_loads() -> None:
    loads = {"A": 5.0, "B": 3.0, "C": 2.0, "D": 1.0}
    fresh = fresh_loads(loads, TASKS)
    assert fresh == {"A": 5.0, "B": 2.9, "C": 1.9, "D": 1.0}
    assert loads["B"] + loads["C"] - TASKS.saved("BC") >= fresh["B"] + fresh["C"]


def test_a_load_never_falls_below_nothing() -> None:
    assert fresh_loads({"A": 5.0, "B": 0.0}, TASKS)["B"] == 0.0
