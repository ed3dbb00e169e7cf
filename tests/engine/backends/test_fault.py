from jianfu.engine.backends.fault import UnableToRun


def test_a_fault_is_told_in_both_languages() -> None:
    fault = UnableToRun(zh="运行不了", en="It does not run")
    assert str(fault) == "运行不了\nIt does not run"
    assert (fault.zh, fault.en) == ("运行不了", "It does not run")
