"""Parquet: read in place, column types kept; row number is the file's own plus one."""

import re
from pathlib import Path

import pyarrow.parquet as pq

from jianfu.engine.schema.column import Table
from jianfu.tables.cells.sql import identifier, literal
from jianfu.tables.received import Part
from jianfu.tables.sheets.headers import Mapping
from jianfu.tables.store import PART_BITS, Store

_READABLE = re.compile(
    r"(VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DATE|TIMESTAMP\w*"
    r"|TIMESTAMP WITH TIME ZONE|UUID|\"NULL\"|DECIMAL\(\d+,\s*\d+\)|ENUM\(.*\)"
    r"|(VARCHAR|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)\[\])"
)


def columns(path: Path) -> list[str]:
    """Return the file's column names; raises pyarrow.ArrowInvalid for a file that is no Parquet."""
    return [str(name) for name in pq.ParquetFile(path).schema_arrow.names]


def size(path: Path) -> tuple[int, int, int]:
    """Return rows, columns and decompressed bytes as the file's footer states them."""
    metadata = pq.ParquetFile(path).metadata
    groups = (metadata.row_group(group) for group in range(metadata.num_row_groups))
    return metadata.num_rows, metadata.num_columns, sum(group.total_byte_size for group in groups)


def types(store: Store, path: Path) -> dict[str, str]:
    """Return the DuckDB type of every column of the file."""
    rows = store.rows(f"DESCRIBE SELECT * FROM read_parquet({literal(str(path))})")
    return {str(row[0]): str(row[1]) for row in rows}


def unreadable(found: dict[str, str], mapping: Mapping) -> list[tuple[str, str]]:
    """Return the mapped columns whose type no cell can have, with that type."""
    mapped = ((mapping.headers[code], found[mapping.headers[code]]) for code in mapping.columns)
    return [(header, sql_type) for header, sql_type in mapped if not _READABLE.fullmatch(sql_type)]


def attach(store: Store, path: Path, part: Part, mapping: Mapping, found: dict[str, str]) -> None:
    """Make the file one of the table's relations, as a view that reads it where it lies."""
    given = {code: mapping.headers[code] for code in part.table.codes if code in mapping.columns}
    name = f"parquet_{part.table.code}_{part.number}"
    cells = [f"{identifier(header)} AS {identifier(code)}" for code, header in given.items()]
    names = list(found)
    marks = (
        f"({part.number}::BIGINT << {PART_BITS}) | (file_row_number + 1) AS _id",
        f"{_blank(part.table, given)} AS _skip",
        "NULL::VARCHAR AS _surplus",
        "NULL::VARCHAR AS _stray",
        f"{_text(names, mapping.origin)} AS _origin",
        f"{_text(names, mapping.stated_none)} AS _stated",
    )
    source = f"read_parquet({literal(str(path))}, file_row_number = true)"
    store.run(f"CREATE VIEW {name} AS SELECT {', '.join((*marks, *cells))} FROM {source}")
    if mapping.stated_none is not None:
        store.states_none.add(name)
    store.add_relation(part.table, name, {code: found[header] for code, header in given.items()})


def _blank(table: Table, given: dict[str, str]) -> str:
    ordered = sorted(given, key=lambda code: not table.column(code).required)
    cells = ", ".join(f"CAST({identifier(given[code])} AS VARCHAR)" for code in ordered)
    return f"CASE WHEN COALESCE({cells}) IS NULL THEN 1 ELSE 0 END"


def _text(names: list[str], place: int | None) -> str:
    return "NULL::VARCHAR" if place is None else f"NULLIF(CAST({identifier(names[place])} AS VARCHAR), '')"
