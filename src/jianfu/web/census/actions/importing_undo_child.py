"""Undo what an import hung on entries (functions, audiences, observations): what was changed since stays, listed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq
from django.db.models import Q

from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.jobs import Steps
from jianfu.web.base.models import AuditEntry
from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.actions.importing_child import Child
from jianfu.web.census.actions.importing_files import chunks
from jianfu.web.census.models import ImportBatch
from jianfu.web.registry.models import Observation

Row = Mapping[str, Any]


def undo_child(
    batch: ImportBatch, child: Child, left: list[dict[str, str]], *, reason: str, progress: Steps
) -> Iterator[Deed]:
    """Take out the rows the import added and put back those it changed, so far as they are as it left them.

    Yields one entry for the audit chain for all rows of an entry; adds to *left* the entries of rows that stay.
    """
    done: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, one in (("new", _take_out), ("changed", _put_back)):
        for some in chunks(_rows(batch, child, kind)):
            for row in some:
                if one(child, row):
                    done[row["asset_id"]].append({"class": kind, **{code: _text(row[code]) for code in child.key}})
                else:
                    left.append({"asset_id": row["asset_id"], "name": "", "why": "changed"})
            progress.advance(len(some))
    for asset_id, rows in done.items():
        yield Deed("registry.import_undone", "asset", asset_id, {child.code: rows}, None, reason=reason)


def undo_observed(batch: ImportBatch) -> None:
    """Take out what the import observed of entries it changed."""
    path = files.folder_of(batch) / "outcome" / "observed.parquet"
    if not path.exists():
        return
    for some in chunks(pq.read_table(path).to_pylist()):
        either = Q(pk=None)
        for row in some:
            either |= Q(**{"asset_id" if name == "asset" else name: value for name, value in row.items()})
        Observation.objects.filter(either).delete()


def _rows(batch: ImportBatch, child: Child, kind: str) -> list[Row]:
    path = files.outcome(batch, child.code)
    return list(pq.read_table(path, filters=[("class", "=", kind)]).to_pylist()) if path.exists() else []


def _take_out(child: Child, row: Row) -> bool:
    """Delete an added row; False where it no longer says what the import wrote. One that is gone already is undone."""
    ways = dict(child.ways)
    key = {ways.get(code, code): "" if row[code] is None else row[code] for code in child.key}
    found = child.model._default_manager.filter(asset__asset_id=row["asset_id"], **key)
    known = found.values("pk", *child.values).first()
    if known is None:
        return True
    if any(_shown(known[code]) != _shown(row[code]) for code in child.values):
        return False
    found.delete()
    return True


def _put_back(child: Child, row: Row) -> bool:
    """Restore a changed row; False where it no longer says what the import wrote."""
    changes = row["changes"]
    known = child.model._default_manager.filter(pk=row["pk"]).values(*child.values).first()
    if known is None or any(_shown(known[each["code"]]) != _shown(each["after"]) for each in changes):
        return False
    values = {each["code"]: _value(child, each["code"], each["before"]) for each in changes}
    child.model._default_manager.filter(pk=row["pk"]).update(**values)
    return True


def _shown(value: Any) -> str:
    """Return a value as text, so that what was sent can be held against what the register holds."""
    if value is None or value == "none":
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _value(child: Child, code: str, text: str | None) -> Any:
    kind = child.model._meta.get_field(code).get_internal_type()  # type: ignore[union-attr]  # no such field there
    if text is None:
        return "" if kind in {"CharField", "TextField"} else None
    return text == "true" if kind == "BooleanField" else text


def once_each(left: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return each entry once, with the name where one row of it has one."""
    found: dict[str, dict[str, str]] = {}
    for each in left:
        kept = found.setdefault(each["asset_id"], dict(each))
        kept["name"] = kept["name"] or each["name"]
    return list(found.values())


def with_who(batch: ImportBatch, left: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return each entry with who changed it last since the import, when, and which columns since; empty if unknown."""
    told = {each["asset_id"]: {**each, "who": "", "when": "", "what": ""} for each in left}
    for some in chunks(list(told)):
        since = AuditEntry.objects.filter(object_kind="asset", object_id__in=some, at__gt=batch.committed_at)
        for entry in since.order_by("seq"):
            one = told[entry.object_id]
            columns = dict.fromkeys([*one["what"].split(";"), *_differing(entry)])
            one["who"], one["when"] = entry.actor, entry.at.isoformat()
            one["what"] = ";".join(code for code in columns if code)
    return list(told.values())


def _differing(entry: AuditEntry) -> list[str]:
    before, after = entry.before or {}, entry.after or {}
    return [code for code in {**before, **after} if before.get(code) != after.get(code)]
