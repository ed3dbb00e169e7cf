"""The working database."""

import pytest

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.options import Limits
from jianfu.tables.store import opened

UNITS = BY_CODE["units"]


def test_it_is_gone_afterwards_whatever_happens(tmp_path) -> None:
    with pytest.raises(ZeroDivisionError), opened(tmp_path / "work", Limits()) as store:
        store.run("CREATE TABLE x AS SELECT 1 AS a")
        assert store.number("SELECT a FROM x") == 1
        assert store.path.exists()
        raise ZeroDivisionError
    assert list((tmp_path / "work").iterdir()) == []


def test_texts_unite_relations_and_fill_in_what_one_of_them_lacks(tmp_path) -> None:
    with opened(tmp_path, Limits(threads=1)) as store:
        store.run(f"INSERT INTO {store.raw_table(UNITS)} (_id, _skip, unit_id) VALUES (1, 0, 'U1')")
        store.note_columns(UNITS, ["unit_id"])
        marks = "2 AS _id, 0 AS _skip, NULL::VARCHAR AS _surplus, NULL::VARCHAR AS _origin"
        store.run(f"CREATE VIEW v AS SELECT {marks}, 7 AS unit_id, 5 AS staff")
        store.add_relation(UNITS, "v", {"unit_id": "INTEGER", "staff": "INTEGER"})
        rows = store.rows(f"SELECT _id, unit_id, staff FROM ({store.texts(UNITS, 'unit_id', 'staff')}) ORDER BY 1")
        assert rows == [(1, "U1", None), (2, "7", "5")]
        assert list(store.relations(UNITS)) == ["raw_units", "v"]


def test_a_number_that_is_null_is_zero(tmp_path) -> None:
    with opened(tmp_path, Limits()) as store:
        assert store.number("SELECT NULL") == 0
        assert store.kept == "r._skip = 0"
