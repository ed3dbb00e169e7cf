"""Spark: the engine for what one machine cannot hold. Every table it keeps is Parquet in the scratch folder.

On a cluster the scratch folder and the input must lie where the driver and all workers see them under the same path,
and the workers' Python must have Jianfu installed.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from jianfu.engine.backends import spark_process
from jianfu.engine.backends.backend import BatchFunction
from jianfu.engine.backends.column_type import narrowed, spark_type
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.fault import UnableToMap, UnableToRun
from jianfu.engine.backends.island import Island, evaluator
from jianfu.engine.backends.spark_process import SparkSettings
from jianfu.engine.backends.sql_text import quoted
from jianfu.engine.backends.translate import translate

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


class Spark:
    """One Spark session. An embedded DuckDB beside it knows every table, tells types, and writes the final files."""

    name = "spark"

    def __init__(self, scratch: Path, *, settings: SparkSettings | None = None, memory_limit: str = "1500MB") -> None:
        """Open a session; *memory_limit* bounds the DuckDB that sorts what is written. Raises UnableToStart."""
        chosen = settings or SparkSettings()
        self._folder = scratch.absolute() / "spark"
        self._tables = self._folder / "tables"
        self._made = 0
        self._views: set[str] = set()
        self._kept: dict[str, Path] = {}
        self._islands: set[str] = set()
        self._duckdb = DuckDB(self._folder, memory_limit=memory_limit, batch_rows=chosen.batch_rows)
        self._open = False
        try:
            self._session = spark_process.enter(chosen, scratch.absolute() / "spark-driver")
            self._open = True
        finally:
            if not self._open:
                self._duckdb.close()

    def read(self, path: Path, into: str) -> None:
        """Make the Parquet file (or folder of Parquet files) known as table *into*, without copying it.

        Raises UnableToRead where there is no such file or it is not Parquet.
        """
        self._duckdb.read(path, into)
        files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        with _explained(f"read {path}"):
            frame = self._session.read.parquet(*(str(file.absolute()) for file in files))
            self._show(self._typed(frame, self._columns(into)), into)

    def sql(self, query: str, into: str = "") -> pa.Table:
        """Run one DuckDB SELECT on Spark, rewritten so that it gives DuckDB's rows.

        With *into*, the rows are kept as that table (which may be one the query reads) and an empty Arrow table with
        their columns is returned; without, the rows themselves. Raises UnableToRun and UnableToTranslate.
        """
        translation = translate(query, self._duckdb)
        self._register(translation.islands)
        with _explained(f"{query}\n-- {translation.sql}"):
            frame = self._typed(self._session.sql(translation.sql), list(translation.columns))
            if into:
                self._keep(frame, into)
                return self._empty(into)
            rows = frame.toArrow()
        return rows.cast(self._schema(translation.columns))

    def map(self, table: str, function: BatchFunction, schema: pa.Schema, into: str) -> None:
        """Apply a pure function to every Arrow batch of *table* in Spark's workers, and keep the batches as *into*.

        The batches are of DuckDB's Arrow types, in no order. Raises UnableToMap where a batch is not of *schema*.
        """
        from pyspark.sql.pandas.types import from_arrow_schema

        given = self._empty(table).schema

        def mapped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                yield _promised(function(batch.cast(given)), schema)

        wanted = from_arrow_schema(schema, prefer_timestamp_ntz=True)
        with _explained(f"map {table}"):
            self._keep(self._session.table(quoted_for_spark(table)).mapInArrow(mapped, wanted), into)

    def write(self, table: str, path: Path, order_by: tuple[str, ...] = ()) -> int:
        """Write the table to one Parquet file and return its rows: the same bytes as DuckDB's.

        Ordered by *order_by* and then by the remaining columns, nulls last. The rows are sorted by the embedded DuckDB
        on the driver, within its memory limit. Raises UnableToWrite.
        """
        return self._duckdb.write(table, path, order_by)

    def close(self) -> None:
        """Drop the session's tables and files; the last session of the process stops Spark. May be called again."""
        if not self._open:
            return
        self._open = False
        for view in self._views:
            self._session.catalog.dropTempView(view)
        spark_process.leave()
        self._duckdb.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _columns(self, table: str) -> list[tuple[str, str]]:
        return self._duckdb.columns(f"SELECT * FROM {quoted(table)}")

    def _empty(self, table: str) -> pa.Table:
        return self._duckdb.sql(f"SELECT * FROM {quoted(table)} LIMIT 0")

    def _schema(self, columns: tuple[tuple[str, str], ...]) -> pa.Schema:
        nulls = ", ".join(f"CAST(NULL AS {narrowed(sql_type)}) AS {quoted(name)}" for name, sql_type in columns)
        return self._duckdb.sql(f"SELECT {nulls} LIMIT 0").schema

    def _typed(self, frame: "DataFrame", columns: list[tuple[str, str]]) -> "DataFrame":
        from pyspark.sql.functions import col

        numbered = frame.toDF(*(f"c{i}" for i in range(len(columns))))
        return numbered.select(
            *(col(f"c{i}").cast(spark_type(sql_type)).alias(name) for i, (name, sql_type) in enumerate(columns))
        )

    def _keep(self, frame: "DataFrame", into: str) -> None:
        self._made += 1
        folder = self._tables / f"{self._made}"
        frame.write.parquet(str(folder), compression="zstd")
        self._show(self._session.read.schema(frame.schema).parquet(str(folder)), into)
        self._duckdb.read(folder, into)
        replaced = self._kept.pop(into.lower(), None)
        self._kept[into.lower()] = folder
        if replaced is not None:
            shutil.rmtree(replaced, ignore_errors=True)

    def _show(self, frame: "DataFrame", into: str) -> None:
        frame.createOrReplaceTempView(quoted_for_spark(into))
        self._views.add(into)

    def _register(self, islands: tuple[Island, ...]) -> None:
        from pyspark.sql.functions import arrow_udf

        for island in islands:
            if island.name not in self._islands:
                returned = spark_type(island.sql_type)
                self._session.udf.register(island.name, arrow_udf(evaluator(island), returned))
                self._islands.add(island.name)


def quoted_for_spark(name: str) -> str:
    """Return the name as a Spark identifier."""
    return "`" + name.replace("`", "``") + "`"


def _promised(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    if batch.schema.equals(schema):
        return batch
    found, expected = batch.schema, schema
    raise TypeError(f"UnableToMap: {expected.names} {expected.types} != {found.names} {found.types}")


@contextmanager
def _explained(what: str) -> Iterator[None]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        if "UnableToMap: " in str(error):
            told = str(error).rsplit("UnableToMap: ", 1)[1].split("\n", 1)[0]
            raise UnableToMap(
                zh=f"批处理函数返回的列与承诺的不符，请改正函数。{told}",
                en=f"The mapped function returned other columns than it promised. {told}",
            ) from error
        raise UnableToRun(
            zh=f"Spark 运行不了，请检查表名、列名、类型与数据。原因：{error}\n{what}",
            en=f"Spark cannot run this; check its tables, columns, types and rows. Cause: {error}\n{what}",
        ) from error
