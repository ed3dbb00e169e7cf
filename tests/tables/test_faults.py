"""Faults of the whole input."""

from jianfu.tables.faults import InputFault, UnableToRead


def test_a_fault_says_where_in_the_readers_language() -> None:
    fault = InputFault("a.xlsx", "单位", "缺列。", "A column lacks.")
    assert fault.message("zh") == "a.xlsx [单位]：缺列。"
    assert fault.message("en") == "a.xlsx [单位]: A column lacks."
    assert InputFault("", "", "没有。", "None.").message("en") == "None."


def test_the_error_carries_every_fault_in_both_languages() -> None:
    error = UnableToRead([InputFault("a", "", "一。", "One."), InputFault("b", "", "二。", "Two.")])
    assert error.message("en") == "a: One.\nb: Two."
    assert "一。" in str(error)
    assert "Two." in str(error)
