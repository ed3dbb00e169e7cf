"""The template's quiet look: one dark blue, two greys, one red for what is still to be filled."""

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = {"zh": "微软雅黑", "en": "Calibri"}
NAVY, STEEL, PALE, LINE, GREY, MISSING = "#1F3A5F", "#3D5F8A", "#E8EEF5", "#C9D1DB", "#F0F1F3", "#FBE3E1"


def styles(book: Workbook, lang: str) -> dict[str, Format]:
    """Return the template's cell formats by name."""
    base = {"font_name": FONT[lang], "font_size": 10, "valign": "vcenter"}
    head = {**base, "bold": True, "align": "center", "text_wrap": True, "border": 1, "border_color": LINE}
    boxed = {**base, "align": "left", "text_wrap": True, "border": 1, "border_color": LINE}
    kinds = {
        "title": {**base, "font_size": 16, "bold": True, "font_color": NAVY},
        "subtitle": {**base, "font_color": "#5B6672"},
        "band": {**base, "bold": True, "align": "center", "bg_color": PALE, "font_color": NAVY, "border": 1}
        | {"border_color": LINE},
        "required": {**head, "bg_color": NAVY, "font_color": "#FFFFFF"},
        "optional": {**head, "bg_color": STEEL, "font_color": "#FFFFFF"},
        "aid": {**head, "bg_color": GREY, "font_color": "#5B6672", "bold": False, "italic": True},
        "text": {**base, "num_format": "@"},
        "day": {**base, "num_format": "yyyy-mm-dd", "align": "center"},
        "moment": {**base, "num_format": "yyyy-mm-dd hh:mm", "align": "center"},
        "whole": {**base, "num_format": "0"},
        "number": {**base, "num_format": "0.##"},
        "ratio": {**base, "num_format": "0.00"},
        "choice": {**base, "align": "center"},
        "note": {**base, "font_color": "#8A94A0", "italic": True},
        "boxed": boxed,
        "boxed_day": {**boxed, "num_format": "yyyy-mm-dd"},
        "boxed_moment": {**boxed, "num_format": "yyyy-mm-dd hh:mm"},
        "heading": {**base, "font_size": 12, "bold": True, "font_color": NAVY},
        "body": {**base, "text_wrap": True, "valign": "top"},
        "missing": {"bg_color": MISSING},
        "not_applicable": {"bg_color": GREY, "font_color": "#A0A7B0"},
    }
    return {name: book.add_format(properties) for name, properties in kinds.items()}
