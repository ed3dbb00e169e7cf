"""Notices joined into groups of one task: whatever pairs connect belongs together."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from jianfu.engine.backends.backend import Backend

Whole = npt.NDArray[Any]

GROUPED = pa.schema([("group_id", pa.string()), ("notice_id", pa.string())])


def connect(backend: Backend, pairs: str, *, into: str) -> None:
    """Make table *into* (group_id, notice_id) of the connected notices of *pairs* (left_id, right_id).

    A group bears the first of its members' ids. All pairs pass through one worker at once: some 100 bytes each.
    """
    backend.sql(
        f"""SELECT list(left_id ORDER BY left_id, right_id) AS lefts,
            list(right_id ORDER BY left_id, right_id) AS rights
        FROM {pairs}""",
        into=f"{into}_gathered",
    )
    backend.map(f"{into}_gathered", connected, GROUPED, into)


def connected(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the groups of the batch's pairs (lefts, rights: lists of equal length, or null for none)."""
    lefts, rights = batch["lefts"].flatten(), batch["rights"].flatten()
    both = pa.concat_arrays([lefts, rights]).cast(pa.string())
    ids = np.array(sorted(set(both.to_pylist())), dtype=object)
    places = np.searchsorted(ids, np.array(both.to_pylist(), dtype=object)) if len(ids) else np.empty(0, np.int64)
    first = _components(places[: len(lefts)], places[len(lefts) :], len(ids))
    columns = [pa.array(ids[first].tolist(), pa.string()), pa.array(ids.tolist(), pa.string())]
    return pa.RecordBatch.from_arrays(columns, schema=GROUPED)


def _components(lefts: Whole, rights: Whole, count: int) -> Whole:
    """Return for each of *count* places the lowest place it is connected with."""
    lowest = np.arange(count)
    while True:
        before = lowest.copy()
        least = np.minimum(lowest[lefts], lowest[rights])
        np.minimum.at(lowest, lowest[lefts], least)
        np.minimum.at(lowest, lowest[rights], least)
        while not np.array_equal(lowest, jumped := lowest[lowest]):
            lowest = jumped
        if np.array_equal(before, lowest):
            return lowest
