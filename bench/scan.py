"""DuckDB merely reading Parquet once: how many cells of every column of every table are filled.

``python bench/scan.py FOLDER [TIMES]`` prints, as JSON, the seconds of each reading on two threads.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from watch import CORES


def scan(folder: Path) -> float:
    """Read every column of every table once and return the seconds it took."""
    connection = duckdb.connect(config={"threads": CORES})
    started = time.perf_counter()
    for path in sorted(folder.glob("*.parquet")):
        columns = connection.sql(f"SELECT * FROM '{path}' LIMIT 0").columns
        # count("x") would be answered from the file's own statistics where a column is full; this reads every column.
        counts = ", ".join(f'count_if("{column}" IS NOT NULL)' for column in columns)
        connection.execute(f"SELECT {counts} FROM '{path}'").fetchall()
    return time.perf_counter() - started


if __name__ == "__main__":
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(json.dumps([round(scan(Path(sys.argv[1])), 4) for _ in range(times)]))
