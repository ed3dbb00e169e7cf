"""Texts compared over Arrow batches: the matter of a group and the name of an entry, without what says nothing.

Distances are counted in characters by RapidFuzz, on every engine alike.
"""

import re
from functools import partial

import pyarrow as pa
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from jianfu.engine.backends.backend import Backend
from jianfu.engine.names.fold import fold

FORMS = re.compile(
    r"(工作)?(专班|专项|小组|领导小组|联络|联系|协调|调度|推进|报送|信息|通知|部署|落实|交流|办公|微信|钉钉|qq|群组?|工作)+"
)
"""Words for the form in which a matter is handled, not for the matter: 防汛工作专班 and 防汛调度 are both 防汛."""

PERIOD = re.compile(r"[0-9]{2,4}(年度?|届)?|第?[0-9一二三四五六七八九十]+(期|批|季度|月份?)")
"""Which year, batch or season: the matter stays the same from one to the next."""

MATTERS = pa.schema([("matter", pa.string()), ("matter_key", pa.string()), ("matter_core", pa.string())])
NAMES = pa.schema([("asset_id", pa.string()), ("name_key", pa.string()), ("name_core", pa.string())])


def matters(backend: Backend) -> None:
    """Make table ``link_matters`` (matter, matter_key, matter_core): each matter of ``entries`` once, as it is written.

    The key is the text folded; the core is the key without forms and periods, or the key where nothing else is left.
    A matter not stated, or stated to be 无, has no row.
    """
    backend.sql("SELECT DISTINCT matter FROM entries WHERE nullif(matter, 'none') IS NOT NULL", into="matters_given")
    backend.map("matters_given", _batch_matters, MATTERS, into="link_matters")


def names(backend: Backend, ids: str, into: str) -> None:
    """Make table *into* (asset_id, name_key, name_core) for the entries whose ids the SELECT *ids* gives.

    The key is the name folded; the core is the key without its unit's name, forms and periods, and may be empty.
    """
    given = (
        f"SELECT DISTINCT e.asset_id, e.name, e.sponsor_unit FROM entries e JOIN ({ids}) i ON i.asset_id = e.asset_id"
    )
    backend.sql(given, into="names_given")
    backend.map("names_given", _batch_names, NAMES, into=into)


def matter_core(key: str) -> str:
    """Return what a folded matter is about: without form and period, or the whole where nothing else is left."""
    return PERIOD.sub("", FORMS.sub("", key)) or key


def name_core(key: str, unit: str) -> str:
    """Return what a folded name says beyond its unit: without the unit's name, form and period; may be empty."""
    return PERIOD.sub("", FORMS.sub("", key.replace(unit, "") if unit else key))


def _batch_matters(batch: pa.RecordBatch) -> pa.RecordBatch:
    given = batch.column("matter").to_pylist()
    keys = [_folded(matter) for matter in given]
    cores = [key and matter_core(key) for key in keys]
    return pa.RecordBatch.from_pydict({"matter": given, "matter_key": keys, "matter_core": cores}, schema=MATTERS)


def _batch_names(batch: pa.RecordBatch) -> pa.RecordBatch:
    keys = [_folded(name) for name in batch.column("name").to_pylist()]
    units = [_folded(unit) or "" for unit in batch.column("sponsor_unit").to_pylist()]
    cores = [None if key is None else name_core(key, unit) for key, unit in zip(keys, units, strict=True)]
    ids = batch.column("asset_id").to_pylist()
    return pa.RecordBatch.from_pydict({"asset_id": ids, "name_key": keys, "name_core": cores}, schema=NAMES)


def _folded(text: str | None) -> str | None:
    return (fold(text) or None) if text else None


def liken(backend: Backend, table: str, left: str, right: str, into: str) -> None:
    """Make table *into*: *table* with a column ``likeness``, 1 less the share of characters that differ (Levenshtein).

    *left* and *right* are its text columns. Where either is null or empty, the likeness is null.
    """
    schema = backend.sql(f"SELECT *, CAST(0.0 AS DOUBLE) AS likeness FROM {table} LIMIT 0").schema
    backend.map(table, partial(_batch_likeness, left=left, right=right), schema, into=into)


def _batch_likeness(batch: pa.RecordBatch, *, left: str, right: str) -> pa.RecordBatch:
    ones, others = batch.column(left).to_pylist(), batch.column(right).to_pylist()
    alike = cpdist(
        [one or "" for one in ones], [other or "" for other in others], scorer=Levenshtein.normalized_similarity
    )
    told = [
        round(float(value), 4) if one and other else None for one, other, value in zip(ones, others, alike, strict=True)
    ]
    return batch.append_column("likeness", pa.array(told, pa.float64()))
