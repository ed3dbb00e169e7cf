"""Writing what was accepted: one Parquet a table, and which entries lost rows on the way."""

from pathlib import Path

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import STATED_NONE, TABLES
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.rows.typed import typed_table
from jianfu.tables.store import Store

_NEEDS_ALL_ROWS = ("functions", "audiences", "measures", "exemptions", "notices")
_WRITTEN = "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"


def write(store: Store, folder: Path) -> None:
    """Write all nine tables and ``incomplete.parquet`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    store.run("CREATE TABLE rejected_rows AS SELECT DISTINCT _id FROM faults")
    for table in TABLES:
        _copy(store, _accepted(store, table), folder / f"{table.code}.parquet")
    _copy(store, _incomplete(), folder / "incomplete.parquet")


def rejected(store: Store, table: Table) -> int:
    """Return how many rows of the table were rejected."""
    return store.number(f"SELECT count(*) FROM {typed_table(table)} t SEMI JOIN rejected_rows USING (_id)")


def _copy(store: Store, query: str, path: Path) -> None:
    store.run(f"COPY ({query}) TO {literal(str(path))} {_WRITTEN}")


def _accepted(store: Store, table: Table) -> str:
    columns = ", ".join(_column(table, code) for code in table.codes)
    join = ""
    if table.code == "assets":
        join = "LEFT JOIN sponsors s ON s.name = t.sponsor_unit AND s.region = COALESCE(t.region_code, '')"
    anti = "WHERE t._id NOT IN (SELECT _id FROM rejected_rows)" if rejected(store, table) else ""
    return f"SELECT {columns}, t.{STATED_NONE} FROM {typed_table(table)} t {join} {anti}"


def _column(table: Table, code: str) -> str:
    if table.code == "assets" and code == "sponsor_unit_id":
        return "COALESCE(NULLIF(t.sponsor_unit_id, 'none'), s.unit_id) AS sponsor_unit_id"
    return f"t.{identifier(code)}"


def _incomplete() -> str:
    selects = (
        f"SELECT DISTINCT '{code}' AS table_code, asset_id FROM typed_{code} t SEMI JOIN rejected_rows USING (_id) "
        "WHERE asset_id IS NOT NULL AND asset_id <> 'none'"
        for code in _NEEDS_ALL_ROWS
    )
    return f"SELECT table_code, asset_id FROM ({' UNION ALL '.join(selects)}) ORDER BY table_code, asset_id"
