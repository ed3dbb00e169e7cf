"""Texts folded and cut into character 3-grams, a whole batch at a time.

A text is folded by NFKC and loses its white space; its shingles are the runs of three characters in what is left, each
packed without loss into 63 bits.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Whole = npt.NDArray[Any]

SIZE = 3
BITS = np.uint64(21)
"""A code point fits in 21 bits."""

DIGEST_BYTES = 16
_GONE, _INVOLVED = 0xFFFFFFFF, 0xFFFFFFFE
_PLANE = 0x10000
_JAMO = range(0x1100, 0x1200)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded texts one after another: ``codes`` are code points, text *i* is ``codes[ends[i - 1]:ends[i]]``."""

    codes: Whole
    ends: Whole

    @property
    def starts(self) -> Whole:
        """Return where each text begins."""
        return np.concatenate(([0], self.ends[:-1])).astype(np.int64)

    @property
    def lengths(self) -> Whole:
        """Return the characters of each text."""
        return np.diff(self.ends, prepend=0)


def fold(text: str) -> str:
    """Return the text after NFKC folding, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def folded(texts: pa.Array) -> Folded:
    """Return the texts of an Arrow array folded; a missing text is an empty one."""
    plain = pc.fill_null(texts, "").to_pylist()
    first = _through(plain, _table())
    involved = np.flatnonzero(first.codes == _INVOLVED)
    if not len(involved):
        return _without_gone(first)
    for at in np.unique(np.searchsorted(first.ends, involved, side="right")).tolist():
        plain[at] = fold(plain[at])
    again = _through(plain, _table())
    raw = _codes(plain)
    return _without_gone(Folded(np.where(again.codes == _INVOLVED, raw, again.codes), again.ends))


def shingles(texts: Folded) -> tuple[Whole, Whole]:
    """Return the packed shingles of all texts one after another (repeats included), and how many each text has.

    A text of fewer than three characters has none.
    """
    codes = np.concatenate((texts.codes, np.zeros(SIZE - 1, np.uint32))).astype(np.uint64)
    packed = (((codes[:-2] << BITS) | codes[1:-1]) << BITS) | codes[2:]
    whole = np.ones(len(packed), bool)
    lengths = texts.lengths
    for short in range(1, SIZE):
        whole[(texts.ends - short)[lengths >= short]] = False
    return packed[whole], np.maximum(lengths - (SIZE - 1), 0)


def digests(texts: Folded) -> list[bytes]:
    """Return 128 bits that stand for each folded text: equal texts have equal ones."""
    bounds = (np.concatenate(([0], texts.ends)) * 4).tolist()
    raw = texts.codes.astype("<u4").tobytes()
    pairs = pairwise(bounds)
    return [blake2b(raw[low:high], digest_size=DIGEST_BYTES).digest() for low, high in pairs]


def _codes(plain: list[str]) -> Whole:
    return np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), "<u4")


def _through(plain: list[str], table: Whole) -> Folded:
    codes = _codes(plain)
    ends = np.cumsum(np.fromiter(map(len, plain), np.int64, len(plain)))
    looked = table[np.minimum(codes, _PLANE)]
    return Folded(looked, ends)


def _without_gone(texts: Folded) -> Folded:
    kept = texts.codes != _GONE
    before = np.concatenate(([0], np.cumsum(kept)))
    return Folded(texts.codes[kept], before[texts.ends])


@cache
def _table() -> Whole:
    """Return what each character folds to by itself; _INVOLVED where only the whole text tells (or beyond 16 bits)."""
    return np.array([*(_alone(code) for code in range(_PLANE)), _INVOLVED], np.uint32)


def _alone(code: int) -> int:
    character = chr(code)
    if character.isspace():
        return _GONE
    became = unicodedata.normalize("NFKC", character)
    if len(became) != 1 or unicodedata.category(became)[0] == "M" or ord(became) in _JAMO:
        return _INVOLVED
    return _GONE if became.isspace() else ord(became)
