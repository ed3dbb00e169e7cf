"""The hidden sheet of the template that drop-downs and look-ups read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.template_layout import SheetPlan
from jianfu.tables.workbook import FLAG_WORDS, NONE_WORDS

SHEET = "_lists"
FLAGS, MEASURES, RULES, UNIT_NAMES, UNIT_IDS = "flags", "measures", "rules", "unit_names", "unit_ids"


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit offered in drop-downs."""

    unit_id: str
    name: str


def unit_labels(units: Sequence[ListedUnit]) -> list[str]:
    """Return what each unit is offered as: its name, with its number where several bear the name."""
    names = [unit.name for unit in units]
    return [f"{unit.name}（{unit.unit_id}）" if names.count(unit.name) > 1 else unit.name for unit in units]


def list_key(plan: SheetPlan, code: str) -> str:
    """Return the name of the list of a column's words."""
    return f"{plan.table.code}.{code}"


def write_lists(
    book: Workbook, plans: Sequence[SheetPlan], *, lang: str, units: Sequence[ListedUnit], rule_ids: Sequence[str]
) -> dict[str, str]:
    """Write the hidden sheet and return the absolute range of each list by its name; empty lists are left out."""
    sheet = book.add_worksheet(SHEET)
    sheet.hide()
    ranges: dict[str, str] = {}
    filled = {name: texts for name, texts in _lists(plans, lang, units, rule_ids).items() if texts}
    for place, (name, texts) in enumerate(filled.items()):
        sheet.write_string(0, place, name)
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, place, text)
        letters = xl_col_to_name(place)
        ranges[name] = f"{SHEET}!${letters}$2:${letters}${len(texts) + 1}"
    return ranges


def _lists(
    plans: Sequence[SheetPlan], lang: str, units: Sequence[ListedUnit], rule_ids: Sequence[str]
) -> dict[str, list[str]]:
    lists = {
        FLAGS: list(FLAG_WORDS[lang].values()),
        MEASURES: [measure.code if lang == "en" else measure.zh for measure in OBSERVABLE],
        RULES: list(rule_ids),
        UNIT_NAMES: unit_labels(units),
        UNIT_IDS: [unit.unit_id for unit in units],
    }
    for plan in plans:
        for column in plan.columns:
            if column is not None and column.words:
                none = [NONE_WORDS[lang]] if column.kind is Kind.CODES else []
                words = [word.en if lang == "en" else word.zh for word in column.words]
                lists[list_key(plan, column.code)] = words + none
    return lists
