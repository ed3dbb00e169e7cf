"""Bring an import into the register: entries, their names and observations, what hangs on them, and the audit entries.

Everything happens in one transaction. Rows in conflict or at fault stay out, and only where the actor said so.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import NOT_PROVIDED

from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.cells.sql import identifier
from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.jobs import Steps
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions import importing_rows as bulk
from jianfu.web.census.actions.importing_child import CHILDREN, Child
from jianfu.web.census.actions.importing_compare import given_columns
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.actions.importing_merge import COMPARED, FIELDS, field, marks, merged, stated
from jianfu.web.census.actions.importing_units import write_units
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Asset, AssetName, Observation
from jianfu.web.registry.queries.export import asset_table

OBSERVED = (
    "last_activity_on", "followers", "posts_90d", "installs", "mau", "members", "msgs_per_day", "interaction_ok",
)  # fmt: skip
NAMED = ("name", "platform_id", "url")
OBSERVED_KEY = ("asset", "measure", "observed_on", "source")
BATCH = 5_000
_ASSET_FIELDS = tuple(column.code for column in FIELDS)
_OURS = {"id", "asset_id", "sponsor", "stated_none", "version", "created_at", "changed_at", "search"}


def _not_sent() -> dict[str, Any]:
    """Return the model's other fields with what they hold at first, as the database keeps it."""
    found: dict[str, Any] = {}
    for each in Asset._meta.concrete_fields:
        if each.name not in _OURS and each.name not in _ASSET_FIELDS:
            value = each.get_default() if each.default is not NOT_PROVIDED or not each.null else None
            found[each.name] = json.dumps(value) if isinstance(value, list | dict) else value
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """The outcome to be written, and whom to tell how many rows of it were read: that may stop the whole."""

    connection: duckdb.DuckDBPyConnection
    progress: Steps

    def cells(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, some thousands at a time."""
        found = self.connection.cursor().execute(query)
        while some := found.fetchmany(BATCH):
            yield from some
            self.progress.advance(len(some))


def write(batch: ImportBatch, *, by: Actor, at: datetime, request_id: str, progress: Steps) -> dict[str, int]:
    """Write the batch's new and changed rows; return how many of each. Call it in a transaction.

    What *progress* raises ends the transaction. The caller compares again inside the same transaction first, so that
    no entry changed meanwhile is overwritten.
    """
    with files.asking(files.folder_of(batch) / "spill") as connection:
        done = {"new": 0, "changed": 0}
        source = Source(connection, progress)
        given = given_columns(batch)
        _lay(connection, batch, given.get("assets", ()))
        _keys(connection, batch, int(batch.counts.get("assets", {}).get("new", 0)))
        if "units" in given:
            progress.stage("units")
            done = write_units(batch, by=by, at=at, request_id=request_id, progress=progress)
        if "assets" in given:
            progress.stage("entries")
            done["new"] += _new_entries(source, at)
            done["changed"] += _changed_entries(source, batch, at)
        for child in CHILDREN:
            if child.code in given:
                progress.stage(child.code)
                _child(source, batch, child, done)
        progress.stage("audit")
        _audit(source, batch, by=by, at=at, request_id=request_id)
    return done


def _lay(connection: duckdb.DuckDBPyConnection, batch: ImportBatch, given: Sequence[str]) -> None:
    """Make ``laid``: every entry to be written, as it stands after the import, with its changes."""
    path = files.outcome(batch, "assets")
    if not path.exists():
        connection.execute("CREATE TABLE laid AS SELECT 0 AS _id, '' AS class, '' AS asset_id, 0 AS pk WHERE false")
        return

    connection.execute(f"CREATE VIEW outcome AS SELECT * FROM {files.quoted(path)} WHERE class IN ('new', 'changed')")
    keys = [row[0] for row in connection.execute("SELECT pk FROM outcome WHERE pk IS NOT NULL").fetchall()]
    pieces = [asset_table(Asset.objects.filter(pk__in=keys[start : start + 900])) for start in range(0, len(keys), 900)]
    connection.register("known", pa.concat_tables([*pieces, asset_table(Asset.objects.none())]))
    typed = ", ".join(f"TRY_CAST({identifier(c.code)} AS {c.sql_type}) AS {identifier(c.code)}" for c in COMPARED)
    values = ", ".join(f"{merged(column, given)} AS {identifier(column.code)}" for column in COMPARED)
    connection.execute(
        f"CREATE TABLE laid AS WITH r AS (SELECT _pk, {STATED_NONE}, {typed} FROM known) "
        f"SELECT i._id, i.class, i.pk, i.version, i.sponsor_pk, i.sponsor_before, i.asset_id, i.changes, "
        f"{values}, {', '.join(marks(given))} FROM outcome i LEFT JOIN r ON r._pk = i.pk ORDER BY i._id"
    )
    connection.unregister("known")
    fields = ", ".join(f"{field(column)} AS {identifier('f_' + column.code)}" for column in FIELDS)
    connection.execute(
        f"CREATE TABLE fields AS SELECT m._id, {stated(given)} AS stated_none, {fields} FROM laid m ORDER BY m._id"
    )


def _keys(connection: duckdb.DuckDBPyConnection, batch: ImportBatch, count: int) -> None:
    """Give every new entry its primary key, and keep them: what is undone later."""
    keys = list(bulk.take_keys(Asset, count)) if count else []

    connection.register(
        "taken", pa.table({"nth": pa.array(range(1, len(keys) + 1), pa.int64()), "pk": pa.array(keys, pa.int64())})
    )
    connection.execute(
        "CREATE TABLE keys AS SELECT n._id, n.asset_id, t.pk FROM (SELECT _id, asset_id, "
        "row_number() OVER (ORDER BY _id) "
        "AS nth FROM laid WHERE class = 'new') n JOIN taken t USING (nth)"
    )
    connection.unregister("taken")
    path = files.folder_of(batch) / "outcome" / "keys.parquet"
    connection.execute(f"COPY keys TO {files.quoted(path)} (FORMAT parquet)")


def _new_entries(source: Source, at: datetime) -> int:
    fields = ", ".join(f"f.{identifier('f_' + code)}" for code in _ASSET_FIELDS)
    query = (
        f"SELECT k.pk, k.asset_id, l.sponsor_pk, f.stated_none, {fields} FROM keys k JOIN laid l USING (_id) "
        "JOIN fields f USING (_id) ORDER BY k._id"
    )
    rest = _not_sent()
    columns = ("id", "asset_id", "sponsor", "stated_none", *_ASSET_FIELDS, *rest)
    name = 4 + _ASSET_FIELDS.index("name")
    end = (*rest.values(), 1, bulk.moment(at), bulk.moment(at))
    rows = ((*row, *end, _search(row[1], row, name)) for row in source.cells(query))
    bulk.insert(Asset, (*columns, "version", "created_at", "changed_at", "search"), rows)
    _names(source)
    _observations(source)
    return int(source.connection.execute("SELECT count(*) FROM keys").fetchall()[0][0])


def _search(asset_id: str, row: Sequence[Any], name: int) -> str:
    """Return the search column, as the register's own actions fill it; *name* is where the fields' name stands."""
    first = name - _ASSET_FIELDS.index("name")
    named = (row[first + _ASSET_FIELDS.index(code)] for code in ("name", "platform_id", "filing_no"))
    return text_for(*named, asset_id)


def _names(source: Source) -> None:
    selects = " UNION ALL ".join(
        f"SELECT k.pk, '{kind}' AS kind, f.f_{kind} AS value, CAST(l.opened_on AS VARCHAR) AS since FROM keys k "
        f"JOIN fields f USING (_id) JOIN laid l USING (_id) WHERE f.f_{kind} <> ''"
        for kind in NAMED
    )
    bulk.insert(AssetName, ("asset", "kind", "value", "since"), source.cells(selects))


def _observations(source: Source) -> None:
    bulk.insert(
        Observation,
        ("asset", "measure", "value", "observed_on", "source"),
        source.cells(f"SELECT k.pk, o.* EXCLUDE (_id) FROM ({_observed()}) o JOIN keys k USING (_id)"),
    )


def _observed() -> str:
    """Return SQL for the observations an entry's own columns speak of: a value is one only with its day."""
    return " UNION ALL ".join(
        f"SELECT _id, '{code}' AS measure, CAST({code} AS VARCHAR) AS value, "
        f"CAST(observed_on AS VARCHAR) AS observed_on, "
        f"left(coalesce(nullif(activity_source, 'none'), '自报'), 80) AS source FROM laid "
        f"WHERE {code} IS NOT NULL AND observed_on IS NOT NULL"
        for code in OBSERVED
    )


def _changed_entries(source: Source, batch: ImportBatch, at: datetime) -> int:
    fields = ", ".join(f"f.{identifier('f_' + code)}" for code in _ASSET_FIELDS)
    query = (
        f"SELECT l.pk, l.version, l.asset_id, l.sponsor_pk, f.stated_none, {fields} "
        "FROM laid l JOIN fields f USING (_id) WHERE l.class = 'changed' ORDER BY l._id"
    )
    name = 5 + _ASSET_FIELDS.index("name")
    rows = ((*row[3:], _search(row[2], row, name), bulk.moment(at), row[0], row[1]) for row in source.cells(query))
    columns = ("sponsor", "stated_none", *_ASSET_FIELDS, "search", "changed_at")
    count = bulk.update(Asset, columns, rows, versioned=True)
    _renamed(source, at)
    _observed_anew(source, batch)
    return count


def _observed_anew(source: Source, batch: ImportBatch) -> None:
    """Add what was observed of changed entries, where it is not known yet, and keep what was added: an undo takes it.

    What is known of a day and source stands, whatever the sheet says of it.
    """
    rows = list(
        source.cells(
            f"SELECT l.pk, o.* EXCLUDE (_id) FROM ({_observed()}) o JOIN laid l USING (_id) WHERE l.class = 'changed'"
        )
    )
    known: set[tuple[Any, ...]] = set()
    for some in chunks(sorted({row[0] for row in rows})):
        found = Observation.objects.filter(asset__in=some)
        known |= {(a, m, str(d), s) for a, m, d, s in found.values_list("asset", "measure", "observed_on", "source")}
    added = {(a, m, d, s): v for a, m, v, d, s in rows if (a, m, d, s) not in known}
    bulk.insert(Observation, (*OBSERVED_KEY, "value"), ((*key, value) for key, value in added.items()))
    columns = list(zip(*added, strict=True)) or [()] * len(OBSERVED_KEY)
    kinds = (pa.int64(), *(pa.string() for _ in OBSERVED_KEY[1:]))
    kept = {name: pa.array(c, kind) for name, c, kind in zip(OBSERVED_KEY, columns, kinds, strict=True)}
    pq.write_table(pa.table(kept), files.folder_of(batch) / "outcome" / "observed.parquet")


def _renamed(source: Source, at: datetime) -> None:
    found = list(
        source.cells(
            "SELECT pk, c.code, c.after FROM (SELECT pk, unnest(changes) AS c FROM laid WHERE class = 'changed') "
            f"WHERE c.code IN {NAMED}",
        )
    )
    for code in NAMED:
        keys = [pk for pk, kind, _ in found if kind == code]
        for start in range(0, len(keys), 900):
            old = AssetName.objects.filter(asset__in=keys[start : start + 900], kind=code, until=None)
            old.update(until=at.date())
    AssetName.objects.bulk_create(
        [AssetName(asset_id=pk, kind=k, value=v, since=at.date()) for pk, k, v in found if v and v != "none"],
        batch_size=1000,
    )


def _child(source: Source, batch: ImportBatch, child: Child, done: dict[str, int]) -> None:
    path = files.outcome(batch, child.code)
    unit = child.code == "audiences"
    own = [code for code in child.key if code != "unit_id"]
    cells = ", ".join(_cell(child, code) for code in (*own, *child.values))
    tail = ", o.unit_pk" if unit else ""
    query = (
        f"SELECT coalesce(o.asset_pk, k.pk), {cells}{tail} FROM {files.quoted(path)} o LEFT JOIN keys k "
        "ON k.asset_id = o.asset_id WHERE o.class = 'new' AND coalesce(o.asset_pk, k.pk) IS NOT NULL ORDER BY o._id"
    )
    extra = {"functions": ("works",)}.get(child.code, ())
    columns = ("asset", *own, *child.values, *(("unit",) if unit else ()), *extra)
    rows = [(*row, *(None for _ in extra)) for row in source.cells(query)]
    bulk.insert(child.model, columns, rows)
    done["new"] += len(rows)
    if not child.fixed:
        for value in child.values:
            _change_child(source, child, path, value)
        counted = f"SELECT count(*) FROM {files.quoted(path)} WHERE class = 'changed'"
        done["changed"] += int(source.connection.execute(counted).fetchall()[0][0])


def _change_child(source: Source, child: Child, path: Any, value: str) -> None:
    """Update one column where it was sent and differs; a silent cell changes nothing."""
    rows = source.cells(
        f"SELECT {_cell(child, value)}, o.pk FROM {files.quoted(path)} o WHERE o.class = 'changed' AND o.{value} "
        "IS NOT NULL ORDER BY o._id",
    )
    bulk.update(child.model, (value,), rows, versioned=False)


def _cell(child: Child, code: str) -> str:
    kind = child.model._meta.get_field(code).get_internal_type()  # type: ignore[union-attr]  # no such field there
    if kind in {"CharField", "TextField"}:
        return f"coalesce(nullif(CAST(o.{code} AS VARCHAR), 'none'), '')"
    return f"CAST(o.{code} AS VARCHAR)" if kind == "DateField" else f"o.{code}"


def _audit(source: Source, batch: ImportBatch, *, by: Actor, at: datetime, request_id: str) -> None:
    audit.write(by=by, at=at, deeds=_deeds(source, batch, by), request_id=request_id)


def _deeds(source: Source, batch: ImportBatch, by: Actor) -> Iterator[Deed]:
    role = by.role_for(Permission.IMPORT_RUN)
    told = {"role": role, "reason": batch.reason, "rule": ""}
    yield Deed("census.import", "import", str(batch.pk), None, {"counts": batch.counts, "file": batch.title},
               unit=batch.unit.unit_id, **told)  # fmt: skip
    if files.outcome(batch, "assets").exists():
        query = "SELECT class, asset_id, sponsor_unit_id, CAST(to_json(changes) AS VARCHAR) FROM laid ORDER BY _id"
        for kind, asset_id, unit, said in source.cells(query):
            changes = json.loads(said)
            before = {each["code"]: each["before"] for each in changes} if kind == "changed" else None
            after = {each["code"]: each["after"] for each in changes}
            yield Deed(f"registry.import_{kind}", "asset", asset_id, before, after, unit=unit, **told)
    for child in CHILDREN:
        path = files.outcome(batch, child.code)
        if path.exists():
            yield from _child_deeds(source, child, path, batch, told)


def _child_deeds(source: Source, child: Child, path: Any, batch: ImportBatch, told: dict[str, str]) -> Iterator[Deed]:
    """Give one entry for all rows that hang on one registered entry: they are its facts."""
    columns = ", ".join(f"'{code}': CAST({code} AS VARCHAR)" for code in (*child.key, *child.values))
    query = (
        f"SELECT asset_id, CAST(to_json(list({{'class': class, 'before': to_json(changes), {columns}}})) AS VARCHAR) "
        f"FROM {files.quoted(path)} WHERE class IN ('new', 'changed') GROUP BY 1 ORDER BY 1"
    )
    for asset_id, said in source.cells(query):
        after = {child.code: json.loads(said)}
        yield Deed(f"registry.import_{child.code}", "asset", asset_id, None, after, unit=batch.unit.unit_id, **told)
