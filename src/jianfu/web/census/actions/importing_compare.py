"""Compare what was sent with the register: every row is new, changed, unchanged or in conflict, and says why.

Nothing is written to the register here. The answer lies in ``outcome/<table>.parquet``.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.db.models import QuerySet

from jianfu.engine.schema.assets import ASSETS
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing_child import CHILDREN, compare_child
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.actions.importing_merge import changes, registered, too_long
from jianfu.web.census.actions.importing_units import compare_units
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries.export import asset_table
from jianfu.web.units.models import Unit

CLASSES = ("new", "changed", "unchanged", "conflict")


def compare(batch: ImportBatch, *, by: Actor) -> dict[str, dict[str, int]]:
    """Compare every table of the batch; return how many rows of each class there are, by table."""
    folder = files.folder_of(batch)
    files.remade(folder / "outcome")
    with files.asking(folder / "spill") as connection:
        _units(connection, batch, by)
        given = given_columns(batch)
        accepted = files.read_folder(batch) / "accepted"
        _assets(connection, accepted / "assets.parquet", given.get("assets", ()))
        counts = {"assets": _keep(connection, batch, "assets")} if "assets" in given else {}
        if "units" in given:
            compare_units(connection, accepted / "units.parquet", given["units"], by=by)
            counts = {"units": _keep(connection, batch, "units"), **counts}
        for child in CHILDREN:
            if child.code in given:
                compare_child(connection, child, accepted / f"{child.code}.parquet", given[child.code])
                counts[child.code] = _keep(connection, batch, child.code)
    return counts


def given_columns(batch: ImportBatch) -> dict[str, tuple[str, ...]]:
    """Return the columns that the sheets of each table give; a column nobody sent is never compared."""
    found: dict[str, list[str]] = {}
    for sheet in batch.sheets:
        if sheet["table"]:
            codes = [heading["meaning"] for heading in sheet["headings"]]
            found.setdefault(sheet["table"], []).extend(code for code in codes if code and not code.startswith("*"))
    for correction in batch.corrections:
        if correction["code"]:
            found[correction["table"]].append(correction["code"])
    if "sponsor_unit" in found.get("assets", ()):
        found["assets"].append("sponsor_unit_id")
    return {table: tuple(dict.fromkeys(codes)) for table, codes in found.items()}


def writable(batch: ImportBatch, by: Actor) -> QuerySet[Unit]:
    """Return the units whose entries this import may write: the declaration's own, or those the actor may change."""
    if batch.declaration_id:
        declaring = Unit.objects.filter(by.scope(Permission.CENSUS_DECLARE))
        return declaring.filter(pk=batch.declaration.unit_id) if batch.declaration else declaring.none()
    importing = Unit.objects.filter(by.scope(Permission.IMPORT_RUN))
    return importing.filter(by.scope(Permission.REGISTRY_CHANGE) | by.scope(Permission.REGISTRY_BULK))


def _units(connection: duckdb.DuckDBPyConnection, batch: ImportBatch, by: Actor) -> None:
    every = list(Unit.objects.values_list("pk", "unit_id", "name", "short_name"))
    mine = set(writable(batch, by).values_list("pk", flat=True))
    columns = list(zip(*every, strict=True)) or [(), (), (), ()]
    arrow = pa.table(
        {
            "pk": pa.array(columns[0], pa.int64()),
            "unit_id": pa.array(columns[1], pa.string()),
            "name": pa.array(columns[2], pa.string()),
            "short_name": pa.array(columns[3], pa.string()),
            "mine": pa.array([pk in mine for pk in columns[0]], pa.bool_()),
        }
    )
    _put(connection, "units", arrow)


def _put(connection: duckdb.DuckDBPyConnection, name: str, arrow: pa.Table) -> None:
    connection.register("given", arrow)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
    connection.unregister("given")


def _assets(connection: duckdb.DuckDBPyConnection, accepted: Path, given: Sequence[str]) -> None:
    if not accepted.exists():
        typed = ", ".join(f"NULL::{column.sql_type} AS {column.code}" for column in ASSETS.columns)
        connection.execute(f"CREATE TABLE outcome_assets AS SELECT 0 AS _id, '' AS class, {typed} WHERE false")
        return
    connection.execute(f"CREATE TABLE sent AS SELECT * FROM {files.quoted(accepted)}")
    _registered(connection)
    connection.execute(_matched())
    connection.execute(f"CREATE TABLE outcome_assets AS {_judged(given)}")


def _registered(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the entries that what was sent may mean, by number and by platform and account."""
    ids = [row[0] for row in connection.execute("SELECT DISTINCT asset_id FROM sent").fetchall()]
    pieces = [asset_table(Asset.objects.filter(asset_id__in=chunk)) for chunk in chunks(ids)]
    _put(connection, "known", pa.concat_tables([*pieces, asset_table(Asset.objects.none())]))
    keys = connection.execute(
        "SELECT platform, list(DISTINCT platform_id) FROM sent WHERE platform <> 'none' AND platform_id <> 'none' "
        "GROUP BY 1"
    ).fetchall()
    others = [
        asset_table(Asset.objects.filter(platform=platform, platform_id__in=chunk))
        for platform, accounts in keys
        for chunk in chunks(accounts)
    ]
    _put(connection, "others", pa.concat_tables([*others, asset_table(Asset.objects.none())]))
    connection.execute("INSERT INTO known SELECT * FROM others o WHERE o._pk NOT IN (SELECT _pk FROM known)")
    connection.execute(f"CREATE TABLE register AS {registered()}")


def _matched() -> str:
    """Return SQL that finds each row's entry: by its number, else by platform and account under the same sponsor."""
    made = "s.asset_id = s.platform || ':' || s.platform_id"
    return f"""
    CREATE TABLE matched AS
    WITH alike AS (
      SELECT s._id, min(o._pk) AS pk FROM sent s
      JOIN others o ON o.platform = s.platform AND o.platform_id = s.platform_id
        AND o.sponsor_unit_id = s.sponsor_unit_id
      WHERE {made} AND NOT EXISTS (SELECT 1 FROM register k WHERE k.asset_id = s.asset_id)
      GROUP BY 1 HAVING count(*) = 1)
    SELECT s._id, coalesce(k._pk, a.pk) AS pk FROM sent s
    LEFT JOIN register k ON k.asset_id = s.asset_id LEFT JOIN alike a ON a._id = s._id"""


def _judged(given: Sequence[str]) -> str:
    """Return SQL that gives every sent entry its class, the reason of a conflict, and its changes."""
    renamed = "u.name <> i.sponsor_unit AND u.short_name <> i.sponsor_unit"
    columns = ", ".join(f"i.{column.code}" for column in ASSETS.columns if column.code != "asset_id")
    return f"""
    WITH twice AS (
      SELECT platform, platform_id FROM sent WHERE platform <> 'none' AND platform_id <> 'none'
      GROUP BY ALL HAVING count(*) > 1),
    taken AS (
      SELECT s._id, min(o.asset_id) AS holder FROM sent s JOIN matched m ON m._id = s._id
      JOIN others o ON o.platform = s.platform AND o.platform_id = s.platform_id
      WHERE o._pk IS DISTINCT FROM m.pk GROUP BY 1),
    judged AS (
      SELECT i._id, i.file, i.sheet, i.row, r._pk AS pk, r._version AS version, u.pk AS sponsor_pk,
        r._sponsor_pk AS sponsor_before, r.stated_none AS stated_before, i.stated_none,
        coalesce(r.asset_id, i.asset_id) AS asset_id, {columns}, {changes(given)} AS changes,
        {too_long()} AS long_column, t.holder,
        CASE WHEN {too_long()} IS NOT NULL THEN 'too_long'
          WHEN i._by_name AND {renamed} THEN 'unit_unconfirmed'
          WHEN u.pk IS NULL THEN 'unit_first'
          WHEN NOT u.mine THEN 'out_of_scope'
          WHEN r._pk IS NOT NULL AND NOT coalesce(b.mine, false) THEN 'not_yours'
          WHEN w.platform IS NOT NULL THEN 'twice'
          WHEN t.holder IS NOT NULL THEN 'taken' END AS why
      FROM sent i JOIN matched m ON m._id = i._id LEFT JOIN register r ON r._pk = m.pk
      LEFT JOIN units u ON u.unit_id = i.sponsor_unit_id LEFT JOIN units b ON b.pk = r._sponsor_pk
      LEFT JOIN twice w ON w.platform = i.platform AND w.platform_id = i.platform_id
      LEFT JOIN taken t ON t._id = i._id)
    SELECT *, CASE WHEN why IS NOT NULL AND (pk IS NULL OR len(changes) > 0 OR why = 'not_yours') THEN 'conflict'
      WHEN pk IS NULL THEN 'new' WHEN len(changes) > 0 THEN 'changed' ELSE 'unchanged' END AS class
    FROM judged ORDER BY _id"""


def _keep(connection: duckdb.DuckDBPyConnection, batch: ImportBatch, code: str) -> dict[str, int]:
    connection.execute(
        f"COPY outcome_{code} TO {files.quoted(files.outcome(batch, code))} (FORMAT parquet, COMPRESSION zstd)"
    )
    found: Iterable[Any] = connection.execute(f"SELECT class, count(*) FROM outcome_{code} GROUP BY 1").fetchall()
    return dict.fromkeys(CLASSES, 0) | {str(name): int(count) for name, count in found}
