from pathlib import Path

import xlsxwriter

from jianfu.tables.template_style import FONT, styles


def test_every_format_but_the_colours_of_hints_has_a_face_that_writes_chinese(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "s.xlsx") as book:
        book.add_worksheet()
        made = styles(book, "zh")
    assert {name for name, style in made.items() if style.font_name != FONT["zh"]} == {"missing", "not_applicable"}


def test_ids_are_text_and_days_are_iso(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "s.xlsx") as book:
        book.add_worksheet()
        made = styles(book, "en")
    assert (made["text"].num_format, made["day"].num_format) == ("@", "yyyy-mm-dd")
