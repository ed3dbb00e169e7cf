"""Names, strings and orders as they stand in SQL text."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def quoted(name: str) -> str:
    """Return the name as a DuckDB identifier, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return the text as a SQL string."""
    return "'" + text.replace("'", "''") + "'"


def bare(query: str) -> str:
    """Return the query without the semicolon it may end in."""
    return query.strip().rstrip(";")


def parquet_scan(path: Path) -> str:
    """Return DuckDB's scan of a Parquet file, or of every Parquet file of a folder in the order of their names."""
    source = path / "*.parquet" if path.is_dir() else path
    return f"read_parquet({literal(str(source))})"


def total_order(columns: Sequence[str], first: Iterable[str]) -> str:
    """Return an ORDER BY list: the columns named *first*, then every other one, nulls last.

    Rows that tie on every column are equal, so their order cannot be seen: the order is the same on every engine.
    """
    leading = tuple(first)
    known = {column.lower() for column in leading}
    rest = [column for column in columns if column.lower() not in known]
    return ", ".join(f"{quoted(column)} ASC NULLS LAST" for column in (*leading, *rest))
