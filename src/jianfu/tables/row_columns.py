"""What the row files show of an entry and of a finding: a person's choice of columns, in a person's words."""

from dataclasses import dataclass

from jianfu.engine.backends.sql_text import literal, quoted
from jianfu.engine.schema import words
from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Kind, Word
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.cell import guarded_sql

VERDICTS = (Word("hit", "命中", "hit"), Word("unknown", "未知", "unknown"), Word("exempt", "豁免", "exempt"))
SEVERITIES = (
    Word("ban", "禁止", "must not exist"),
    Word("fail", "单项否决", "single veto"),
    Word("deduct", "扣分", "deduction"),
    Word("review", "人工研判", "a person decides"),
    Word("warn", "提醒", "warning"),
)


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One column of a row file: its table (``a`` entry, ``f`` finding), header and kind, its words where closed."""

    table: str
    code: str
    zh: str
    kind: Kind
    words: tuple[Word, ...] = ()

    def header(self, lang: str) -> str:
        """Return the header: Chinese, or the code with *lang* ``en``."""
        return self.code if lang == "en" else self.zh

    def cell_sql(self, lang: str) -> str:
        """Return DuckDB SQL for the cell as text, null for an empty one; in Chinese with words, 是/否 and 无."""
        column = f"{self.table}.{quoted(self.code)}"
        none = "none" if lang == "en" else "无"
        if self.kind is Kind.FLAG:
            yes, no = ("true", "false") if lang == "en" else ("是", "否")
            return f"CASE WHEN {column} THEN '{yes}' WHEN NOT {column} THEN '{no}' END"
        if self.kind is Kind.DATE and self.table == "a":
            stated = f"list_contains(string_split(a.{STATED_NONE}, ';'), {literal(self.code)})"
            return f"CASE WHEN {stated} THEN '{none}' ELSE CAST({column} AS VARCHAR) END"
        if self.kind in (Kind.TEXT, Kind.ID, Kind.IDS, Kind.CODE, Kind.CODES):
            return f"CASE WHEN {column} = 'none' THEN '{none}' ELSE {self._text_sql(lang)} END"
        return f"CAST({column} AS VARCHAR)"

    def _text_sql(self, lang: str) -> str:
        column = f"{self.table}.{quoted(self.code)}"
        if not self.words:
            return guarded_sql(self.code, table=self.table)
        if lang == "en":
            return column
        if self.kind is Kind.CODES:
            shown = f"replace({column}, ';', '、')"
            for word in self.words:
                shown = f"replace({shown}, {literal(word.code)}, {literal(word.zh)})"
            return shown
        cases = " ".join(f"WHEN {literal(word.code)} THEN {literal(word.zh)}" for word in self.words)
        return f"CASE {column} {cases} ELSE {column} END"


_OF_ENTRY = (
    "asset_id",
    "name",
    "category",
    "sub_kind",
    "platform",
    "platform_id",
    "url",
    "sponsor_unit_id",
    "unit_name",
    "unit_level",
    "region_code",
    "city_code",
    "county_code",
    "state",
    "audience",
    "account_type",
    "opened_on",
    "closed_on",
    "last_activity_on",
    "observed_on",
    "activity_source",
    "followers",
    "posts_90d",
    "installs",
    "mau",
    "members",
    "msgs_per_day",
    "certification",
    "filing_no",
    "features",
    "direction",
    "matter",
    "temporary",
    "expected_end_on",
    "matter_closed_on",
    "approval_no",
    "declared_on",
    "declared_source",
    "counted_with",
)

_BRIEFLY = (
    "asset_id",
    "name",
    "category",
    "sub_kind",
    "platform",
    "sponsor_unit_id",
    "unit_name",
    "unit_level",
    "region_code",
    "state",
    "last_activity_on",
    "observed_on",
)

_RESOLVED = {
    "unit_name": ("单位名称", Kind.TEXT, ()),
    "unit_level": ("单位层级", Kind.CODE, words.LEVELS),
    "city_code": ("设区市代码", Kind.ID, ()),
    "county_code": ("县级代码", Kind.ID, ()),
    "counted_with": ("已计入编号", Kind.ID, ()),
}

FINDING_COLUMNS = (
    ShownColumn("f", "rule_id", "规则编号", Kind.ID),
    ShownColumn("f", "verdict", "结论", Kind.CODE, VERDICTS),
    ShownColumn("f", "severity", "处理级别", Kind.CODE, SEVERITIES),
    ShownColumn("f", "needs_confirmation", "须先抽查确认", Kind.FLAG),
    ShownColumn("f", "pack", "规则包", Kind.ID),
    ShownColumn("f", "as_of", "判定日期", Kind.DATE),
    ShownColumn("f", "reason", "理由", Kind.TEXT),
)


def entry_columns() -> tuple[ShownColumn, ...]:
    """Return what is shown of an entry, in order."""
    return tuple(_entry_column(code) for code in _OF_ENTRY)


def brief_columns() -> tuple[ShownColumn, ...]:
    """Return what is shown of an entry beside a finding: who it is, whose, and when it was last active."""
    return tuple(_entry_column(code) for code in _BRIEFLY)


def _entry_column(code: str) -> ShownColumn:
    if code in _RESOLVED:
        zh, kind, closed = _RESOLVED[code]
        return ShownColumn("a", code, zh, kind, closed)
    column = ASSETS.column(code)
    return ShownColumn("a", code, column.zh, column.kind, column.words)
