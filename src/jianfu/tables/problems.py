"""The list of problems, worded: one row a fault, in the order of the files."""

from pathlib import Path

import pyarrow as pa

from jianfu.engine.schema.inputs import TABLES
from jianfu.tables.cells.sql import literal
from jianfu.tables.received import Part
from jianfu.tables.store import Store
from jianfu.tables.wording import WORDINGS

_FIELDS = ("problem_zh", "problem_en", "expected_zh", "expected_en", "mend_zh", "mend_en")


def know_parts(store: Store, parts: list[Part]) -> None:
    """Make the parts and their headings known to SQL, and how a row's identity splits."""
    store.run("CREATE MACRO part_of(id) AS id >> 40")
    store.run("CREATE MACRO row_of(id) AS id & 1099511627775")
    _fill(
        store,
        "parts",
        {
            "part": [part.number for part in parts],
            "file": [part.file for part in parts],
            "sheet": [part.sheet for part in parts],
            "table_code": [part.table.code for part in parts],
        },
    )
    headings = [(part.number, code, header) for part in parts for code, header in part.headers.items()]
    _fill(
        store,
        "headings",
        {
            "part": [row[0] for row in headings],
            "code": [row[1] for row in headings],
            "header": [row[2] for row in headings],
        },
    )
    columns = [(table.code, column.code, column.zh) for table in TABLES for column in table.columns]
    _fill(
        store,
        "standard_headings",
        {
            "table_code": [row[0] for row in columns],
            "code": [row[1] for row in columns],
            "header": [row[2] for row in columns],
        },
    )
    _fill(
        store,
        "wordings",
        {"problem": list(WORDINGS)}
        | {name: [getattr(wording, name) for wording in WORDINGS.values()] for name in _FIELDS},
    )


def _fill(store: Store, name: str, columns: dict[str, list[int] | list[str]]) -> None:
    kinds = {code: pa.int64() if code == "part" else pa.string() for code in columns}
    arrow = pa.table({code: pa.array(values, kinds[code]) for code, values in columns.items()})
    store.connection.register("filled", arrow)
    store.run(f"CREATE TABLE {name} AS SELECT * FROM filled")
    store.connection.unregister("filled")


def word(store: Store, path: Path) -> int:
    """Write every problem, worded in both languages, to a Parquet file; return how many there are."""
    store.run(f"CREATE TABLE problems AS {_WORDED}")
    ordered = "SELECT * EXCLUDE (_id) FROM problems ORDER BY _id, column_code, code"
    store.run(f"COPY ({ordered}) TO {literal(str(path))} (FORMAT parquet)")
    return store.number("SELECT count(*) FROM problems")


def _detailed(name: str) -> str:
    return f"replace(w.{name}, '{{detail}}', COALESCE(f.detail_{name[-2:]}, '')) AS {name}"


_WORDED = (
    "SELECT f._id, p.file, p.sheet, row_of(f._id) AS row, p.table_code, f.code AS column_code, "
    "COALESCE(h.header, s.header, '') AS \"column\", COALESCE(f.value, '') AS value, f.problem AS code, "
    + ", ".join(_detailed(name) for name in _FIELDS)
    + " FROM faults f JOIN parts p ON p.part = part_of(f._id) JOIN wordings w ON w.problem = f.problem "
    "LEFT JOIN headings h ON h.part = p.part AND h.code = f.code "
    "LEFT JOIN standard_headings s ON s.table_code = p.table_code AND s.code = f.code"
)
