"""A line of a declaration as people read it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jianfu.engine.schema import words
from jianfu.engine.schema.assets import ASSETS
from jianfu.web.census.forms.cells import label_of, shown
from jianfu.web.census.forms.table import TABLE_COLUMNS
from jianfu.web.census.models import DeclarationRow
from jianfu.web.census.queries.content import UNTOUCHED, Line

TAGS = {
    "confirm": "tag-good",
    "change": "tag-warn",
    "new": "",
    "gone": "tag-bad",
    "absent": "tag-bad",
    UNTOUCHED: "tag-quiet",
}
NAMES: dict[str, str | Promise] = {**dict(DeclarationRow.Kind.choices), UNTOUCHED: _("未核对")}


def asked_words(categories: list[str]) -> list[dict[str, str]]:
    """Return the categories a campaign asks for, each with its code and its label."""
    column = ASSETS.column("category")
    return [
        {"code": word.code, "label": shown(column, word.code)} for word in words.CATEGORIES if word.code in categories
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its words: answer, name, category, cells of the table, and differences from the register."""

    line: Line
    answer: str
    tag: str
    name: str
    category: str
    cells: tuple[tuple[str, str], ...]
    differences: tuple[tuple[str, str, str], ...]


def shown_line(line: Line) -> Shown:
    """Return a line in the words of the active language."""
    category: Any = next((word for word in words.CATEGORIES if word.code == line.values.get("category")), None)
    return Shown(
        line,
        str(NAMES[line.kind]),
        TAGS[line.kind],
        str(line.values.get("name", "")),
        shown(ASSETS.column("category"), category.code) if category else "",
        tuple((label_of(column), shown(column, line.values.get(column.code))) for column in TABLE_COLUMNS),
        tuple(
            (label_of(ASSETS.column(code)), shown(ASSETS.column(code), before), shown(ASSETS.column(code), after))
            for code, before, after in line.differences
        ),
    )
