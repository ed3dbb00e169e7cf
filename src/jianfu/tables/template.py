"""The workbook a unit fills in: sheets with drop-downs and checks, a page of instructions, a filled example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import xlsxwriter

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.inputs import BY_CODE, TABLES
from jianfu.tables import submission
from jianfu.tables.options import ReadOptions
from jianfu.tables.template_example import write_example
from jianfu.tables.template_guide import write_guide
from jianfu.tables.template_layout import DEFAULT_TABLES, SheetPlan, plan
from jianfu.tables.template_lists import ListedUnit, write_lists
from jianfu.tables.template_rows import write_rows
from jianfu.tables.template_sheet import write_sheet
from jianfu.tables.template_style import NAVY, styles

GUIDE = {"zh": "填写说明", "en": "Instructions"}
EXAMPLE = {"zh": "示例", "en": "Example"}
ALL = "all"


class UnableToMakeTemplate(Exception):
    """A template cannot be made as asked; ``zh`` and ``en`` say why and what to do."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Units:
    """The units offered in drop-downs, and how many rows of their file could not be taken."""

    listed: tuple[ListedUnit, ...] = ()
    rejected: int = 0


def tables_named(names: Sequence[str], *, with_units: bool) -> tuple[str, ...]:
    """Return the codes of the tables asked for, in the order of the contract.

    A name is a code, a Chinese name or ``all``. None asked for gives what a unit fills in, led by the units where no
    list of them is given. Raises UnableToMakeTemplate for a name that is no table.
    """
    if not names:
        return DEFAULT_TABLES if with_units else ("units", *DEFAULT_TABLES)
    known = {word: table.code for table in TABLES for word in (table.code, table.zh)}
    wanted = set()
    for name in names:
        if name.strip().lower() == ALL:
            wanted |= set(BY_CODE)
        elif name.strip() in known:
            wanted.add(known[name.strip()])
        else:
            raise UnableToMakeTemplate(
                zh=f"没有“{name}”这张表。可选：{'、'.join(table.zh for table in TABLES)}，或 all。",
                en=f"There is no table “{name}”. Choose from: {', '.join(BY_CODE)}, or all.",
            )
    return tuple(code for code in BY_CODE if code in wanted)


def read_units(path: Path, *, as_of: date) -> Units:
    """Read the units to offer from a table of units (a file named 单位… or units…), in the order of their numbers.

    Rows at fault are left out and counted. Raises UnableToRead where the file cannot be read, and
    UnableToMakeTemplate where no unit is left.
    """
    with TemporaryDirectory(prefix="jianfu-") as folder:
        # A submission has entries; here there are none yet.
        none_yet = Path(folder) / f"{ASSETS.zh}.csv"
        none_yet.write_text(",".join(column.zh for column in ASSETS.columns), encoding="utf-8")
        read = submission.read(
            inputs=(path, none_yet),
            staging=Path(folder) / "read",
            options=ReadOptions(as_of=as_of),
            progress=lambda stage, done: None,
        )
        rows = pq.read_table(read.clean / "units.parquet", columns=["unit_id", "name"]).to_pylist()
        rejected = read.counts["units"].rejected
    if not rows:
        raise UnableToMakeTemplate(
            zh=f"“{path.name}”里没有可用的单位。请给出单位表，至少有“单位编号”和“单位名称”两列。",
            en=f"“{path.name}” holds no unit. Give a table of units with at least unit_id and name.",
        )
    listed = sorted((ListedUnit(row["unit_id"], row["name"]) for row in rows), key=lambda unit: unit.unit_id)
    return Units(tuple(listed), rejected)


def write(
    *,
    out: Path,
    tables: Sequence[str],
    as_of: date,
    lang: str = "zh",
    units: Units,
    rule_ids: Sequence[str] = (),
    filled: Mapping[str, Sequence[Mapping[str, str | None]]] | None = None,
) -> None:
    """Write the workbook *out* with a sheet for each table code, in place of a file of that name.

    Dates may run from 2000-01-01 to *as_of* (those of plans further). With *units* the sponsor is chosen by name and
    its number follows in a hidden column. *filled* gives rows already known, by table. The same arguments give the
    same bytes.
    """
    lang = "en" if lang == "en" else "zh"
    plans = [plan(code, lang) for code in tables]
    out.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": GUIDE[lang], "created": datetime.combine(as_of, time())})
        formats = styles(book, lang)
        guide = book.add_worksheet(GUIDE[lang])
        sheets = [book.add_worksheet(each.name) for each in plans]
        example = book.add_worksheet(EXAMPLE[lang])
        lists = write_lists(book, plans, lang=lang, units=units.listed, rule_ids=rule_ids)
        write_guide(guide, plans, formats, lang)
        entries = next((each for each in plans if each.table.code == "assets"), None)
        for sheet, each in zip(sheets, plans, strict=True):
            sheet.set_tab_color(NAVY)
            write_sheet(sheet, each, formats=formats, lists=lists, entries=entries, as_of=as_of)
            write_rows(sheet, each, (filled or {}).get(each.table.code, ()), formats)
        write_example(example, plans, formats, lang)
        (sheets[_first(plans)] if sheets else guide).activate()


def _first(plans: Sequence[SheetPlan]) -> int:
    """Return which sheet stands open: the entries where they are asked for."""
    return next((place for place, each in enumerate(plans) if each.table.code == "assets"), 0)
