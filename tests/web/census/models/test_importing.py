"""Imports as rows."""

from jianfu.web.census.models import ImportBatch


def test_rows_of_a_class_add_up_over_tables_and_only_open_imports_are_open() -> None:
    batch = ImportBatch(counts={"assets": {"new": 2}, "functions": {"new": 3, "faulty": 1}})
    assert (batch.count("new"), batch.count("faulty"), batch.is_open) == (5, 1, True)
    assert not ImportBatch(state="committed").is_open
