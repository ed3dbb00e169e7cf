"""The rows of the measured register: a made-up province, brought to the design sizes, as CSV files to import.

Values are codes, days and numbers in their plainest form and nothing is stated as 无, so that a peer can read the same
file without being taught our words.
"""

import sys
from pathlib import Path

import duckdb
from place import OUT

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import province  # after the path is set
from jianfu.engine.schema.assets import ASSETS  # the same

SIZES = {"work_group": 200_000, "new_media": 50_000, "app": 2_000}
IMPORTED = {"work_group": 79_000, "new_media": 20_000, "app": 1_000}
_DATES = {column.code for column in ASSETS.columns if column.kind.name == "DATE"}


def clean() -> Path:
    """Return the folder of the made-up province's clean tables, made where they are not there yet."""
    folder = OUT.parent / "clean-tables" / "clean"
    return folder if (folder / "units.parquet").exists() else province.cleaned(province.made("parquet"))


def files(sizes: dict[str, int], name: str) -> list[Path]:
    """Return a CSV file a category with so many entries each, written once."""
    return [_file(category, count, OUT / f"{name}-{category}.csv") for category, count in sizes.items()]


def one_file(sizes: dict[str, int], name: str) -> Path:
    """Return one CSV file with so many entries of each category, written once."""
    path = OUT / f"{name}.csv"
    if not path.exists():
        parts = " UNION ALL ".join(f"({_rows(category, count)})" for category, count in sizes.items())
        _write(parts, path)
    return path


def _file(category: str, count: int, path: Path) -> Path:
    if not path.exists():
        _write(_rows(category, count), path)
    return path


def _write(rows: str, path: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    duckdb.execute(f"COPY ({rows}) TO '{path}' (HEADER, QUOTE '\"')")


def _rows(category: str, count: int) -> str:
    """Return SQL for the first so many entries; where the province has fewer, more are made by another number."""
    columns = ", ".join(f"{_cell(column.code)} AS {_quoted(column.zh)}" for column in ASSETS.columns)
    return f"""
    WITH own AS (SELECT *, row_number() OVER (ORDER BY asset_id) AS nth FROM '{clean()}/assets.parquet'
      WHERE category = '{category}'),
    every AS (SELECT *, '' AS again FROM own UNION ALL SELECT *, '-B' AS again FROM own)
    SELECT {columns} FROM every ORDER BY again, nth LIMIT {count}"""


def _cell(code: str) -> str:
    if code in ("asset_id", "platform_id"):
        return f"nullif({code}, 'none') || again"
    if code == "state":
        return "coalesce(state, 'active')"
    if code in _DATES:
        return code
    return f"nullif(CAST({code} AS VARCHAR), 'none')"


def _quoted(name: str) -> str:
    return f'"{name}"'
