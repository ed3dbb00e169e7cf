"""Bringing rows into the store."""

import pytest

from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits
from jianfu.tables.sheets.load import Tally, letter


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_a_column_goes_by_the_letters_a_spreadsheet_shows(place: int, letters: str) -> None:
    assert letter(place) == letters


def test_rows_and_cells_are_counted_over_all_files_against_the_limits() -> None:
    tally = Tally(Limits(rows=10, cells=100))
    tally(5, 50)
    tally(5, 50)
    with pytest.raises(UnableToRead, match="more than 10 rows"):
        tally(1, 0)
    with pytest.raises(UnableToRead, match="more than 100 cells"):
        Tally(Limits(cells=100))(1, 101)


def test_an_input_with_too_many_rows_is_refused_while_it_streams(submit) -> None:
    rows = "".join(f"A{n},政务App,甲,某局\n" for n in range(50))
    with pytest.raises(UnableToRead, match="more than 20 rows"):
        submit({"assets.csv": "编号,类别,名称,主办单位\n" + rows}, limits=Limits(rows=20))


def test_rows_keep_the_part_they_came_from(submit) -> None:
    header = "编号,类别,名称,主办单位\n"
    read = submit(
        {"assets_1.csv": header + "A1,政务App,甲,某局\n", "assets_2.csv": header + "A2,app,乙,某局\nA3,app,丙,某局\n"}
    )
    assert [(file.file, file.rows) for file in read.submission.files] == [("assets_1.csv", 1), ("assets_2.csv", 2)]
    assert [row["asset_id"] for row in read.rows("assets")] == ["A1", "A2", "A3"]
