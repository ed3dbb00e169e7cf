"""The written tables of words that mean nothing, none, yes and no."""

WHITE = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
"""Characters trimmed from both ends of every cell."""

UNKNOWN = (
    "未知",
    "不详",
    "未测",
    "待查",
    "待核",
    "待核实",
    "不清楚",
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "－",
    "/",
    "\\",
    "n/a",
    "na",
    "nan",
    "null",
    "n.a.",
    "#n/a!",
    "空",
)
"""Say that nobody knows: the cell counts as empty, and the run says how often. Folded, lower case."""

NONE = ("无", "無", "none", "没有", "暂无", "无。")
"""State that there is none, which is evidence. Folded, lower case."""

YES = ("是", "√", "✓", "✔", "☑", "对", "true", "1", "1.0", "y", "yes", "t", "有", "有效", "已", "on")
NO = (
    "否",
    "×",
    "✗",
    "✘",
    "x",
    "false",
    "0",
    "0.0",
    "n",
    "no",
    "f",
    "无",
    "無",
    "没有",
    "暂无",
    "无效",
    "失效",
    "不是",
    "none",
    "未",
    "off",
)

EXCEL_ERRORS = (
    "#ref!",
    "#n/a",
    "#value!",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "#spill!",
    "#calc!",
    "#getting_data",
)
"""What a spreadsheet shows where its formula failed. Lower case."""

LONGEST_WORD_BYTES = 13
"""No word above is longer in UTF-8, so longer cells need not be compared with them."""
