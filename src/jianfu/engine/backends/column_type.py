"""DuckDB's column types: which are narrowed to what every engine holds, and how Spark writes the others."""

import functools
import re

from sqlglot import exp

NARROWED = {
    "HUGEINT": "BIGINT",
    "UHUGEINT": "BIGINT",
    "UBIGINT": "DECIMAL(20,0)",
    "UINTEGER": "BIGINT",
    "USMALLINT": "INTEGER",
    "UTINYINT": "INTEGER",
    '"NULL"': "INTEGER",
    "JSON": "VARCHAR",
    "UUID": "VARCHAR",
    "TIMESTAMP_S": "TIMESTAMP",
    "TIMESTAMP_MS": "TIMESTAMP",
    "TIMESTAMP_NS": "TIMESTAMP",
}
"""Types that another engine or a Parquet file cannot hold, and what they are kept as. A sum of integers is HUGEINT."""

_NARROWED = re.compile(r'(?<!["\w])(' + "|".join(NARROWED) + r')(?!["\w])')
_ENUM = re.compile(r"ENUM\('(?:[^']|'')*'(?:, '(?:[^']|'')*')*\)")
_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
_FAMILIES = {
    "DOUBLE": "double",
    "VARCHAR": "text",
    "BOOLEAN": "flag",
    "DATE": "date",
    "TIMESTAMP": "moment",
    '"NULL"': "null",
}


def narrowed(sql_type: str) -> str:
    """Return the type a column of that DuckDB type is kept as; most are kept as they are."""
    return _NARROWED.sub(lambda found: NARROWED[found[1]], _ENUM.sub("VARCHAR", sql_type))


@functools.cache
def _parsed(sql_type: str) -> exp.DataType:
    return exp.DataType.build(sql_type, dialect="duckdb")


def duckdb_type(sql_type: str) -> exp.DataType:
    """Return a DuckDB type as SQLGlot holds it."""
    return _parsed(sql_type).copy()


@functools.cache
def spark_type(sql_type: str) -> str:
    """Return Spark's spelling of a DuckDB type. TIMESTAMP knows no time zone on either engine."""
    return _parsed(narrowed(sql_type)).sql("spark")


def family(sql_type: str) -> str:
    """Return the kind of values a DuckDB type holds.

    integer, decimal(SCALE), double, text, flag, date, moment, null; ``other`` for lists, structs and the rest.
    """
    if sql_type in _INTEGERS:
        return "integer"
    if sql_type.startswith("DECIMAL("):
        return f"decimal({sql_type.rstrip(')').split(',')[1]})"
    return _FAMILIES.get(sql_type, "other")
