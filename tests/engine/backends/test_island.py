import pickle
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from jianfu.engine.backends.island import Island, evaluator


def test_an_island_computes_a_batch_as_duckdb_does() -> None:
    island = Island("REGEXP_REPLACE(c0, '[ 市]', '', 'g') || c1", ("VARCHAR", "BIGINT"), "VARCHAR")
    found = evaluator(island)(pa.array(["市 局", None, "水"]), pa.array([1, 2, 3], pa.int32()))
    assert found.to_pylist() == ["局1", None, "水3"]


def test_an_island_of_no_rows_keeps_its_type() -> None:
    found = evaluator(Island("LOWER(c0)", ("VARCHAR",), "VARCHAR"))(pa.array([], pa.string()))
    assert found == pa.array([], pa.string())


def test_an_island_without_arguments_gives_one_value_a_row() -> None:
    found = evaluator(Island("STRFTIME(CAST('2026-01-25' AS DATE), '%d')", (), "VARCHAR"))(pa.array([0, 0]))
    assert found.to_pylist() == ["25", "25"]


def test_a_sum_of_integers_comes_back_narrowed() -> None:
    assert evaluator(Island("c0 + 1", ("HUGEINT",), "HUGEINT"))(pa.array([1])).type == pa.int64()


@pytest.mark.parametrize("change", [{"expression": "UPPER(c0)"}, {"argument_types": ("JSON",)}, {"sql_type": "JSON"}])
def test_another_expression_or_type_has_another_name(change: dict[str, Any]) -> None:
    island = Island("LOWER(c0)", ("VARCHAR",), "VARCHAR")
    assert replace(island, **change).name != island.name
    assert pickle.loads(pickle.dumps(island)).name == island.name
