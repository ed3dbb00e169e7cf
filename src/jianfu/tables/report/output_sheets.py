"""Sheets of likeness, repeated work and planning: the run's own tables, entries shown with their names."""

from datetime import date, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from jianfu.engine.detection.rule import Text
from jianfu.engine.schema.column import Column
from jianfu.engine.schema.outputs import (
    CLUSTERS,
    CONTRADICTIONS,
    MARGINAL,
    PLAN,
    REDUCTION,
    REPEATED_NOTICES,
    SCENARIOS,
    Output,
)
from jianfu.tables.report import wording
from jianfu.tables.report.sheet import Book, Cell
from jianfu.tables.report.wording import say

SHEETS = (PLAN, SCENARIOS, MARGINAL, REDUCTION, CLUSTERS, CONTRADICTIONS, REPEATED_NOTICES)
ROWS_A_SHEET = 10_000
NAMED = ("asset_id", "successor_id")
"""Columns that hold an entry's id; its name stands beside it."""

UNREMARKABLE = {"plan": "disposition = 'keep'"}
"""Rows left to the table itself, so that a sheet holds what calls for a decision."""

WIDTHS = {"reason": 60, "opening": 60, "name": 28}


def write(book: Book, connection: DuckDBPyConnection, written: frozenset[str], lang: str) -> None:
    """Write a sheet for each of these tables that the run wrote, in its stated order.

    At most ROWS_A_SHEET rows a sheet; the first line says how many are left out and which file holds them all.
    """
    for output in SHEETS:
        if output.code in written:
            _sheet(book, connection, output, lang)


def _sheet(book: Book, connection: DuckDBPyConnection, output: Output, lang: str) -> None:
    where = f"NOT coalesce({UNREMARKABLE.get(output.code, 'FALSE')}, FALSE)"
    count = connection.execute(f"SELECT count(*) FROM {output.code} WHERE {where}").fetchall()[0][0]
    heads = [head for column in output.columns for head in _heads(column)]
    sheet = book.sheet(f"sheet.{output.code}", [width for _, width in heads], notice=_notice(output, count))
    sheet.header(())
    sheet.more_header([text for text, _ in heads])
    for row in connection.execute(_query(output, where)).fetchall():
        sheet.row([_cell(column, value, lang) for column, value in zip(_shown(output), row, strict=True)])
    sheet.filter()


def _heads(column: Column) -> list[tuple[Text, int]]:
    own = (Text(column.zh, column.code.replace("_", " ")), WIDTHS.get(column.code, 16))
    return [own, (say("column.entry"), WIDTHS["name"])] if column.code in NAMED else [own]


def _notice(output: Output, count: int) -> Text:
    if not count:
        return say("sheet.no_rows")
    shown = min(count, ROWS_A_SHEET)
    key = "sheet.of_plan" if output.code in UNREMARKABLE else "sheet.of_table"
    return say(key, count=count, shown=shown, file=f"{output.code}.csv")


def _shown(output: Output) -> list[Column | None]:
    """Return the columns in order, None where a name stands beside an id."""
    return [part for column in output.columns for part in ([column, None] if column.code in NAMED else [column])]


def _query(output: Output, where: str) -> str:
    parts, joins = [], []
    for column in output.columns:
        parts.append(f"t.{column.code}")
        if column.code in NAMED:
            parts.append(f"{column.code}_entry.name")
            joins.append(f"LEFT JOIN assets {column.code}_entry ON {column.code}_entry.asset_id = t.{column.code}")
    order = ", ".join(f"t.{code} NULLS LAST" for code in output.order_by)
    return (
        f"SELECT {', '.join(parts)} FROM {output.code} t {' '.join(joins)} WHERE {where} "
        f"ORDER BY {order} LIMIT {ROWS_A_SHEET}"
    )


def _cell(column: Column | None, value: Any, lang: str) -> Cell:
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if column is not None and column.code == "category":
        return say("all") if value == "all" else wording.word("category", value)
    if column is not None and column.code == "scenario":
        return wording.scenario(value)
    words = {word.code: Text(word.zh, word.en) for word in column.words} if column is not None else {}
    shown: Cell = words.get(value, value)
    return shown
