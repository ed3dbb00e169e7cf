"""Rows as batches of text."""

from jianfu.tables.sheets.grid import padded, schema


def test_short_rows_are_filled_up_and_long_rows_keep_their_surplus() -> None:
    batch = padded([["a"], ["b", "c", "d", " e "], ["f", "g", "", " "]], [2, 5, 9], 2)
    assert batch.schema == schema(2)
    assert batch.to_pydict() == {
        "row_number": [2, 5, 9],
        "surplus": [None, "d e", None],
        "c0": ["a", "b", "f"],
        "c1": ["", "c", "g"],
    }
