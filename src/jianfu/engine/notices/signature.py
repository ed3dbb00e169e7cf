"""MinHash signatures: 160 bytes a text, of which the share that agrees estimates the Jaccard index of two texts.

The sketch is made by throwing every shingle into one of 160 bins, round after round with a new hash until no bin of the
text is empty; a bin keeps the smallest hash of the earliest round that reached it. Each bin then agrees between two
texts with a probability of exactly their Jaccard index, however short they are, at a cost of some thousand hashes a
text instead of 160 for every shingle.

*Source:* S. Dahlgaard, M. B. T. Knudsen, M. Thorup: Fast similarity sketching, FOCS 2017 (the idea; the code is ours).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from jianfu.engine.notices.shingle import Folded, shingles

Whole = npt.NDArray[Any]

BANDS = 32
ROWS = 5
BINS = BANDS * ROWS
"""A pair at 0.7 shares a whole band of five with probability 1 - (1 - 0.7^5)^32 = 0.997, so that the recall promised
holds for every pair, not only on average."""

ROUNDS = 64
ROUND_SHIFT = np.uint32(26)
HASH_MASK = np.uint64((1 << 26) - 1)
SLICE_TEXTS = 1024
"""Texts worked on at a time: their arrays stay in the processor's cache."""

_EMPTY = np.uint32(0xFFFFFFFF)
_GOLDEN = 0x9E3779B97F4A7C15
_MIX_ONE, _MIX_TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SPREAD = np.uint32(0x9E3779B1)
_HALF = np.uint64(32)


def signatures(texts: Folded) -> Whole:
    """Return one row of BINS bytes a text; the row of a text without shingles means nothing."""
    starts, made = texts.starts, np.empty((len(texts.ends), BINS), np.uint8)
    for low in range(0, len(texts.ends), SLICE_TEXTS):
        high = min(low + SLICE_TEXTS, len(texts.ends))
        begin = starts[low]
        part = Folded(texts.codes[begin : texts.ends[high - 1]], texts.ends[low:high] - begin)
        made[low:high] = _bytes(*shingles(part))
    return made


def band_keys(made: Whole) -> Whole:
    """Return one row of BANDS whole numbers a signature: five of its bytes each, so that equal keys are equal bands."""
    parts = made.reshape(-1, BANDS, ROWS).astype(np.int64)
    keys = parts[:, :, 0]
    for row in range(1, ROWS):
        keys = (keys << 8) | parts[:, :, row]
    return keys


def _bytes(packed: Whole, counts: Whole) -> Whole:
    """Return the signatures of texts given by their shingles: the top byte of each bin's hash, spread evenly."""
    bins = np.full(len(counts) * BINS, _EMPTY, np.uint32)
    owner = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    hashes = _mixed(packed)
    for turn in range(ROUNDS):
        _throw(bins, hashes, owner, turn)
        waiting = (bins.reshape(-1, BINS) == _EMPTY).any(axis=1)
        kept = waiting[owner]
        if not kept.all():
            hashes, owner = hashes[kept], owner[kept]
        if not len(owner):
            break
    _fill(bins.reshape(-1, BINS), hashes, owner)
    made: Whole = ((bins * _SPREAD) >> np.uint32(24)).astype(np.uint8)
    rows: Whole = made.reshape(-1, BINS)
    return rows


def _throw(bins: Whole, hashes: Whole, owner: Whole, turn: int) -> None:
    """Throw every shingle into a bin of its text. Earlier rounds have smaller values, so they win."""
    thrown = _mixed(hashes + np.uint64(turn * _GOLDEN & 0xFFFFFFFFFFFFFFFF))
    place = owner * BINS + ((thrown >> _HALF) * np.uint64(BINS) >> _HALF).astype(np.int64)
    value = (thrown & HASH_MASK).astype(np.uint32) | (np.uint32(turn) << ROUND_SHIFT)
    np.minimum.at(bins, place, value)


def _fill(bins: Whole, hashes: Whole, owner: Whole) -> None:
    """Give bins still empty (of very short texts) the smallest hash over all shingles, each bin with a hash of its own.

    A value of the last round with all hash bits set could be taken for empty; it then is refilled, on both sides alike.
    """
    if not len(owner):
        return
    rows, first = np.unique(owner, return_index=True)
    for column in range(BINS):
        empty = bins[rows, column] == _EMPTY
        if empty.any():
            salt = np.uint64((ROUNDS + column) * _GOLDEN & 0xFFFFFFFFFFFFFFFF)
            least = np.minimum.reduceat(_mixed(hashes + salt), first)
            bins[rows[empty], column] = (least[empty] >> _HALF).astype(np.uint32)


def _mixed(values: Whole) -> Whole:
    """Return 64 bits in which every bit hangs on every bit given (the finaliser of SplitMix64)."""
    mixed: Whole = (values ^ (values >> np.uint64(30))) * _MIX_ONE
    mixed ^= mixed >> np.uint64(27)
    mixed *= _MIX_TWO
    mixed ^= mixed >> np.uint64(31)
    return mixed
