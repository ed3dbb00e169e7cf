"""The register in the columns of the engine's contract: to compare with what is sent, and for runs on it."""

import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import QuerySet

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.inputs import BY_CODE, STATED_NONE
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.models import Asset, AssetAudience, AssetFunction, Observation
from jianfu.web.units.models import Unit

_OTHERWISE = {"sponsor_unit_id": "sponsor__unit_id", "sponsor_unit": "sponsor__name"}
_MARKS = ("pk", "version", "sponsor_id", "stated_none")
_DATES = tuple(column.code for column in ASSETS.columns if column.kind is Kind.DATE)
_LISTS = tuple(column.code for column in ASSETS.columns if column.kind in (Kind.CODES, Kind.IDS))
_ROWS = 20_000


def asset_table(rows: QuerySet[Asset]) -> pa.Table:
    """Return entries as text columns of the contract, with ``_pk``, ``_version``, ``_sponsor_pk`` and ``stated_none``.

    A text column that states 无 says ``none``; a date column that does is named in ``stated_none``. Silent is null.
    """
    paths = [*_MARKS, *(_OTHERWISE.get(code, code) for code in ASSETS.codes)]
    pieces = [_piece(chunk) for chunk in _chunks(rows.values_list(*paths).iterator(_ROWS))]
    return pa.concat_tables(pieces) if pieces else _piece([])


def _piece(rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(_MARKS) + len(ASSETS.codes))
    stated = columns[3]
    found: dict[str, pa.Array] = {
        "_pk": pa.array(columns[0], pa.int64()),
        "_version": pa.array(columns[1], pa.int64()),
        "_sponsor_pk": pa.array(columns[2], pa.int64()),
        STATED_NONE: pa.array([";".join(code for code in said or () if code in _DATES) or None for said in stated]),
    }
    for place, code in enumerate(ASSETS.codes, start=len(_MARKS)):
        found[code] = pa.array([_text(value) for value in columns[place]], pa.string())
    _say_none(found, stated)
    found[STATED_NONE] = found[STATED_NONE].cast(pa.string())
    return pa.table(found)


def _say_none(found: dict[str, pa.Array], stated: Sequence[Any]) -> None:
    """Write ``none`` where a column that is no date states that there is none."""
    named = {code for said in stated for code in said or () if code in ASSETS.codes and code not in _DATES}
    for code in named:
        values = found[code].to_pylist()
        found[code] = pa.array(
            [
                "none" if code in (said or ()) and value is None else value
                for value, said in zip(values, stated, strict=True)
            ],
            pa.string(),
        )


def _text(value: Any) -> str | None:
    if value is None or value in ("", []):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(str, value))
    return str(value)


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def unit_table(rows: QuerySet[Unit]) -> pa.Table:
    """Return units as text columns of the contract."""
    return table_of("units", rows, {"parent_id": "parent__unit_id"})


def table_of(code: str, rows: QuerySet[Any], paths: dict[str, str]) -> pa.Table:
    """Return rows as text columns of a table of the contract; *paths* are the ways that differ from the code."""
    codes = BY_CODE[code].codes
    found = list(rows.values_list(*(paths.get(each, each) for each in codes)))
    columns = list(zip(*found, strict=True)) if found else [()] * len(codes)
    return pa.table(
        {
            each: pa.array([_text(value) for value in column], pa.string())
            for each, column in zip(codes, columns, strict=True)
        }
    )


def tables(actor: Actor) -> dict[str, pa.Table]:
    """Return the whole register in the actor's sight as tables of the contract."""
    seen = Asset.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "sponsor__"))
    inside = actor.scope(Permission.REGISTRY_VIEW, "asset__sponsor__")
    units = Unit.objects.filter(actor.scope(Permission.REGISTRY_VIEW))
    of_entry = {"asset_id": "asset__asset_id"}
    assets = asset_table(seen.order_by("asset_id"))
    return {
        "units": _rooted(unit_table(units.order_by("unit_id"))),
        "assets": assets.select([*ASSETS.codes, STATED_NONE]),
        "functions": table_of("functions", AssetFunction.objects.filter(inside).order_by("pk"), of_entry),
        "audiences": table_of(
            "audiences",
            AssetAudience.objects.filter(inside, unit__in=units).order_by("pk"),
            {**of_entry, "unit_id": "unit__unit_id"},
        ),
        "measures": table_of("measures", Observation.objects.filter(inside).order_by("pk"), of_entry),
    }


def _rooted(units: pa.Table) -> pa.Table:
    """Leave the unit above unnamed where it is out of sight, so that no reference leads nowhere."""
    known = set(units.column("unit_id").to_pylist())
    above = [each if each in known else None for each in units.column("parent_id").to_pylist()]
    return units.set_column(units.column_names.index("parent_id"), "parent_id", pa.array(above, pa.string()))


def write_folder(found: dict[str, pa.Table], folder: Path) -> None:
    """Write the tables as a submission that ``jianfu run`` reads: a Parquet each."""
    folder.mkdir(parents=True, exist_ok=True)
    for code, table in found.items():
        if table.num_rows or code == "assets":
            pq.write_table(table, folder / f"{code}.parquet", compression="zstd")


def write_zip(found: dict[str, pa.Table], path: Path, folder: Path) -> None:
    """Write the tables as one zip of such a folder, with a line on what it holds."""
    write_folder(found, folder)
    counts = {code: table.num_rows for code, table in found.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(folder.glob("*.parquet")):
            archive.write(file, file.name)
        archive.writestr("README.txt", json.dumps(counts))
