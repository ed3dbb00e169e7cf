"""Rows that are not entries: blank ones, sums, signatures and notes, repeated headers. Skipped, counted, said so."""

from jianfu.engine.schema.column import Kind, Table
from jianfu.tables.cells.sql import any_of, literal
from jianfu.tables.cells.words import WHITE
from jianfu.tables.sheets.headers import Mapping

KEPT, BLANK, HOUSEKEEPING_ONLY, SUM, NOTE, HEADER = range(6)
REASONS = {
    BLANK: ("空行", "blank rows"),
    HOUSEKEEPING_ONLY: ("只填了序号等辅助栏的行", "rows with housekeeping cells only"),
    SUM: ("合计行", "rows of sums"),
    NOTE: ("落款或注释行", "signature and note rows"),
    HEADER: ("重复的表头行", "repeated header rows"),
}
SUMS = ("合计", "小计", "总计", "共计", "总数", "合计数", "累计")
_SPACED = tuple(f"{word[0]}{gap}{word[1]}" for word in SUMS if len(word) == 2 for gap in (" ", "  ", "\u3000"))
_EMPTY = "''"
_NOTE = (
    r"^[（(]?\s*(注|备注|说明|填表说明|填报说明|填报要求|填表人|填报人|审核人|审签人|审批人|负责人|单位负责人|分管领导|主要负责人|经办人|制表人|"
    r"联系人|联系电话|联系方式|填报日期|填报时间|填表日期|填表时间|填报单位|制表单位|制表日期|单位盖章|单位[（(]盖章[）)]|盖章)"
    r"\s*([：:)）\d]|[（(].{0,8}[)）]\s*[：:])"
)


def skip_sql(table: Table, mapping: Mapping, width: int) -> str:
    """Return SQL over cells c0, c1 … that gives why a row is skipped, 0 where it is kept.

    A row with all required cells filled (and none of them a sum or a header) is kept without a closer look.
    """
    required = [mapping.columns[c.code] for c in table.columns if c.required and c.code in mapping.columns]
    told = [
        mapping.columns[c.code]
        for c in table.columns
        if c.code in mapping.columns and (c.required or c.code == table.key) and c.kind in (Kind.ID, Kind.TEXT)
    ]
    plain = [f"c{place} > '!' AND ascii(c{place}) NOT IN (160, 12288, 8203, 65279)" for place in required]
    plain += [f"NOT {any_of(f'c{place}', (*SUMS, *_SPACED))}" for place in told]
    plain += [f"c{place} <> {literal(header)}" for place, header in _first_header(mapping, required)]
    return f"CASE WHEN {' AND '.join(plain)} THEN {KEPT} ELSE {_closer(mapping, told, required, width)} END"


def first_cell(width: int) -> str:
    """Return SQL for the first cell of a row that holds anything, to be known as ``first_cell`` to *skip_sql*."""
    return f"COALESCE({', '.join(f'NULLIF(c{place}, {_EMPTY})' for place in range(width))}, '') AS first_cell"


def _first_header(mapping: Mapping, required: list[int]) -> list[tuple[int, str]]:
    places = {place: mapping.headers[code] for code, place in mapping.columns.items()}
    return [(place, places[place]) for place in required[:1]]


def _closer(mapping: Mapping, told: list[int], required: list[int], width: int) -> str:
    cells = [f"c{place}" for place in range(width)]
    first = "jf_trim(first_cell)"
    mapped = [f"c{place}" for place in sorted(mapping.columns.values())]
    is_sum = " OR ".join(_is_sum(cell) for cell in (first, *(f"c{place}" for place in told)))
    lacking = " OR ".join(f"trim(c{place}) = ''" for place in required) or "true"
    return (
        f"CASE WHEN trim(concat({', '.join(cells)}), {literal(WHITE)}) = '' THEN {BLANK} "
        f"WHEN {is_sum} THEN {SUM} "
        f"WHEN ({lacking}) AND regexp_matches({first}, {literal(_NOTE)}) THEN {NOTE} "
        f"WHEN {_is_header(mapping)} THEN {HEADER} "
        f"WHEN trim(concat({', '.join(mapped)}), {literal(WHITE)}) = '' THEN {HOUSEKEEPING_ONLY} "
        f"ELSE {KEPT} END"
    )


def _is_sum(cell: str) -> str:
    word = f"rtrim(jf_squeezed({cell}), ':')"
    return f"CASE WHEN strlen({cell}) <= 60 THEN {any_of(word, SUMS)} ELSE false END"


def _is_header(mapping: Mapping) -> str:
    """Return SQL for a header repeated: each mapped cell is empty or its column's heading, and two are filled."""
    same = [
        f"(c{place} = '' OR c{place} = {literal(mapping.headers[code])})" for code, place in mapping.columns.items()
    ]
    filled = " + ".join(f"CASE WHEN c{place} <> '' THEN 1 ELSE 0 END" for place in mapping.columns.values())
    return f"({' AND '.join(same)}) AND ({filled}) > {min(1, len(mapping.columns) - 1)}"
