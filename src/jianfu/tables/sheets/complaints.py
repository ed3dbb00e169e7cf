"""The sentences about the input as a whole, zh and en: why it stops, or why something was passed over."""

from rapidfuzz import fuzz, process

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.sheets.headers import Mapping, known_headers, readings
from jianfu.tables.sheets.xlsx_parts import SheetFacts, UnableToUnpack

Sentence = tuple[str, str]

OTHER_KIND: Sentence = ("不是 .csv、.xlsx 或 .parquet 文件", "not a .csv, .xlsx or .parquet file")
EMPTY: Sentence = ("没有内容", "empty")
EXPLAINS: Sentence = ("是说明、示例或清单", "instructions, an example or a list")
HIDDEN: Sentence = ("是隐藏的工作表", "a hidden sheet")
HOUSEKEEPING: Sentence = ("是辅助栏，不进入台账", "serves the sheet, not the register")
NO_ASSETS: Sentence = (
    "没有应用程序表。请放入名称以“应用程序”或 assets 开头的文件或工作表。",
    "There is no assets table. Please add a file or sheet whose name begins with 应用程序 or assets.",
)
ENCODING: Sentence = (
    "文字编码既不是 UTF-8 也不是 GB18030，或者文件并非文本。请在表格软件中另存为“CSV UTF-8”或 .xlsx。",
    "The text is neither UTF-8 nor GB18030, or the file is no text. Please save it again as CSV UTF-8 or .xlsx.",
)
PASSWORD: Sentence = ("文件有密码。请去掉密码后再提交。", "The file has a password. Please remove it.")


def _all_tables(zh: bool) -> str:
    return "、".join(table.zh for table in TABLES) if zh else ", ".join(table.code for table in TABLES)


def unknown_table(name: str, near: Table) -> Sentence:
    """Say that a sheet's or file's name begins with no table's name, and which it is probably meant to be."""
    return (
        f"不知道“{name}”是哪张表，最像“{near.zh}”。名称应以表名开头：{_all_tables(True)}。请改名，如“{near.zh}_{name}”。",
        (
            f"It is not clear which table “{name}” is; it is most like {near.code}. The name should begin with one of "
            f"{_all_tables(False)}. Please rename it, for example “{near.code}_{name}”."
        ),
    )


def no_header(table: Table) -> Sentence:
    """Say that no header row was found."""
    wanted = [column for column in table.columns if column.required]
    return (
        f"前15行中没有找到“{table.zh}”表的表头。表头应含：{'、'.join(column.zh for column in wanted)}。",
        f"No header of table {table.code} in the first 15 rows. It should hold {', '.join(c.code for c in wanted)}.",
    )


def about_columns(table: Table, mapping: Mapping) -> list[Sentence]:
    """Return everything wrong with a header: unknown columns, two for one, required ones missing."""
    wrong = [_unknown_column(table, heading) for _, heading in mapping.unknown]
    for code, first, second in mapping.twice:
        column = table.column(code)
        wrong.append(
            (
                f"“{first}”和“{second}”两列都是“{column.zh}”。请只留一列，或用 --ignore-column 略去一列。",
                f"Columns “{first}” and “{second}” both mean {code}. Keep one, or pass --ignore-column for the other.",
            )
        )
    return wrong + _missing_columns(table, mapping)


def _unknown_column(table: Table, heading: str) -> Sentence:
    known = known_headers(table)
    match = process.extractOne(readings(heading)[0], list(known), scorer=fuzz.WRatio)
    column = table.column(known[match[0]])
    return (
        (
            f"“{table.zh}”表中没有“{heading}”这一列，最接近的是“{column.zh}”。请改正表头，"
            f"或用 --ignore-column {heading} 略去此列。"
        ),
        (
            f"Table {table.code} has no column “{heading}”; the nearest is {column.code} ({column.zh}). "
            f"Please mend the heading, or pass --ignore-column {heading}."
        ),
    )


def _missing_columns(table: Table, mapping: Mapping) -> list[Sentence]:
    groups: list[tuple[str, ...]] = [(column.code,) for column in table.columns if column.required]
    if table.code == "assets":
        groups.append(("sponsor_unit_id", "sponsor_unit"))
        if not {"platform", "platform_id"} <= set(mapping.columns):
            groups.append(("asset_id",))
    lacking = [group for group in groups if not set(group) & set(mapping.columns)]
    return [_missing_column(table, group) for group in lacking]


def _missing_column(table: Table, group: tuple[str, ...]) -> Sentence:
    zh = "”或“".join(table.column(code).zh for code in group)
    return (
        f"“{table.zh}”表缺少必需的列“{zh}”。请补上此列。",
        f"Table {table.code} lacks the required column {' or '.join(group)}. Please add it.",
    )


def unlabelled(row: int, cells: str) -> Sentence:
    """Say that cells stand under no heading; *cells* are written with their column letters."""
    return (
        f"有的列没有表头却有内容，第{row}行：{cells}。请给该列写上表头，或清空该列。",
        f"Some columns have cells but no heading, row {row}: {cells}. Please give them a heading or clear them.",
    )


def too_large(found: int, allowed: int) -> Sentence:
    """Say that a file is larger than allowed, in MiB."""
    return (
        f"大小为 {found >> 20:,} MiB，超过上限 {allowed >> 20:,} MiB，没有读取。请拆分后提交。",
        f"Its size is {found >> 20:,} MiB, above the limit of {allowed >> 20:,} MiB. Please split it.",
    )


def unsafe(found: UnableToUnpack) -> Sentence:
    """Say that a workbook would unpack to too much."""
    if found.what == "ratio":
        return (
            (
                f"解压后是原来的 {found.found:,} 倍，超过上限 {found.allowed:,} 倍，疑似压缩炸弹，没有读取。"
                "请用表格软件重新另存。"
            ),
            (
                f"It unpacks to {found.found:,} times its size, above the limit of {found.allowed:,}: it may be a zip "
                "bomb and was not read. Please save it again from the spreadsheet."
            ),
        )
    return too_large(found.found, found.allowed)


def far_cell(facts: SheetFacts, allowed: int) -> Sentence:
    """Say that a sheet reaches so far that it cannot be laid out."""
    return (
        (
            f"工作表用到第 {facts.rows:,} 行、第 {facts.columns:,} 列，共 {facts.cells:,} 格，超过上限 {allowed:,} 格。"
            "请删去远处多余的内容，或改用 CSV。"
        ),
        (
            f"The sheet reaches row {facts.rows:,}, column {facts.columns:,}: {facts.cells:,} cells, above the limit "
            f"of {allowed:,}. Please clear stray cells far out, or send CSV."
        ),
    )


def broken_xlsx(why: str) -> Sentence:
    """Say that a workbook cannot be opened."""
    return (
        f"打不开这个工作簿（{why}）。请用表格软件重新另存为 .xlsx。",
        f"This workbook cannot be opened ({why}). Please save it again as .xlsx.",
    )


def broken_csv(why: str) -> Sentence:
    """Say that a CSV's text cannot be parted into cells."""
    return (
        f"无法分出单元格（{why}）。常见原因是引号没有成对。请检查后重新另存为 CSV 或 .xlsx。",
        f"The text cannot be parted into cells ({why}). Often a quote is left open. Please save it again.",
    )


def open_quote(row: int) -> Sentence:
    """Say that a quote is never closed."""
    return (
        f"第{row}行有一个引号没有成对，其后的内容都成了一格。请补上引号，或另存为 .xlsx。",
        f"A quote opened in row {row} is never closed, so all that follows is one cell. Please close it.",
    )


def broken_parquet(why: str) -> Sentence:
    """Say that a Parquet file cannot be opened."""
    return (f"打不开这个 Parquet 文件（{why}）。请重新导出。", f"This Parquet file cannot be opened ({why}).")


def column_type(header: str, sql_type: str) -> Sentence:
    """Say that a Parquet column has a type no cell can have."""
    return (
        f"“{header}”列的类型 {sql_type} 不能读取。请改为文本、数字、日期或是否。",
        f"Column “{header}” has type {sql_type}, which no cell can have. Please export it as another type.",
    )
