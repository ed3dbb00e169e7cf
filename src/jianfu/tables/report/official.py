"""The layout of an official document: page, fonts, headings and page numbers.

*Source:* GB/T 9704-2012 (A4; margins 37, 35, 28 and 26 mm; 22 lines of 28 characters; title 2号小标宋, body 3号仿宋,
headings 黑体 and 楷体; page numbers 4号 between dashes on the outer side).
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

XIAOBIAOSONG, FANGSONG, HEITI, KAITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
ER_HAO, SAN_HAO, SI_HAO, WU_HAO = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE = Pt(28.95)
LINE_PITCH_TWENTIETHS = 579
CHARACTER_SPACE_TWENTIETHS = -5
"""Each character of 16 pt is narrowed by a quarter point, so that 28 fit the 156 mm of a line."""
HEADINGS = {1: HEITI, 2: KAITI, 3: FANGSONG}
NUMERALS = "零一二三四五六七八九"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ZIP_DAY = (1980, 1, 1, 0, 0, 0)


class Official:
    """An official document being written from top to bottom."""

    def __init__(self, *, lang: str, title: str, dated: date) -> None:
        self.lang = lang
        self.docx: Docx = Document()
        self._counts = {1: 0, 2: 0, 3: 0}
        _lay_page(self.docx)
        _lay_styles(self.docx)
        core = self.docx.core_properties
        core.title, core.author, core.language = title, "Jianfu", "en" if lang == "en" else "zh-CN"
        core.created = core.modified = datetime.combine(dated, datetime.min.time())

    def mark(self, text: str) -> None:
        """Write a line at the head of every page."""
        section = self.docx.sections[0]
        for header in (section.header, section.even_page_header):
            paragraph = header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, text, font=KAITI, size=SI_HAO, color="8A1F11")

    def title(self, text: str, *, subtitle: str = "") -> None:
        """Write the title, centred, and a line in brackets under it."""
        self._centred(text, font=XIAOBIAOSONG, size=ER_HAO)
        if subtitle:
            self._centred(subtitle, font=KAITI, size=SAN_HAO)
        self.blank()

    def blank(self) -> None:
        """Leave one line."""
        self.docx.add_paragraph()

    def flush(self, text: str) -> None:
        """Write a line that starts at the margin, such as whom the document is sent to."""
        _run(self.docx.add_paragraph(), text)

    def paragraph(self, text: str) -> None:
        """Write a paragraph of the body, its first line two characters in."""
        paragraph = self.docx.add_paragraph()
        _indent_first_line(paragraph)
        _run(paragraph, text)

    def heading(self, text: str, *, level: int) -> None:
        """Write a numbered heading: 一、 then （一） then 1. (1., 1.1, 1.1.1 in English)."""
        self._counts[level] += 1
        for deeper in range(level + 1, 4):
            self._counts[deeper] = 0
        paragraph = self.docx.add_paragraph(style=f"Heading {level}")
        _indent_first_line(paragraph)
        _run(paragraph, self._number(level) + text, font=HEADINGS[level], bold=level == 3)

    def annexes(self, label: str, names: Sequence[str]) -> None:
        """Write the list of annexes, a line after the body."""
        self.blank()
        for number, name in enumerate(names, start=1):
            paragraph = self.docx.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            _indent(paragraph, left=2 if number == 1 else 2 + _width(label))
            _run(paragraph, f"{label if number == 1 else ''}{number}. {name}")

    def signature(self, lines: Sequence[str]) -> None:
        """Write the issuing body and the date at the right, four characters in, never alone on a page."""
        self.docx.add_paragraph().paragraph_format.keep_with_next = True
        for line in lines:
            paragraph = self.docx.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = line != lines[-1]
            _indent(paragraph, right=4)
            _run(paragraph, line)

    def annex(self, label: str, title: str) -> None:
        """Begin an annex on a new page."""
        self.docx.add_section(WD_SECTION.NEW_PAGE)
        paragraph = self.docx.add_paragraph()
        _run(paragraph, label, font=HEITI)
        self.title(title)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, widths_mm: Sequence[float]) -> None:
        """Write a table with rules; the head is repeated on every page. Without rows nothing is written."""
        if not rows:
            return
        table = self.docx.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
        for index, cells in enumerate([head, *rows]):
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if index == 0:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for cell, text, width in zip(row.cells, cells, widths_mm, strict=True):
                cell.width = Mm(width)
                _fill_cell(cell.paragraphs[0], text, is_head=index == 0)

    def save(self, path: Path) -> None:
        """Write the file; the same content gives the same bytes."""
        self.docx.save(str(path))
        with ZipFile(path) as written:
            parts = [(name, written.read(name)) for name in written.namelist()]
        with ZipFile(path, "w", ZIP_DEFLATED) as again:
            for name, content in parts:
                again.writestr(ZipInfo(name, ZIP_DAY), content, ZIP_DEFLATED)

    def _centred(self, text: str, *, font: str, size: Pt) -> None:
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if size == ER_HAO:
            paragraph.paragraph_format.line_spacing = Pt(36)
        _run(paragraph, text, font=font, size=size)

    def _number(self, level: int) -> str:
        count = self._counts[level]
        if self.lang == "en":
            return ".".join(str(self._counts[at]) for at in range(1, level + 1)) + (". " if level == 1 else " ")
        return {1: f"{chinese(count)}、", 2: f"（{chinese(count)}）", 3: f"{count}."}[level]


def chinese(number: int) -> str:
    """Return a number from 1 to 99 as headings count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return NUMERALS[ones]
    return (NUMERALS[tens] if tens > 1 else "") + "十" + (NUMERALS[ones] if ones else "")


def _lay_page(docx: Docx) -> None:
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(23)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH_TWENTIETHS))
    section._sectPr.append(grid)
    docx.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — on the outer side, one character in."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = SI_HAO
    else:
        paragraph.paragraph_format.left_indent = SI_HAO
    _run(paragraph, "— ", font=SONGTI, size=SI_HAO, latin=SONGTI)
    field = _run(paragraph, "", font=SONGTI, size=SI_HAO, latin=SONGTI)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        field._r.append(part)
    _run(paragraph, " —", font=SONGTI, size=SI_HAO, latin=SONGTI)


def _lay_styles(docx: Docx) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = cast(ParagraphStyle, docx.styles[name])
        style.font.size, style.font.name, style.font.bold = SAN_HAO, LATIN, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), HEADINGS[int(name[-1])] if name[-1].isdigit() else FANGSONG)
        narrowed = OxmlElement("w:spacing")
        narrowed.set(qn("w:val"), str(CHARACTER_SPACE_TWENTIETHS))
        _insert_spacing(style.element.get_or_add_rPr(), narrowed)
        spacing = style.paragraph_format
        spacing.space_before = spacing.space_after = Pt(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, LINE


def _insert_spacing(properties: CT_RPr, spacing: BaseOxmlElement) -> None:
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:u", "w:lang")


def _run(
    paragraph: Paragraph,
    text: str,
    *,
    font: str = FANGSONG,
    size: Pt = SAN_HAO,
    bold: bool = False,
    latin: str = LATIN,
    color: str = "000000",
) -> Run:
    run = paragraph.add_run(CONTROL.sub("", text))
    run.font.size, run.font.bold, run.font.name = size, bold, latin
    run.font.color.rgb = RGBColor.from_string(color)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    return run


def _indent_first_line(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.first_line_indent = SAN_HAO * 2
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "200")


def _indent(paragraph: Paragraph, *, left: float = 0, right: float = 0) -> None:
    """Set a paragraph in by that many characters of the body."""
    paragraph.paragraph_format.left_indent = Pt(SAN_HAO.pt * left)
    paragraph.paragraph_format.right_indent = Pt(SAN_HAO.pt * right)


def _width(text: str) -> float:
    """Return how many characters of the body a text is wide; Latin letters count half."""
    return sum(0.5 if ord(character) < 0x2E80 else 1 for character in text)


def _fill_cell(paragraph: Paragraph, text: str, *, is_head: bool) -> None:
    paragraph.paragraph_format.line_spacing = Pt(16)
    loose = OxmlElement("w:snapToGrid")
    loose.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(loose, "w:spacing", "w:ind", "w:jc", "w:rPr")
    _run(paragraph, text, font=HEITI if is_head else FANGSONG, size=WU_HAO)
