"""DuckDB merely reading Parquet once: how many cells of every column of every table are filled.

``python bench/scan.py FOLDER [TIMES]`` prints, as JSON, of each reading on two threads the seconds on the clock and of
the processors.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from watch import CORES


def scan(folder: Path) -> tuple[float, float]:
    """Read every column of every table once; return the seconds on the clock and of the processors."""
    connection = duckdb.connect(config={"threads": CORES})
    clock, processors = time.perf_counter(), time.process_time()
    for path in sorted(folder.glob("*.parquet")):
        columns = connection.sql(f"SELECT * FROM '{path}' LIMIT 0").columns
        # count("x") would be answered from the file's own statistics where a column is full; this reads every column.
        counts = ", ".join(f'count_if("{column}" IS NOT NULL)' for column in columns)
        connection.execute(f"SELECT {counts} FROM '{path}'").fetchall()
    return round(time.perf_counter() - clock, 4), round(time.process_time() - processors, 4)


if __name__ == "__main__":
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(json.dumps([scan(Path(sys.argv[1])) for _ in range(times)]))
