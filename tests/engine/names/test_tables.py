"""Tables of names and the words in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.tables import DATA, Words, rows


@pytest.mark.parametrize("table", sorted(path.stem for path in DATA.glob("*.csv")))
def test_every_table_has_rows_and_no_row_twice(table: str) -> None:
    found = [tuple(row.values()) for row in rows(table)]
    assert found
    assert len(set(found)) == len(found)
    assert all(None not in row for row in found)


def test_no_character_belongs_to_two_groups_of_near_shapes() -> None:
    characters = "".join(row["group"] for row in rows("shapes"))
    assert sorted(c for c in set(characters) if characters.count(c) > 1) == []


def test_words_are_found_longest_first() -> None:
    words = Words(["泰", "泰兴", "泰兴市", ""])
    assert list(words.at("江苏泰兴市", 2)) == ["泰兴市", "泰兴", "泰"]
    assert words.longest("泰兴", 0) == "泰兴"
    assert words.longest("江苏", 0) == words.longest("", 0) == ""


@given(st.lists(st.text("甲乙丙", max_size=3)), st.text("甲乙丙", max_size=6), st.integers(0, 6))
def test_words_begin_where_they_are_said_to(known: list[str], text: str, start: int) -> None:
    assert set(Words(known).at(text, start)) == {word for word in known if word and text.startswith(word, start)}
