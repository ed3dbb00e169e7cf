"""The tables of likeness, repetition and planning that a run left in its folder, as views to count and list from."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from jianfu.engine.schema.outputs import OUTPUTS, Output


def open_outputs(connection: DuckDBPyConnection, run: Path) -> frozenset[str]:
    """Make a view of every such table, empty where the run wrote none; return the codes of those written."""
    written = {output.code for output in OUTPUTS if (run / f"{output.code}.parquet").is_file()}
    for output in OUTPUTS:
        if output.code in written:
            connection.read_parquet(str(run / f"{output.code}.parquet")).create_view(output.code)
        else:
            connection.execute(f"CREATE VIEW {output.code} AS SELECT {_typed(output)} WHERE FALSE")
    return frozenset(written)


def _typed(output: Output) -> str:
    return ", ".join(f"CAST(NULL AS {column.sql_type}) AS {column.code}" for column in output.columns)
