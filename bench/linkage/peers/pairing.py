"""Candidate pairs by hand, for the peers that have no blocking of their own to speak of: joins in DuckDB."""

import duckdb
import pandas as pd
from task import Task


def candidates(task: Task) -> pd.DataFrame:
    """Return left and right: row numbers of records alike in a block; left below right, each pair once."""
    rows = task.frame.reset_index(drop=True)
    rows["row"] = range(len(rows))
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "6GB"})
    connection.register("given", rows)
    connection.sql("CREATE TABLE r AS SELECT * FROM given")
    joins = [
        'SELECT l.row AS "left", r.row AS "right" FROM r l JOIN r ON '
        + " AND ".join(f"l.{column} = r.{column}" for column in block)
        + " AND l.row < r.row"
        for block in task.blocks
    ]
    return connection.sql(" UNION ".join(joins)).df()
