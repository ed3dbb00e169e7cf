"""Which table a sheet or file holds, told by how its name begins; which sheets only explain."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.sheets.headers import known_headers

EXPLAINING = (
    "说明",
    "填写说明",
    "填表说明",
    "填报说明",
    "使用说明",
    "示例",
    "样例",
    "范例",
    "封面",
    "目录",
    "问题",
    "字典",
    "下拉",
    "选项",
    "参数",
    "_lists",
    "lists",
    "readme",
    "instructions",
    "example",
)
"""Sheets and files that explain rather than carry rows: a name that begins or ends with one of these."""

_NUMBERING = re.compile(r"^(?:附件|附表|表)?[\d一二三四五六七八九十]*[-_.、:)\s]*")


def table_of(sheet: str, file_stem: str) -> Table | None:
    """Return the table the sheet holds: by the sheet's own name, else by the file's; null when neither says."""
    return _begins(sheet) or _begins(file_stem)


def _begins(name: str) -> Table | None:
    folded = fold(name)
    return _longest(folded) or _longest(_NUMBERING.sub("", folded))


def _longest(folded: str) -> Table | None:
    fitting = [
        (len(start), table) for table in TABLES for start in (table.code, fold(table.zh)) if folded.startswith(start)
    ]
    return max(fitting, key=lambda fit: fit[0])[1] if fitting else None


def explains(name: str) -> bool:
    """Tell whether a sheet or file of that name only explains, lists or shows an example."""
    folded = fold(name)
    return any(folded.startswith(word) or folded.endswith(word) for word in EXPLAINING)


def nearest_table(name: str, head: Sequence[Sequence[str]]) -> Table:
    """Return the table most like an unknown sheet: by its headings if two or more are known, else by its name."""
    scores = {table.code: _known(table, head) for table in TABLES}
    best = max(TABLES, key=lambda table: scores[table.code])
    if scores[best.code] >= 2:
        return best
    names = {fold(word): table for table in TABLES for word in (table.code, table.zh)}
    match = process.extractOne(fold(name), list(names), scorer=fuzz.partial_ratio)
    return names[match[0]]


def _known(table: Table, head: Iterable[Sequence[str]]) -> int:
    known = known_headers(table)
    return max((sum(fold(cell) in known for cell in row) for row in head), default=0)
