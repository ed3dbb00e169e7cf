"""Corrected rows: a rejected row carries where it came from, and replaces that row when it is fed back.

The digest is over the row's original cells, so a row changed in the meantime is not replaced unseen.
"""

from pathlib import Path

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.received import Part
from jianfu.tables.store import Store

_WRITTEN = r"^(.*)!([^!]*)!(\d+)#([0-9a-f]{16})$"
_NAME = "regexp_replace({file}, '^.*/', '')"


def digest(table: Table, alias: str) -> str:
    """Return SQL for the digest of a row's cells as sent: 16 hexadecimal digits, empty cells left out."""
    cells = ", ".join(f"{literal(code + '=')} || {alias}.{identifier(code)}" for code in table.codes)
    return f"left(md5(concat_ws(chr(31), {cells})), 16)"


def replace(store: Store, parts: list[Part]) -> int:
    """Leave out every row that a corrected row replaces; return how many."""
    store.run("CREATE TABLE replaced (_id BIGINT)")
    for table in TABLES:
        if store.relations(table) and store.number(f"SELECT count(_origin) FROM ({store.texts(table)})"):
            _replace(store, table)
    count = store.number("SELECT count(*) FROM replaced")
    store.leave_out_replaced = count > 0
    return count


def _replace(store: Store, table: Table) -> None:
    fields = "['file', 'sheet', 'row', 'digest']"
    store.run(
        "CREATE OR REPLACE TEMP TABLE corrections AS SELECT DISTINCT "
        f"{_NAME.format(file='o.file')} AS file, o.sheet, CAST(o.row AS BIGINT) AS row, o.digest "
        f"FROM (SELECT regexp_extract(_origin, {literal(_WRITTEN)}, {fields}) AS o FROM ({store.texts(table)}) "
        f"WHERE _skip = 0 AND regexp_matches(_origin, {literal(_WRITTEN)}))"
    )
    store.run(
        f"INSERT INTO replaced SELECT r._id FROM ({store.texts(table, *table.codes)}) r "
        "JOIN parts p ON p.part = part_of(r._id) JOIN corrections c ON c.row = row_of(r._id) AND c.sheet = p.sheet "
        f"AND c.file = {_NAME.format(file='p.file')} AND c.digest = {digest(table, 'r')} WHERE r._skip = 0"
    )


def keep_rejected(store: Store, folder: Path) -> None:
    """Write the original cells of the rejected rows, by table, with their problems and where they came from."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        if store.number(f"SELECT count(*) FROM typed_{table.code} t SEMI JOIN rejected_rows USING (_id)"):
            store.run(
                f"COPY ({_rejected(store, table)}) TO {literal(str(folder / f'{table.code}.parquet'))} (FORMAT parquet)"
            )


def _rejected(store: Store, table: Table) -> str:
    cells = ", ".join(f"r.{identifier(code)}" for code in table.codes)
    told = ", ".join(
        f"string_agg(CASE WHEN \"column\" <> '' THEN \"column\" || '{colon}' ELSE '' END || {field}_{lang}, chr(10) "
        f"ORDER BY column_code, code) AS {field}_{lang}"
        for field in ("problem", "mend")
        for lang, colon in (("zh", "："), ("en", ": "))
    )
    return (
        f"SELECT {cells}, e.* EXCLUDE (_id), p.file, p.sheet, row_of(r._id) AS row, "
        f"COALESCE(r._origin, concat(p.file, '!', p.sheet, '!', row_of(r._id), '#', {digest(table, 'r')})) AS origin "
        f"FROM ({store.texts(table, *table.codes)}) r JOIN parts p ON p.part = part_of(r._id) "
        f"JOIN (SELECT _id, {told} FROM problems GROUP BY _id) e ON e._id = r._id ORDER BY r._id"
    )
