"""DuckDB: the engine embedded in the process, with its tables on disk and its memory bounded."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa

from jianfu.engine.backends.backend import BatchFunction
from jianfu.engine.backends.column_type import narrowed
from jianfu.engine.backends.fault import UnableToMap, UnableToRead, UnableToRun, UnableToStart, UnableToWrite
from jianfu.engine.backends.process_map import ProcessMap
from jianfu.engine.backends.sql_text import bare, literal, parquet_scan, quoted, total_order

ROW_GROUP_ROWS = 122_880
"""Rows in a row group of a written file. Fixed, so that the bytes do not depend on the machine."""

SPREAD_ROWS = 16_384
"""Rows of a batch sent to another process: small enough that a province's accounts keep every process busy."""


class DuckDB:
    """One DuckDB session in a folder of its own; tables beyond *memory_limit* spill to *temp_directory*."""

    name = "duckdb"

    def __init__(
        self,
        scratch: Path,
        *,
        memory_limit: str = "1500MB",
        threads: int = 2,
        temp_directory: Path | None = None,
        batch_rows: int = 65_536,
        in_memory: bool = False,
        map_processes: int = 1,
    ) -> None:
        """Open a session; raises UnableToStart where another session works in the same scratch folder.

        With *in_memory* tables are kept uncompressed in memory and spilled when they outgrow the limit: quicker where
        they fit, wasteful where they are many times larger. With several *map_processes* ``map`` works in that many,
        on batches of at most SPREAD_ROWS rows.
        """
        self._folder = scratch / "duckdb"
        self._batch_rows = batch_rows if map_processes == 1 else min(batch_rows, SPREAD_ROWS)
        self._processes = ProcessMap(map_processes)
        self._make_folder()
        self._connection = duckdb.connect(
            ":memory:" if in_memory else self._folder / "tables.duckdb",
            config={
                "memory_limit": memory_limit,
                "threads": threads,
                "temp_directory": str(temp_directory or self._folder / "spill"),
                "preserve_insertion_order": True,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self._connection.execute("SET TimeZone = 'UTC'")

    def read(self, path: Path, into: str) -> None:
        """Make the Parquet file (or folder of Parquet files) known as table *into*, without copying it.

        Raises UnableToRead where there is no such file or it is not Parquet.
        """
        scan = f"SELECT * FROM {parquet_scan(path)}"
        try:
            self._forget(into)
            self._run(f"CREATE VIEW {quoted(into)} AS {self._narrowed(scan)}")
        except duckdb.Error as error:
            raise UnableToRead(
                zh=f"读不出表 {into}：应为 Parquet 文件或其文件夹，位置 {path}。请检查文件是否存在、是否完整。"
                f"原因：{error}",
                en=f"Cannot read table {into}: expected a Parquet file or a folder of them at {path}. "
                f"Check that it is there and whole. Cause: {error}",
            ) from error

    def sql(self, query: str, into: str = "") -> pa.Table:
        """Run one DuckDB SELECT.

        With *into*, the rows are kept as that table (which may be one the query reads) and an empty Arrow table with
        their columns is returned; without, the rows themselves. Sums of integers come as BIGINT. Raises UnableToRun.
        """
        try:
            self._require_one_select(query)
            select = self._narrowed(query)
            if not into:
                rows = self._connection.sql(select).to_arrow_table()
                return rows.rename_columns([name for name, _ in self._describe(query)])
            self._keep(select, into)
            return self._connection.sql(f"SELECT * FROM {quoted(into)} LIMIT 0").to_arrow_table()
        except duckdb.Error as error:
            raise _unable_to_run(query, error) from error

    def map(self, table: str, function: BatchFunction, schema: pa.Schema, into: str) -> None:
        """Apply a pure function to every Arrow batch of *table*, in order, and keep what it returns as table *into*.

        Only a batch at a time is in Python's memory. Raises UnableToMap where a batch is not of *schema*.
        """
        building = self._empty_table(schema)
        reader = self._connection.cursor()
        try:
            for returned in self._processes.map(function, self._batches(reader, table)):
                self._append(returned, schema, building)
        finally:
            reader.close()
        self._rename(building, into)

    def write(self, table: str, path: Path, order_by: tuple[str, ...] = ()) -> int:
        """Write the table to one Parquet file and return its rows: same rows, same bytes.

        Ordered by *order_by* and then by the remaining columns, nulls last. Raises UnableToWrite.
        """
        # With statistics DuckDB marks a column as never null when these rows happen to have no null in it.
        self._run("SET disabled_optimizers = 'statistics_propagation'")
        try:
            return self._copy(table, path, order_by)
        except duckdb.Error as error:
            raise UnableToWrite(
                zh=f"表 {table} 写不到 {path}。请检查表名、排序列与磁盘空间。原因：{error}",
                en=f"Cannot write table {table} to {path}; check its name, the order and the disk. Cause: {error}",
            ) from error
        finally:
            self._run("SET disabled_optimizers = ''")

    def columns(self, query: str) -> list[tuple[str, str]]:
        """Return the names and DuckDB types of a SELECT's columns without running it; raises UnableToRun."""
        try:
            self._require_one_select(query)
            return self._describe(query)
        except duckdb.Error as error:
            raise _unable_to_run(query, error) from error

    def close(self) -> None:
        """Drop the session's tables, give its memory back and remove its files. May be called again."""
        self._processes.close()
        self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True)
        except FileExistsError as error:
            raise UnableToStart(
                zh=f"临时文件夹 {self._folder} 正被使用或上次未清理。请换一个文件夹，或确认无人使用后删除它。",
                en=f"The scratch folder {self._folder} is in use, or was left behind. Give another one, or remove it "
                "once nothing uses it.",
            ) from error

    def _copy(self, table: str, path: Path, order_by: tuple[str, ...]) -> int:
        columns = self._connection.sql(f"SELECT * FROM {quoted(table)} LIMIT 0").columns
        order = total_order(columns, order_by)
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS}"
        query = f"SELECT * FROM {quoted(table)} ORDER BY {order}"
        copied = self._run(f"COPY ({query}) TO {literal(str(path))} ({options})")
        return int(str(copied[0][0]))

    def _require_one_select(self, query: str) -> None:
        statements = self._connection.extract_statements(query)
        if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
            raise UnableToRun(
                zh=f"应为一条 SELECT，实有 {len(statements)} 条语句或其他语句。请只写一条查询。\n{query}",
                en=f"Expected one SELECT, found {len(statements)} statements or another kind.\n{query}",
            )

    def _narrowed(self, query: str) -> str:
        described = self._describe(query)
        kept = [(name, narrowed(sql_type)) for name, sql_type in described]
        if kept == described:
            return bare(query)
        columns = ", ".join(
            f"{quoted(name)}::{sql_type} AS {quoted(name)}" if (name, sql_type) not in described else quoted(name)
            for name, sql_type in kept
        )
        return f"SELECT {columns} FROM ({bare(query)}\n)"

    def _describe(self, query: str) -> list[tuple[str, str]]:
        relation = self._connection.sql(f"SELECT * FROM ({bare(query)}\n) LIMIT 0")
        return [(name, str(sql_type)) for name, sql_type in zip(relation.columns, relation.types, strict=True)]

    def _keep(self, select: str, into: str) -> None:
        building = self._building_name()
        self._run(f"CREATE TABLE {building} AS {select}")
        self._rename(building, into)

    def _building_name(self) -> str:
        self._run('DROP TABLE IF EXISTS "table being built"')
        return '"table being built"'

    def _rename(self, building: str, into: str) -> None:
        self._forget(into)
        self._run(f"ALTER TABLE {building} RENAME TO {quoted(into)}")

    def _forget(self, name: str) -> None:
        kinds = self._run(
            "SELECT table_type FROM information_schema.tables WHERE table_schema = 'main' "
            f"AND lower(table_name) = lower({literal(name)})"
        )
        for (kind,) in kinds:
            self._run(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} {quoted(name)}")

    def _empty_table(self, schema: pa.Schema) -> str:
        building = self._building_name()
        self._connection.register("promised", schema.empty_table())
        try:
            self._run(f"CREATE TABLE {building} AS SELECT * FROM promised")
        finally:
            self._connection.unregister("promised")
        return building

    def _batches(self, reader: duckdb.DuckDBPyConnection, table: str) -> Iterator[pa.RecordBatch]:
        yield from reader.sql(f"SELECT * FROM {quoted(table)}").to_arrow_reader(self._batch_rows)

    def _append(self, batch: pa.RecordBatch, schema: pa.Schema, building: str) -> None:
        if not batch.schema.equals(schema):
            raise UnableToMap(
                zh=f"批处理函数应返回列 {_columns(schema)}，实返回 {_columns(batch.schema)}。请改正函数。",
                en=f"The mapped function promised {_columns(schema)} but returned {_columns(batch.schema)}.",
            )
        if batch.num_rows:
            self._connection.register("returned", pa.Table.from_batches([batch]))
            self._run(f"INSERT INTO {building} SELECT * FROM returned")
            self._connection.unregister("returned")

    def _run(self, statement: str) -> list[tuple[object, ...]]:
        # DuckDB 2 refuses the next statement while a result is open, so every result is read to its end.
        return self._connection.execute(statement).fetchall()


def _unable_to_run(query: str, error: duckdb.Error) -> UnableToRun:
    return UnableToRun(
        zh=f"这条 SQL 运行不了，请检查表名、列名与类型。原因：{error}\n{query}",
        en=f"This SQL does not run; check its tables, columns and types. Cause: {error}\n{query}",
    )


def _columns(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} {field.type}" for field in schema)
