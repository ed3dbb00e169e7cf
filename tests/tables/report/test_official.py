from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from jianfu.tables.report import official
from jianfu.tables.report.official import Official


def begun(lang: str = "zh") -> Official:
    return Official(lang=lang, title="题", dated=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")]
)
def test_headings_are_counted_in_chinese(number: int, shown: str) -> None:
    assert official.chinese(number) == shown


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("zh", ["一、甲", "（一）乙", "1.丙", "（二）丁", "二、戊", "（一）己"]),
     ("en", ["1. 甲", "1.1 乙", "1.1.1 丙", "1.2 丁", "2. 戊", "2.1 己"])],
)  # fmt: skip
def test_headings_are_numbered_by_level_and_begin_anew(lang: str, expected: list[str]) -> None:
    paper = begun(lang)
    for text, level in (("甲", 1), ("乙", 2), ("丙", 3), ("丁", 2), ("戊", 1), ("己", 2)):
        paper.heading(text, level=level)
    assert [paragraph.text for paragraph in paper.docx.paragraphs] == expected


def test_the_page_is_that_of_the_standard() -> None:
    section = begun().docx.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_body_and_headings_have_their_fonts() -> None:
    styles = begun().docx.styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Heading 1", "Heading 2")
    }
    assert fonts == {"Normal": "仿宋_GB2312", "Heading 1": "黑体", "Heading 2": "楷体_GB2312"}
    body = styles["Normal"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28.95))


def test_pages_are_numbered_between_dashes_on_the_outer_side() -> None:
    section = begun().docx.sections[0]
    sides = {}
    for name, footer in (("odd", section.footer), ("even", section.even_page_footer)):
        paragraph = footer.paragraphs[0]
        sides[name] = (paragraph.alignment, paragraph.text, "PAGE" in paragraph._p.xml)
    assert sides == {"odd": (2, "—  —", True), "even": (0, "—  —", True)}


def test_a_paragraph_begins_two_characters_in() -> None:
    paper = begun()
    paper.paragraph("正文")
    indent = paper.docx.paragraphs[0]._p.pPr.ind
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_signs_a_document_cannot_hold_are_left_out() -> None:
    paper = begun()
    paper.flush("甲\x00\x0b乙")
    assert paper.docx.paragraphs[0].text == "甲乙"


def test_a_table_repeats_its_head_and_an_empty_one_is_not_written() -> None:
    paper = begun()
    paper.table(["甲"], [], widths_mm=[20])
    paper.table(["甲"], [["1"], ["2"]], widths_mm=[20])
    assert len(paper.docx.tables) == 1
    assert [("w:tblHeader" in row._tr.xml) for row in paper.docx.tables[0].rows] == [True, False, False]


def test_the_date_is_never_alone_on_a_page() -> None:
    paper = begun()
    paper.annexes("附件：", ["甲", "乙"])
    paper.signature(["机关", "日期"])
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in paper.docx.paragraphs]
    assert kept == [None, True, True, True, True, False]


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        paper = begun()
        paper.mark("稿")
        paper.title("题", subtitle="（稿）")
        paper.annex("附件1", "表")
        paper.save(tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert Document(str(tmp_path / "a.docx")).core_properties.title == "题"
