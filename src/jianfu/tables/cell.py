"""Cells that a spreadsheet program would take for a formula.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break (or the full-width twin of a sign) is written
with one apostrophe before it. So is a text that already has apostrophes before such a sign, so that taking one
apostrophe off always gives back the very text that was written.
"""

import re

from jianfu.engine.backends.sql_text import quoted

SIGNS = "=+-@\t\r\n＝＋－＠"
"""First characters that start a formula, or that a spreadsheet skips on the way to one."""

_GUARDABLE = re.compile(f"'*[{re.escape(SIGNS)}]")
_GUARDED = re.compile(f"'+[{re.escape(SIGNS)}]")
_FIRST_CODES = ", ".join(str(ord(sign)) for sign in "'" + SIGNS)


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it where it would be read as a formula, unchanged otherwise."""
    return f"'{text}" if _GUARDABLE.match(text) else text


def unguarded(text: str) -> str:
    """Return the text as it was before `guarded`: one apostrophe before a formula sign is taken off."""
    return text[1:] if _GUARDED.match(text) else text


def guarded_sql(column: str, *, table: str = "") -> str:
    """Return the DuckDB expression that does what `guarded` does to a VARCHAR column (null stays null)."""
    name = f"{table}.{quoted(column)}" if table else quoted(column)
    pattern = "^''*[=+\\-@\\t\\r\\n＝＋－＠]"
    suspicious = f"ascii({name}) IN ({_FIRST_CODES}) AND regexp_matches({name}, '{pattern}')"
    return f"CASE WHEN {suspicious} THEN '''' || {name} ELSE {name} END"
