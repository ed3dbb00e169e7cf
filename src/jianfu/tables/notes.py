"""What the reader of the report should know about the reading: counted, said once, never silently done."""

from jianfu.engine.schema.column import Kind, Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.cells.sql import identifier
from jianfu.tables.received import Note, Part
from jianfu.tables.rows.skip import REASONS
from jianfu.tables.rows.typed import bit, typed_table
from jianfu.tables.store import Store


def notes(store: Store, parts: list[Part], replaced: int) -> list[Note]:
    """Return what was skipped, replaced, read as unknown, or could not be checked."""
    return [
        *_skipped(store, parts),
        *_replaced(replaced),
        *_unknown(store),
        *_midnights(store),
        *_no_units(store),
    ]


def _skipped(store: Store, parts: list[Part]) -> list[Note]:
    places = {part.number: f"{part.file} [{part.sheet}]" if part.sheet else part.file for part in parts}
    skipped: list[tuple[int, int, int]] = []
    for table in TABLES:
        if store.relations(table):
            query = f"SELECT part_of(_id), _skip, count(*) FROM ({store.texts(table)}) WHERE _skip <> 0 GROUP BY 1, 2"
            skipped += [(int(str(part)), int(str(why)), int(str(count))) for part, why, count in store.rows(query)]
    return [_skipped_note(places[part], REASONS[why], count) for part, why, count in sorted(skipped)]


def _skipped_note(place: str, why: tuple[str, str], count: int) -> Note:
    return Note("skipped_rows", f"{place}：跳过{why[0]} {count} 行。", f"{place}: {count} {why[1]} skipped.")


def _replaced(replaced: int) -> list[Note]:
    if not replaced:
        return []
    return [
        Note(
            "replaced_rows",
            f"{replaced} 行原始数据由改正后的行代替。",
            f"{replaced} original rows were replaced by their corrections.",
        )
    ]


def _unknown(store: Store) -> list[Note]:
    found: list[Note] = []
    for table in TABLES:
        marked = store.number(f"SELECT bit_or(_unknown) FROM {typed_table(table)}")
        for column in table.columns:
            if marked & bit(table, column.code):
                count = store.number(
                    f"SELECT count(*) FROM {typed_table(table)} WHERE _unknown & {bit(table, column.code)} <> 0"
                )
                found.append(_unknown_note(table, column.zh, column.code, count))
    return found


def _unknown_note(table: Table, zh: str, code: str, count: int) -> Note:
    return Note(
        "unknown_cells",
        f"“{table.zh}”表“{zh}”一栏有 {count} 格填了“未知”“-”等，按没有填写处理。",
        f"Table {table.code}, column {code}: {count} cells say 未知, - or the like and count as empty.",
    )


def _midnights(store: Store) -> list[Note]:
    found: list[Note] = []
    for table in TABLES:
        for column in table.columns:
            if column.kind is Kind.MOMENT:
                code = identifier(column.code)
                count = store.number(
                    f"SELECT count(*) FROM {typed_table(table)} WHERE {code} = date_trunc('day', {code})"
                )
                found.extend([_midnight(table, column.zh, column.code, count)] if count else [])
    return found


def _midnight(table: Table, zh: str, code: str, count: int) -> Note:
    return Note(
        "moments_without_time",
        f"“{table.zh}”表“{zh}”一栏有 {count} 格只有日期没有时间，按当日 00:00 记。",
        f"Table {table.code}, column {code}: {count} cells give a day without a time and are kept as 00:00.",
    )


def _no_units(store: Store) -> list[Note]:
    if store.number("SELECT count(*) FROM typed_units"):
        return []
    return [
        Note(
            "no_units",
            "没有单位表：单位编号未核对，只写名称的单位以名称为编号，层级和区划不明。",
            "No units table was sent: unit numbers are not checked, a unit named only is known by its name, "
            "levels and regions are unknown.",
        )
    ]
