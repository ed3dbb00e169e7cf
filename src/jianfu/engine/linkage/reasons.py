"""Why two entries are taken for one: the weight of each field, with what was compared."""

import json
from typing import Any

import pyarrow as pa

from jianfu.engine.backends.backend import Backend

SHOWN = {
    "name": ("core",),
    "tail": ("tail",),
    "place": ("place",),
    "uid": ("uid",),
    "sponsor": ("sponsor_place", "sponsor_core"),
    "region": ("region",),
    "opened": ("opened_on",),
    "followers": ("followers",),
}
"""Columns of ``link_records`` shown for each field compared."""

TOLD = pa.schema(
    [("left_id", pa.string()), ("right_id", pa.string()), ("score", pa.float64()), ("contributions", pa.string())]
)


def tell(backend: Backend, scored: str, into: str) -> None:
    """Make table *into* (``TOLD``) of a SELECT of its columns, both values of each field added to the contributions."""
    columns = sorted({column for shown in SHOWN.values() for column in shown})
    both = ", ".join(f"l.{name} AS {name}_l, r.{name} AS {name}_r" for name in columns)
    backend.sql(
        f"""SELECT s.*, {both} FROM ({scored}) s
        JOIN link_records l ON l.asset_id = s.left_id JOIN link_records r ON r.asset_id = s.right_id""",
        into="link_to_tell",
    )
    backend.map("link_to_tell", tell_batch, TOLD, into=into)


def tell_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the pairs with both values put into each contribution (``left``, ``right``; empty text for none)."""
    told = [json.dumps(_told(row), ensure_ascii=False) for row in batch.to_pylist()]
    kept = [batch.column(name).cast(TOLD.field(name).type) for name in TOLD.names[:-1]]
    return pa.RecordBatch.from_arrays([*kept, pa.array(told, pa.string())], schema=TOLD)


def _told(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**each, **{side: _value(row, each["field"], mark) for side, mark in (("left", "l"), ("right", "r"))}}
        for each in json.loads(row["contributions"])
    ]


def _value(row: dict[str, Any], field: str, mark: str) -> str:
    values = (row[f"{column}_{mark}"] for column in SHOWN[field])
    return "".join("" if value is None else str(value) for value in values)
