"""CSV of every making: delimiters, encodings, ragged rows, quoted line breaks; row numbers as a spreadsheet shows."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.tables.sheets import csv_file
from jianfu.tables.sheets.csv_file import CsvGrid


def _grid(folder: Path, content: str, encoding: str = "utf-8") -> CsvGrid:
    path = folder / "a.csv"
    path.write_bytes(content.encode(encoding))
    return CsvGrid(path, encoding)


def _rows(grid: CsvGrid, width: int, after_row: int = 1) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for batch in grid.batches(width, after_row):
        for row in batch.to_pylist():
            surplus = [row["surplus"]] if row["surplus"] else []
            found[row["row_number"]] = [row[f"c{place}"] for place in range(width)] + surplus
    return dict(sorted(found.items()))


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_dialect_is_read(tmp_path: Path, delimiter: str, encoding: str, newline: str) -> None:
    rows = [["编号", "名称"], ["A1", "甲"], ["A2", "乙"]]
    grid = _grid(tmp_path, newline.join(delimiter.join(row) for row in rows), encoding)
    assert grid.head() == rows
    assert _rows(grid, 2) == {2: ["A1", "甲"], 3: ["A2", "乙"]}


def test_a_text_full_of_commas_does_not_hide_the_tabs(tmp_path: Path) -> None:
    grid = _grid(tmp_path, "通知编号\t正文\nN1\t一,二,三,四,五,六\n")
    assert grid.delimiter == "\t"


def test_rows_keep_their_numbers_through_titles_blank_lines_breaks_and_ragged_rows(tmp_path: Path) -> None:
    content = '标题\n编号,名称,平台\nA1,"甲\n乙",微信\n\nA2,丙\nA3,丁,微博,多,余\n,,\n'
    content += 'A4,"戊,""己""",抖音\nA5,庚,微信,,\nA6,辛,快手'
    assert _rows(_grid(tmp_path, content), 3, after_row=2) == {
        3: ["A1", "甲\n乙", "微信"],
        4: ["", "", ""],
        5: ["A2", "丙", ""],
        6: ["A3", "丁", "微博", "多 余"],
        7: ["", "", ""],
        8: ["A4", '戊,"己"', "抖音"],
        9: ["A5", "庚", "微信"],
        10: ["A6", "辛", "快手"],
    }


def test_rows_longer_than_the_header_throughout_keep_their_surplus(tmp_path: Path) -> None:
    assert _rows(_grid(tmp_path, "a,b\n1,2,\n3,4,x\n5,6,\n"), 2) == {2: ["1", "2"], 3: ["3", "4", "x"], 4: ["5", "6"]}


def test_rows_shorter_than_the_header_throughout_are_filled_up(tmp_path: Path) -> None:
    assert _rows(_grid(tmp_path, "a,b,c\n1,2\n3,4\n5,6,7\n"), 3) == {
        2: ["1", "2", ""],
        3: ["3", "4", ""],
        4: ["5", "6", "7"],
    }


def test_row_numbers_hold_from_block_to_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "_BLOCK_BYTES", 256)
    lines = ["a,b", *(f"{n},x" if n % 7 else f"{n}" for n in range(2, 400))]
    rows = _rows(_grid(tmp_path, "\n".join(lines)), 2)
    assert rows == {n: [str(n), "x" if n % 7 else ""] for n in range(2, 400)}


@pytest.mark.parametrize("content", ['a,b\n1,"2\n3,4\n5,6\n', 'a,b,c\n1,2,3\n7,8,9\n1,"2\n3,4,5\n'])
def test_a_quote_left_open_is_told_with_its_row(tmp_path: Path, content: str) -> None:
    with pytest.raises(csv_file.UnableToClose) as told:
        _rows(_grid(tmp_path, content), content.split("\n")[0].count(",") + 1)
    assert told.value.number == content.split('"')[0].count("\n") + 1


@pytest.mark.parametrize("content", ['a,b\n1,"2\n3"\n', 'a,b\n1,2"\n', 'a,b\n5" x,"2\n3"\n4,5\n'])
def test_quotes_that_close_or_stand_inside_a_cell_are_no_fault(tmp_path: Path, content: str) -> None:
    assert 2 in _rows(_grid(tmp_path, content), 2)


CELL = st.text("ab,;\t\"'\n甲 =", max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=12))
def test_whatever_the_csv_module_writes_is_read_row_for_row(tmp_path_factory: pytest.TempPathFactory, rows) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["编号", "名称", "平台"], *rows])
    grid = _grid(tmp_path_factory.mktemp("csv"), buffer.getvalue())
    expected = {}
    for number, row in enumerate(rows, start=2):
        surplus = " ".join(filter(None, (cell.strip() for cell in row[3:])))
        expected[number] = [*row[:3], *[""] * (3 - len(row[:3])), *([surplus] if surplus else [])]
    assert _rows(grid, 3) == expected


def test_a_file_that_arrow_cannot_part_raises_its_own_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "_BLOCK_BYTES", 64)
    grid = _grid(tmp_path, "a,b\n1,2\n" + '3,"' + "x" * 4000 + '"\n')
    with pytest.raises(pa.ArrowInvalid):
        _rows(grid, 2)
