"""The working database of one reading: the raw text of every row, in a file of the staging folder."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from jianfu.engine.schema.column import Table
from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.cells.kinds import as_text_sql
from jianfu.tables.cells.sql import identifier, macros
from jianfu.tables.options import Limits

PART_BITS = 40
"""A row's identity is ``part << 40 | row number``."""


class Store:
    """Raw rows by table, within a memory limit.

    Columns of a raw relation: ``_id``, ``_skip`` (0 = a row), ``_surplus``, ``_stray``, ``_origin``, ``_stated`` (our
    own stated_none), then the table's columns by code.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.path = folder / "reading.duckdb"
        self.connection = duckdb.connect(str(self.path))
        self.leave_out_replaced = False
        self.states_none: set[str] = set()
        self._relations: dict[str, dict[str, dict[str, str]]] = {table.code: {} for table in TABLES}
        self.run(f"SET memory_limit = '{limits.memory_bytes}B'")
        if limits.threads:
            self.run(f"SET threads = {limits.threads}")
        self.run(f"SET temp_directory = '{folder / 'spill'}'".replace("\\", "/"))
        # Both would lift the patient readings out of the CASE branches that keep them rare: one by sharing them, the
        # other by making joins of the lists of words.
        self.run("SET disabled_optimizers = 'common_subexpressions,in_clause'")
        self.run("SET wal_autocheckpoint = '1TB'")
        for statement in macros():
            self.run(statement)

    def run(self, statement: str, parameters: list[object] | None = None) -> None:
        """Execute one statement."""
        self.connection.execute(statement, parameters or [])

    def rows(self, query: str, parameters: list[object] | None = None) -> list[tuple[object, ...]]:
        """Return all rows of a small query."""
        return self.connection.execute(query, parameters or []).fetchall()

    def number(self, query: str) -> int:
        """Return the one whole number a query gives, 0 where it gives null."""
        return int(str(self.rows(query)[0][0] or 0))

    def raw_table(self, table: Table) -> str:
        """Return the relation that holds the table's rows from CSV and XLSX, made when first asked for."""
        name = f"raw_{table.code}"
        if name not in self._relations[table.code]:
            columns = ", ".join(f"{identifier(code)} VARCHAR" for code in table.codes)
            self.run(f"CREATE TABLE {name} ({_MARKS}, {columns})")
            self._relations[table.code][name] = {}
        return name

    def note_columns(self, table: Table, codes: Iterable[str]) -> None:
        """Remember that the table's CSV and XLSX parts gave those columns."""
        self._relations[table.code][self.raw_table(table)].update(dict.fromkeys(codes, "VARCHAR"))

    def add_relation(self, table: Table, name: str, types: dict[str, str]) -> None:
        """Make a view over typed columns (Parquet) one of the table's relations."""
        self._relations[table.code][name] = types

    def relations(self, table: Table) -> dict[str, dict[str, str]]:
        """Return the DuckDB type of each column given, by relation, for every relation that holds rows of the table."""
        return self._relations[table.code]

    @property
    def kept(self) -> str:
        """Return the condition that a row of a raw relation (alias r) is to be judged."""
        return "r._skip = 0" + (" AND r._id NOT IN (SELECT _id FROM replaced)" if self.leave_out_replaced else "")

    def texts(self, table: Table, *codes: str) -> str:
        """Return a SELECT of the marks and those columns as text, over all relations of the table."""
        selects = []
        for name, types in self.relations(table).items():
            cells = [f"{_text(code, types)} AS {identifier(code)}" for code in codes]
            selects.append(f"SELECT {', '.join(('_id', '_skip', '_surplus', '_origin', *cells))} FROM {name}")
        return " UNION ALL ".join(selects)

    def close(self) -> None:
        """Close and delete the working database."""
        self.connection.close()
        shutil.rmtree(self.path.parent / "spill", ignore_errors=True)
        for path in (self.path, self.path.with_suffix(".duckdb.wal")):
            path.unlink(missing_ok=True)


def _text(code: str, types: dict[str, str]) -> str:
    return as_text_sql(identifier(code), types[code]) if code in types else "NULL::VARCHAR"


_MARKS = "_id BIGINT, _skip UTINYINT, _surplus VARCHAR, _stray VARCHAR, _origin VARCHAR, _stated VARCHAR"


@contextmanager
def opened(folder: Path, limits: Limits) -> Iterator[Store]:
    """Give a store that is closed and deleted afterwards, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder, limits)
    try:
        yield store
    finally:
        store.close()
