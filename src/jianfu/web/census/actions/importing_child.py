"""Compare rows that hang on entries (functions, audiences, observations): by their key, never removing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.db.models import Model

from jianfu.engine.schema.inputs import BY_CODE
from jianfu.web.census.actions import importing_files as files
from jianfu.web.registry.models import Asset, AssetAudience, AssetFunction, Observation

CHUNK = 900


@dataclass(frozen=True, slots=True)
class Child:
    """One such table: its key within an entry, the columns that may change, the model and the ways that differ."""

    code: str
    model: type[Model]
    key: tuple[str, ...]
    values: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = ()
    fixed: bool = False  # a row once there is never changed


CHILDREN = (
    Child(
        "functions",
        AssetFunction,
        ("function_code", "region_code"),
        ("function_name", "monthly_uses", "statutory"),
    ),
    Child("audiences", AssetAudience, ("unit_id",), ("posts",), (("unit_id", "unit__unit_id"),)),
    Child("measures", Observation, ("measure", "observed_on", "source"), ("value",), fixed=True),
)


def compare_child(connection: duckdb.DuckDBPyConnection, child: Child, accepted: Path, given: Sequence[str]) -> None:
    """Make ``outcome_<code>``; reads ``units`` and ``outcome_assets``."""
    connection.execute(f"CREATE OR REPLACE TABLE sent_child AS SELECT * FROM {files.quoted(accepted)}")
    _known(connection, child)
    connection.execute(f"CREATE TABLE outcome_{child.code} AS {_judged(child, given)}")


def _known(connection: duckdb.DuckDBPyConnection, child: Child) -> None:
    ids = [row[0] for row in connection.execute("SELECT DISTINCT asset_id FROM sent_child").fetchall()]
    entries: list[tuple[Any, ...]] = []
    rows: list[tuple[Any, ...]] = []
    ways = dict(child.ways)
    paths = [ways.get(code, code) for code in (*child.key, *child.values)]
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        entries += Asset.objects.filter(asset_id__in=some).values_list("pk", "asset_id", "sponsor_id")
        rows += child.model._default_manager.filter(asset__asset_id__in=some).values_list(
            "pk", "asset__asset_id", *paths
        )
    _put(connection, "child_entries", ("pk", "asset_id", "sponsor_pk"), entries)
    _put(connection, "child_known", ("pk", "asset_id", *child.key, *child.values), rows)


def _put(
    connection: duckdb.DuckDBPyConnection, name: str, names: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    kinds = {"pk": pa.int64(), "sponsor_pk": pa.int64()}
    arrow = pa.table(
        {
            each: pa.array(column, kinds[each])
            if each in kinds
            else pa.array([None if value in (None, "") else _text(value) for value in column], pa.string())
            for each, column in zip(names, columns, strict=True)
        }
    )
    connection.register("given", arrow)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
    connection.unregister("given")


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _judged(child: Child, given: Sequence[str]) -> str:
    key = " AND ".join(f"{_key('i', code)} = coalesce(k.{code}, '')" for code in child.key)
    own = ", ".join(f"i.{code}" for code in child.key)
    columns = ", ".join(f"i.{code}" for code in BY_CODE[child.code].codes)
    compared = [code for code in child.values if code in given]
    listed = ", ".join(_change(code) for code in compared) or "NULL"
    unit = ", au.pk AS unit_pk" if "unit_id" in child.key else ", NULL::BIGINT AS unit_pk"
    audience = "LEFT JOIN units au ON au.unit_id = i.unit_id" if "unit_id" in child.key else ""
    fixed = "WHEN k.pk IS NOT NULL AND len(changes) > 0 THEN 'observed_otherwise'" if child.fixed else ""
    return f"""
    WITH judged AS (
      SELECT i._id, i.file, i.sheet, i.row, i.asset_id AS name, {columns}, k.pk AS pk, e.pk AS asset_pk{unit},
        list_filter([{listed}], lambda x: x IS NOT NULL) AS changes, NULL AS holder,
        CASE WHEN row_number() OVER (PARTITION BY i.asset_id, {own} ORDER BY i._id) > 1 THEN 'twice'
          WHEN e.pk IS NULL AND coalesce(a.class, '') <> 'new' THEN 'entry_missing'
          WHEN e.pk IS NOT NULL AND NOT coalesce(u.mine, false) THEN 'not_yours' {fixed} END AS why
      FROM sent_child i LEFT JOIN child_entries e ON e.asset_id = i.asset_id
      LEFT JOIN outcome_assets a ON a.asset_id = i.asset_id LEFT JOIN units u ON u.pk = e.sponsor_pk {audience}
      LEFT JOIN child_known k ON k.asset_id = i.asset_id AND {key})
    SELECT *, CASE WHEN why IS NOT NULL THEN 'conflict' WHEN pk IS NULL THEN 'new'
      WHEN len(changes) > 0 THEN 'changed' ELSE 'unchanged' END AS class FROM judged ORDER BY _id"""


def _key(alias: str, code: str) -> str:
    return f"coalesce(CAST({alias}.{code} AS VARCHAR), '')"


def _change(code: str) -> str:
    return (
        f"CASE WHEN i.{code} IS NOT NULL AND CAST(i.{code} AS VARCHAR) IS DISTINCT FROM k.{code} "
        f"THEN {{'code': '{code}', 'before': k.{code}, 'after': CAST(i.{code} AS VARCHAR)}} END"
    )
