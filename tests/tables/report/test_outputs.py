from pathlib import Path

import duckdb

from jianfu.engine.schema.outputs import OUTPUTS
from jianfu.tables.report.outputs import open_outputs


def test_a_table_the_run_did_not_write_is_an_empty_view_with_its_columns(tmp_path: Path) -> None:
    connection = duckdb.connect()
    assert open_outputs(connection, tmp_path) == frozenset()
    for output in OUTPUTS:
        described = connection.execute(f"DESCRIBE {output.code}").fetchall()
        assert [(row[0], row[1]) for row in described] == [(c.code, c.sql_type) for c in output.columns]
    connection.close()
