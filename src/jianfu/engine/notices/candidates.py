"""Pairs of texts that may be alike: those sharing a band of their signatures whose estimated likeness is high enough.

The estimate is taken from two bits of each of the signature's bytes, inside the very join that finds who shares a band:
a flood of pairs that share a template never becomes rows.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.shingle import SIZE, folded
from jianfu.engine.notices.signature import BANDS, BINS, band_keys, signatures

Whole = npt.NDArray[Any]

BITS = 2 * BINS
"""Bits kept of a signature for the estimate."""
WORDS = BITS // 64

MARGIN = 0.15
"""How far below the threshold an estimate may lie: more than three standard deviations (0.047 at 0.7)."""

BUCKET_CAP = 1000
"""Texts of one bucket that are all compared with each other."""
FAN_OUT = 200
"""In a fuller bucket each is compared with so many after it, in the order of the bits kept."""

_KEYS = tuple(f"band_{band}" for band in range(BANDS))
_WORDS = tuple(f"word_{word}" for word in range(WORDS))
SKETCHES = pa.schema([("n", pa.int64()), *((name, pa.int64()) for name in (*_KEYS, *_WORDS))])


def sketched(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return n, band keys and estimate bits of the batch's texts (columns n, text); texts too short are left out."""
    texts = folded(batch["text"])
    long_enough = np.flatnonzero(texts.lengths >= SIZE)
    made = signatures(texts)[long_enough]
    columns = np.column_stack((band_keys(made), estimate_words(made)))
    sketches = [pa.array(np.ascontiguousarray(column)) for column in columns.T]
    return pa.RecordBatch.from_arrays([batch["n"].take(pa.array(long_enough)), *sketches], schema=SKETCHES)


def estimate_words(made: Whole) -> Whole:
    """Return the two lowest bits of every byte of the signatures, packed into WORDS whole numbers a row."""
    bits = np.concatenate(((made & 1), (made >> 1) & 1), axis=1)
    return np.packbits(bits, axis=1).view("<i8")


def candidates(backend: Backend, texts: str, *, threshold: float, into: str) -> int:
    """Make table *into* (left_n, right_n), left below right, of *texts* (n, text) that may reach *threshold*.

    Returns how many buckets were too full for all their pairs to be compared. Also makes ``{into}_sketches`` and
    ``{into}_crowded`` (band, key).
    """
    sketches, crowded = f"{into}_sketches", f"{into}_crowded"
    backend.map(texts, sketched, SKETCHES, sketches)
    backend.sql(_crowded(sketches), into=crowded)
    full = {row["band"]: row["n"] for row in backend.sql(_crowded_bands(crowded)).to_pylist()}
    least = _least_bits(threshold)
    parts = []
    for band in range(BANDS):
        parts.append(f"{into}_{band}")
        backend.sql(_shared(sketches, band, least, crowded if band in full else ""), into=parts[-1])
    union = " UNION ALL ".join(f"SELECT left_n, right_n FROM {part}" for part in parts)
    backend.sql(f"SELECT DISTINCT left_n, right_n FROM ({union})", into=into)
    return sum(full.values())


def _least_bits(threshold: float) -> int:
    """Return how many bits must agree: of a share J of the bins both do, of the others each does half the time."""
    return int(BITS * (1 + max(threshold - MARGIN, 0.0)) / 2)


def _crowded(sketches: str) -> str:
    return " UNION ALL ".join(
        f"SELECT {band} AS band, {key} AS key FROM {sketches} GROUP BY {key} HAVING count(*) > {BUCKET_CAP}"
        for band, key in enumerate(_KEYS)
    )


def _crowded_bands(crowded: str) -> str:
    return f"SELECT band, count(*) AS n FROM {crowded} GROUP BY band"


def _shared(sketches: str, band: int, least: int, crowded: str) -> str:
    """Return SQL for the pairs sharing a band; where it has *crowded* buckets, theirs are of near neighbours only."""
    key = _KEYS[band]
    if not crowded:
        return _joined(sketches, sketches, f"a.{key} = b.{key} AND a.n < b.n", least)
    keys = f"SELECT key FROM {crowded} WHERE band = {band}"
    few = f"(SELECT * FROM {sketches} WHERE {key} NOT IN ({keys}))"
    order = ", ".join((*_WORDS, "n"))
    many = f"""(
    SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {order}) AS place
    FROM {sketches} WHERE {key} IN ({keys}))"""
    near = f"a.{key} = b.{key} AND b.place > a.place AND b.place <= a.place + {FAN_OUT}"
    return f"""
    {_joined(few, few, f"a.{key} = b.{key} AND a.n < b.n", least)}
    UNION ALL {_joined(many, many, near, least)}"""


def _joined(left: str, right: str, condition: str, least: int) -> str:
    differing = " + ".join(f"bit_count(xor(a.{word}, b.{word}))::INTEGER" for word in _WORDS)
    return f"""
    SELECT least(a.n, b.n) AS left_n, greatest(a.n, b.n) AS right_n
    FROM {left} a JOIN {right} b ON {condition}
    WHERE {differing} <= {BITS - least}"""
