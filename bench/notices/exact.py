"""The exact check every peer's candidates go through: Jaccard over sets of character 3-grams, in two processes."""

import unicodedata
from collections.abc import Iterable
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

THRESHOLD = 0.7
AT_ONCE = 20_000
PROCESSES = 2
_texts: list[str] = []


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def shingles(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def similarity(left: str, right: str) -> float:
    one, other = shingles(left), shingles(right)
    if not one or not other:
        return float(left == right)
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def read(path: Path) -> tuple[list[str], list[str]]:
    """Return ids and folded texts."""
    table = pq.read_table(path)
    return table["notice_id"].to_pylist(), [fold(text) for text in table["text"].to_pylist()]


def check(candidates: Iterable[tuple[int, int]], ids: list[str], texts: list[str], out: Path) -> int:
    """Write the pairs (left_id, right_id) that reach the threshold; return how many candidates came."""
    rest = iter(candidates)
    parts = iter(lambda: list(islice(rest, AT_ONCE)), [])
    _texts.extend(texts)
    came, kept = 0, []
    # Forked, so that the texts are shared and not sent.
    with get_context("fork").Pool(PROCESSES) as pool:
        for size, found in pool.imap_unordered(_reaching, parts):
            came += size
            kept += [tuple(sorted((ids[one], ids[other]))) for one, other in found]
    columns = [[pair[0] for pair in kept], [pair[1] for pair in kept]]
    pq.write_table(pa.table(columns, names=["left_id", "right_id"]), out)
    return came


def _reaching(pairs: list[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    found = [(one, other) for one, other in pairs if similarity(_texts[one], _texts[other]) >= THRESHOLD]
    return len(pairs), found
