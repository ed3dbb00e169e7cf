"""The periods say their number or that there is none, and how far each may be trusted."""

from jianfu.engine.cases.period import STATUS, UNITS, periods


def test_the_numbers_lost_in_reprints_stay_unset_and_are_shown_as_unset() -> None:
    unset = {code for code, period in periods().items() if not period.is_set}
    assert unset == {"national_review", "supplement", "change_notice"}
    assert all(periods()[code].source_status == "F" for code in unset)
    assert {periods()[code].length.zh for code in unset} == {"文件未公布具体数字"}


def test_a_set_period_says_its_length_in_both_languages() -> None:
    length = periods()["completeness_review"].length
    assert (length.zh, length.en) == ("10个工作日", "10 working days")


def test_every_period_has_a_unit_a_status_and_a_direction() -> None:
    for period in periods().values():
        assert period.unit in UNITS
        assert period.source_status in STATUS
        assert period.status.zh
        assert period.counted in {"after", "before"}
