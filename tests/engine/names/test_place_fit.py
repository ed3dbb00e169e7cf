"""Whether a word is a place, and which."""

import pytest

from jianfu.engine.names.place_fit import cuts_a_word, inside, is_place, nearest, on_one_line, related


@pytest.mark.parametrize(
    ("name", "word", "codes", "region", "place"),
    [
        ("泰兴教育", "泰兴", ("321283",), "", True),
        ("泰兴市场", "泰兴市", ("321283",), "", False),
        ("泰兴市市场", "泰兴市", ("321283",), "", True),
        ("南通讯社", "南通", ("3206",), "", False),
        ("公安局", "公安", ("421022",), "421022", False),
        ("公安发布", "公安", ("421022",), "421022", True),
        ("公安发布", "公安", ("421022",), "", False),
        ("和平鸽", "和平", ("120101", "210102"), "", False),
        ("和平教育", "和平", ("120101", "210102"), "", True),
        ("和平鸽", "和平", ("120101", "210102"), "120101", True),
        ("海安好人", "海安", ("320685",), "440100", False),
        ("海安好人", "海安", ("320685",), "3206", True),
    ],
)
def test_a_word_is_a_place_where_nothing_speaks_against_it(
    name: str, word: str, codes: tuple[str, ...], region: str, place: bool
) -> None:
    assert is_place(name, 0, word, codes, region) is place


def test_a_word_cut_in_two_is_seen() -> None:
    assert cuts_a_word("南通讯社", 0, 2)
    assert not cuts_a_word("南通通讯", 0, 2)


def test_codes_are_narrowed_by_what_is_above_and_by_the_region() -> None:
    assert inside(("320106", "320302"), ("3203",)) == ("320302",)
    assert inside(("320106",), ()) == ("320106",)
    assert nearest(("320106", "320302", "350102"), "32") == ("320106", "320302")
    assert nearest(("320106", "320302"), "320302") == ("320302",)
    assert nearest(("22", "2202"), "") == ("22",)
    assert nearest(("22", "2202"), "2202") == ("2202",)
    assert nearest(("350102",), "32") == ("350102",)


def test_codes_on_one_line_lie_inside_each_other() -> None:
    assert on_one_line("32", "321283")
    assert on_one_line("321283", "32")
    assert not on_one_line("3201", "3202")
    assert related(("3201", "3202"), "320106")
    assert not related(("3201",), "")
