from jianfu.engine.detection.fault import Fault, UnableToLoadRules, nearest, shown
from jianfu.engine.detection.rule import Text

FAULT = Fault(
    "mine/NM-01.yaml",
    7,
    Text("已知的指标", "a known measure"),
    "「silent_day」",
    Text("请改用已有的指标代码。", "Use the code of a known measure."),
    "silent_days",
)


def test_a_fault_says_where_what_was_expected_what_was_found_and_how_to_mend_it() -> None:
    for part in ("mine/NM-01.yaml", "7", "已知的指标", "silent_day", "silent_days", "请改用"):
        assert part in FAULT.sentence("zh")
    for part in ("mine/NM-01.yaml", "7", "a known measure", "silent_day", "silent_days", "Use the code"):
        assert part in FAULT.sentence("en")


def test_all_faults_are_said_at_once_in_both_languages() -> None:
    error = UnableToLoadRules([FAULT, FAULT])
    assert error.zh.count("silent_days") == error.en.count("silent_days") == 2
    assert error.zh in str(error)
    assert error.en in str(error)


def test_the_nearest_known_name_is_offered_only_when_it_is_near() -> None:
    known = ("silent_days", "followers", "NM-01")
    assert nearest("silent_day", known) == "silent_days"
    assert nearest("nm-1", known) == "NM-01"
    assert nearest("xyzzy", known) == ""


def test_a_long_value_is_shown_in_one_short_line() -> None:
    assert shown("a\nb") == "「a b」"
    assert len(shown("x" * 5000)) < 130
