"""How the template lays a table out: bands of columns, which apply to which category, how wide they are."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from jianfu.engine.schema.column import Column, Kind, Table
from jianfu.engine.schema.inputs import BY_CODE

ROWS = 2000
"""Rows made ready with drop-downs and checks; what is typed or pasted below them is read all the same."""
TITLE_ROW, BAND_ROW, HEADER_ROW = 0, 1, 2
FIRST_ROW = 3
LAST_ROW = FIRST_ROW + ROWS - 1
DEFAULT_TABLES = ("assets", "functions", "audiences", "measures", "exemptions")
"""What a unit fills in; units come first where no list of units is given."""
NOTE = {"zh": "说明", "en": "note"}
"""Header of the column that shows whom an id means; readers of the tables pass it over."""


@dataclass(frozen=True, slots=True)
class Band:
    """A group of neighbouring columns under one caption."""

    zh: str
    en: str
    codes: tuple[str, ...]


ASSET_BANDS = (
    Band(
        "基本情况",
        "What it is",
        (
            "asset_id",
            "category",
            "name",
            "sub_kind",
            "platform",
            "platform_id",
            "url",
            "sponsor_unit",
            "sponsor_unit_id",
            "region_code",
            "audience",
            "purpose",
        ),
    ),
    Band(
        "状态与登记",
        "State and filing",
        ("state", "opened_on", "closed_on", "declared_on", "declared_source", "certification", "filing_no"),
    ),
    Band(
        "活跃情况（写明监测日期）",
        "Activity, with the day observed",
        (
            "last_activity_on",
            "observed_on",
            "activity_source",
            "account_type",
            "followers",
            "posts_90d",
            "interaction_ok",
            "installs",
            "mau",
        ),
    ),
    Band("功能", "Functions", ("features", "absorbs", "keep_cost")),
    Band(
        "工作群组",
        "Work groups",
        (
            "direction",
            "matter",
            "members",
            "msgs_per_day",
            "temporary",
            "expected_end_on",
            "matter_closed_on",
            "approval_no",
            "merged_from",
        ),
    ),
)

APPLIES_TO = {
    "url": ("new_media", "app"),
    "certification": ("new_media",),
    "account_type": ("new_media",),
    "followers": ("new_media",),
    "posts_90d": ("new_media",),
    "interaction_ok": ("new_media",),
    "installs": ("app",),
    "mau": ("app",),
    "absorbs": ("new_media", "app"),
    "direction": ("work_group",),
    "matter": ("work_group",),
    "members": ("work_group",),
    "msgs_per_day": ("work_group",),
    "temporary": ("work_group",),
    "expected_end_on": ("work_group",),
    "matter_closed_on": ("work_group",),
    "approval_no": ("work_group",),
    "merged_from": ("work_group",),
}
"""Columns that only some categories fill in; shown grey for the others."""

_WIDTHS = {Kind.DATE: 12, Kind.MOMENT: 17, Kind.COUNT: 11, Kind.AMOUNT: 11, Kind.RATIO: 10, Kind.FLAG: 9, Kind.CODE: 13}
_WIDE = {"name": 26, "sponsor_unit": 24, "text": 60, "purpose": 22, "matter": 22, "url": 24, "basis": 28}


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One table's sheet: its columns in the order shown, null standing for the column of notes."""

    table: Table
    lang: str
    columns: tuple[Column | None, ...]
    bands: tuple[Band, ...]

    @property
    def name(self) -> str:
        """Return the sheet's name, by which readers know the table."""
        return self.table.code if self.lang == "en" else self.table.zh

    def header(self, column: Column | None) -> str:
        """Return the text of a header cell; a required column carries a star."""
        if column is None:
            return NOTE[self.lang]
        text = column.code if self.lang == "en" else column.zh
        return f"{text} *" if self.required(column) else text

    def required(self, column: Column | None) -> bool:
        """Tell whether the column must be filled; an entry must name its sponsor, whatever its number."""
        if column is None:
            return False
        return column.required or (self.table.code == "assets" and column.code == "sponsor_unit")

    def place(self, code: str) -> int:
        """Return the position (0 = first) of a column; raises KeyError for one not shown."""
        for place, column in enumerate(self.columns):
            if column is not None and column.code == code:
                return place
        raise KeyError(code)

    def letters(self, code: str) -> str:
        """Return the spreadsheet letters of a column."""
        return str(xl_col_to_name(self.place(code)))

    def range_of(self, code: str) -> str:
        """Return the absolute range of a column's rows, with the sheet's name."""
        letters = self.letters(code)
        return f"'{self.name}'!${letters}${FIRST_ROW + 1}:${letters}${LAST_ROW + 1}"

    def width(self, column: Column | None) -> float:
        """Return the width of a column in characters."""
        if column is None:
            return 22
        fitting = _WIDE.get(column.code) or _WIDTHS.get(column.kind, 16)
        wide_letters = sum(2 if letter > "\u2e80" else 1 for letter in self.header(column))
        return max(fitting, wide_letters + 3)


def plan(code: str, lang: str) -> SheetPlan:
    """Return how the table of that code is laid out; a table that points at another has a column of notes."""
    table = BY_CODE[code]
    if code == "assets":
        bands: tuple[Band, ...] = ASSET_BANDS
        ordered: list[Column | None] = [table.column(column) for band in bands for column in band.codes]
    else:
        bands = ()
        ordered = list(table.columns)
        pointing = [place for place, column in enumerate(table.columns) if column.refers_to and column.required]
        if pointing and code != "judgements":
            ordered.insert(pointing[-1] + 1, None)
    return SheetPlan(table, lang, tuple(ordered), bands)
