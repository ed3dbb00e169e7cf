"""Judge the rows of an import, match the names of units, compare with the register, and count what came of it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.utils import timezone
from rapidfuzz import fuzz, process

from jianfu.engine.names.fold import fold_name
from jianfu.engine.names.unit import NamedUnit, UnitIndex
from jianfu.tables import staged as rows
from jianfu.tables.options import ReadOptions
from jianfu.web.base.actor import Actor
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing_compare import compare
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.export import asset_table
from jianfu.web.units.models import Unit

CANDIDATES = 5
_KNOWN = ("asset_id", "category", "name", "sponsor_unit_id")


def check(
    *, batch: ImportBatch, by: Actor, at: datetime, progress: Callable[[str, float], None] = lambda *_: None
) -> None:
    """Judge, match, compare and count; the batch is then ready to be looked at."""
    into = files.remade(files.read_folder(batch))
    corrections = [rows.Correction(**each) for each in batch.corrections]
    rows.read(
        staged=files.staged(batch),
        into=into,
        context=rows.Context(_units(), _entries(batch), batch.matches),
        corrections=corrections,
        options=ReadOptions(as_of=timezone.localdate(at), limits=files.limits()),
        progress=progress,
    )
    _candidates(batch)
    progress("compare", 0.0)
    counts = compare(batch, by=by)
    with files.asking() as connection:
        for table in counts:
            path = files.quoted(into / "raw" / f"{table}.parquet")
            total = connection.execute(f"SELECT count(*) FROM {path}").fetchall()[0][0]
            counts[table]["rows"] = int(total)
            counts[table]["faulty"] = int(total) - sum(
                counts[table][c] for c in ("new", "changed", "unchanged", "conflict")
            )
    batch.counts = counts
    batch.state = ImportBatch.State.CHECKED if batch.count("faulty") else ImportBatch.State.PREVIEWED
    batch.version += 1
    batch.save()


def _units() -> pa.Table:
    names = ("unit_id", "name", "short_name", "region_code")
    found = list(Unit.objects.order_by("unit_id").values_list(*names))
    columns = list(zip(*found, strict=True)) or [()] * len(names)
    return pa.table(
        {n: pa.array([value or None for value in c], pa.string()) for n, c in zip(names, columns, strict=True)}
    )


def _entries(batch: ImportBatch) -> pa.Table:
    """Return the registered entries that rows of other tables speak of; one that was sent too counts as sent."""
    wanted: set[str] = set()
    with files.asking() as connection:
        for table in ("functions", "audiences", "measures"):
            path = files.staged(batch) / f"{table}.parquet"
            if path.exists():
                query = f"SELECT DISTINCT trim(asset_id) FROM {files.quoted(path)} WHERE asset_id IS NOT NULL"
                wanted |= {row[0] for row in connection.execute(query).fetchall()}
        wanted |= {each["value"] for each in batch.corrections if each["code"] == "asset_id"}
    pieces = [asset_table(Asset.objects.filter(asset_id__in=some)).select(_KNOWN) for some in chunks(sorted(wanted))]
    return pa.concat_tables([*pieces, asset_table(Asset.objects.none()).select(_KNOWN)])


def _candidates(batch: ImportBatch) -> None:
    """Keep, for every name of a unit that is not written exactly so, the units it may mean: a person decides."""
    path = files.read_folder(batch) / "sponsors.parquet"
    with files.asking() as connection:
        found = files.rows_of(
            connection,
            f"SELECT name, any_value(unit_id) AS unit_id, sum(rows) AS rows FROM {files.quoted(path)} "
            "GROUP BY 1 ORDER BY 1",
        )
    units = list(Unit.objects.values_list("unit_id", "name", "short_name", "region_code"))
    exact = {name for unit in units for name in unit[1:3]}
    open_names = [row for row in found if row["name"] not in exact or row["unit_id"] is None]
    index = UnitIndex.of(NamedUnit(*unit) for unit in units) if open_names else UnitIndex()
    folded = {unit.unit_id: fold_name(unit.name) for unit in index.units.values()}
    said = [
        {"name": row["name"], "rows": int(row["rows"]), "units": _likely(index, folded, row["name"])}
        for row in open_names
    ]
    (files.folder_of(batch) / "names.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _likely(index: UnitIndex, folded: dict[str, str], name: str) -> list[dict[str, Any]]:
    found = list(index.find(name))[:CANDIDATES]
    near = process.extract(fold_name(name), folded, scorer=fuzz.ratio, score_cutoff=50, limit=CANDIDATES)
    listed = dict.fromkeys([*found, *(unit_id for _, _, unit_id in near)])
    return [
        {"unit_id": each, "name": index.units[each].name, "read": each in found} for each in list(listed)[:CANDIDATES]
    ]


def candidates(batch: ImportBatch) -> list[dict[str, Any]]:
    """Return the names of units to be settled, each with how many rows bear it and the units it may mean."""
    path = files.folder_of(batch) / "names.json"
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []
