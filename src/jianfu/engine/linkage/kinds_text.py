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

CORES = pa.schema([(name, pa.string()) for name in ("asset_id", "matter_key", "matter_core", "name_key", "name_core")])


def cores(backend: Backend) -> None:
    """Make table ``link_texts`` (asset_id, matter_key, matter_core, name_key, name_core) from ``entries``.

    A key is the text folded; a core is the key without forms and periods, and a name's also without its unit's name.
    Null where there is no text, or 无. A core with nothing left is the key itself for a matter, empty for a name.
    """
    backend.sql("SELECT asset_id, matter, name, sponsor_unit FROM entries", into="link_texts_given")
    backend.map("link_texts_given", _batch_cores, CORES, into="link_texts")


def matter_core(key: str) -> str:
    """Return what a folded matter is about: without form and period, or the whole where nothing else is left."""
    return PERIOD.sub("", FORMS.sub("", key)) or key


def name_core(key: str, unit: str) -> str:
    """Return what a folded name says beyond its unit: without the unit's name, form and period; may be empty."""
    return PERIOD.sub("", FORMS.sub("", key.replace(unit, "") if unit else key))


def _batch_cores(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
    matters = [_given(text) for text in columns["matter"]]
    names = [_given(text) for text in columns["name"]]
    units = [_given(text) or "" for text in columns["sponsor_unit"]]
    return pa.RecordBatch.from_pydict(
        {
            "asset_id": columns["asset_id"],
            "matter_key": matters,
            "matter_core": [matter_core(matter) if matter else None for matter in matters],
            "name_key": names,
            "name_core": [name and name_core(name, unit) for name, unit in zip(names, units, strict=True)],
        },
        schema=CORES,
    )


def _given(text: str | None) -> str | None:
    return (fold(text) or None) if text and text != "none" else None


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
