"""How two entries compare, field by field: each field comes to one level, a plain word that the model weighs.

Distances count characters (RapidFuzz), never bytes.
"""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.comparisons_word import TAIL_LEVELS, differ_in_number, forked, is_short_for, tail_levels

FIELDS = ("name", "tail", "place", "uid", "sponsor", "region", "opened", "followers")
LEVELS = {
    "name": ("same", "number", "core", "bare", "sound", "slip", "place_only", "held_end", "held_near", "held", "short",
             "fork", "near", "half", "some", "other"),
    "tail": TAIL_LEVELS,
    "place": ("same", "held", "near", "different"),
    "uid": ("same", "slip", "different"),
    "sponsor": ("number", "other_number", "same", "organ_unplaced", "sound", "slip", "slip_elsewhere",
                "organ_elsewhere", "held", "short", "near", "different"),
    "region": ("same", "within", "county", "different"),
    "opened": ("same", "near", "after_closing", "apart"),
    "followers": ("near", "fairly", "apart"),
}  # fmt: skip
"""The levels of each field; the first that holds is taken. Null: something is missing on one side."""

COMPARED = pa.schema([(name, pa.string()) for name in ("left_id", "right_id", *FIELDS)])
SAME_FOLLOWERS, NEAR_DAYS = 0.12, 45
Flags = NDArray[np.bool_]
COMPARED_COLUMNS = ("bare", "place", "tail", "core", "sound", "uid", "sponsor_place", "sponsor_core",
                    "sponsor_sound", "unit_id", "region", "opened_on", "closed_on", "followers")  # fmt: skip


def compare(backend: Backend, pairs: str, into: str) -> None:
    """Make table *into* (``COMPARED``: left_id, right_id and a level for each of ``FIELDS``).

    *pairs* is a table (left_n, right_n) of numbers in ``link_numbered``.
    """
    both = ", ".join(f"l.{name} AS {name}_l, r.{name} AS {name}_r" for name in COMPARED_COLUMNS)
    backend.sql(
        f"""SELECT l.asset_id AS left_id, r.asset_id AS right_id, {both}
        FROM {pairs} p JOIN link_numbered l ON l.n = p.left_n JOIN link_numbered r ON r.n = p.right_n""",
        into="link_beside",
    )
    backend.map("link_beside", compare_batch, COMPARED, into=into)


def compare_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the levels of a batch of pairs; what either side lacks is null."""
    texts = {name: batch.column(name) for name in batch.schema.names}
    levels = (
        _names(texts),
        _tails(texts),
        _places(texts),
        _accounts(texts),
        _sponsors(texts),
        _regions(texts),
        _opened(texts),
        _followers(texts),
    )
    arrays = [texts["left_id"].cast(pa.string()), texts["right_id"].cast(pa.string()), *levels]
    return pa.RecordBatch.from_arrays(arrays, schema=COMPARED)


Columns = dict[str, pa.Array]


def _names(columns: Columns) -> pa.Array:
    """Compare what the names say, place and ending apart."""
    left, right = _text(columns["core_l"]), _text(columns["core_r"])
    whole_left, whole_right = _text(columns["bare_l"]), _text(columns["bare_r"])
    distance = _distance(left, right)
    whole = _distance(whole_left, whole_right)
    longest = np.maximum(_lengths(left), _lengths(right))
    shortest = np.minimum(_lengths(left), _lengths(right))
    held = np.array([a in b or b in a for a, b in zip(left, right, strict=True)], dtype=bool)
    number = _each(differ_in_number, left, right)
    fork = np.fromiter(map(forked, left, right), dtype=np.int64, count=len(left))
    likeness = np.maximum(
        1.0 - distance / np.maximum(longest, 1),
        1.0 - whole / np.maximum(np.maximum(_lengths(whole_left), _lengths(whole_right)), 1),
    )
    one_slip = ((distance == 1) & (longest >= 3)) | (
        (whole == 1) & (np.maximum(_lengths(whole_left), _lengths(whole_right)) >= 4)
    )
    sounds = (longest > 0) & _equal(columns, "sound")
    return _first(
        ("same", whole == 0),
        ("number", number),
        ("core", (distance == 0) & (longest > 0)),
        ("bare", longest == 0),
        ("sound", sounds),
        ("slip", one_slip),
        ("place_only", shortest == 0),
        ("held_end", fork == 1),
        ("held_near", held & (longest - shortest <= 2)),
        ("held", held),
        ("short", _each(is_short_for, left, right)),
        ("fork", fork == 2),
        ("near", likeness >= 0.65),
        ("half", likeness >= 0.45),
        ("some", likeness >= 0.2),
        ("other", np.ones(len(left), dtype=bool)),
    )


def _tails(columns: Columns) -> pa.Array:
    return tail_levels(_text(columns["tail_l"]), _text(columns["tail_r"]))


def _places(columns: Columns) -> pa.Array:
    """Compare the places the names speak of."""
    left, right = _text(columns["place_l"]), _text(columns["place_r"])
    empty = (_lengths(left) == 0) | (_lengths(right) == 0)
    distance = _distance(left, right)
    held = np.array([bool(a and b) and (a in b or b in a) for a, b in zip(left, right, strict=True)], dtype=bool)
    return _first(
        ("missing", empty),
        ("same", distance == 0),
        ("held", held),
        ("near", (distance == 1) & (np.maximum(_lengths(left), _lengths(right)) >= 2) & (distance < _lengths(left))),
        ("different", np.ones(len(left), dtype=bool)),
        absent="missing",
    )


def _accounts(columns: Columns) -> pa.Array:
    """Compare accounts on the platform."""
    left, right = _text(columns["uid_l"]), _text(columns["uid_r"])
    distance = _distance(left, right)
    longest = np.maximum(_lengths(left), _lengths(right))
    return _first(
        ("missing", (_lengths(left) == 0) | (_lengths(right) == 0)),
        ("same", distance == 0),
        ("slip", (distance <= 1) & (longest >= 6)),
        ("different", np.ones(len(left), dtype=bool)),
        absent="missing",
    )


def _sponsors(columns: Columns) -> pa.Array:
    """Compare sponsors: by number, else by the place and organ in the name."""
    unit_left, unit_right = _text(columns["unit_id_l"]), _text(columns["unit_id_r"])
    numbered = (_lengths(unit_left) > 0) & (_lengths(unit_right) > 0)
    left, right = _text(columns["sponsor_core_l"]), _text(columns["sponsor_core_r"])
    at_left, at_right = _text(columns["sponsor_place_l"]), _text(columns["sponsor_place_r"])
    missing = (_lengths(left) + _lengths(at_left) == 0) | (_lengths(right) + _lengths(at_right) == 0)
    distance = _distance(left, right)
    longest = np.maximum(_lengths(left), _lengths(right))
    unplaced = (_lengths(at_left) == 0) | (_lengths(at_right) == 0)
    place = np.array([a == b for a, b in zip(at_left, at_right, strict=True)], dtype=bool)
    held = np.array([bool(a and b) and (a in b or b in a) for a, b in zip(left, right, strict=True)], dtype=bool)
    whole = _distance(
        [a + b for a, b in zip(at_left, left, strict=True)], [a + b for a, b in zip(at_right, right, strict=True)]
    )
    return _first(
        ("number", numbered & _equal(columns, "unit_id")),
        ("other_number", numbered),
        ("missing", missing),
        ("same", (distance == 0) & place),
        ("organ_unplaced", (distance == 0) & unplaced),
        ("sound", place & _equal(columns, "sponsor_sound")),
        ("slip", place & (whole == 1) & (longest >= 3)),
        ("slip_elsewhere", (whole == 1) & (longest >= 2)),
        ("organ_elsewhere", distance == 0),
        ("held", held),
        ("short", _each(is_short_for, left, right)),
        ("near", 1.0 - distance / np.maximum(longest, 1) >= 0.4),
        ("different", np.ones(len(left), dtype=bool)),
        absent="missing",
    )


def _regions(columns: Columns) -> pa.Array:
    left, right = _text(columns["region_l"]), _text(columns["region_r"])
    within = np.array(
        [bool(a and b) and (a.startswith(b) or b.startswith(a)) for a, b in zip(left, right, strict=True)], dtype=bool
    )
    county = np.array([bool(a and b) and a[:6] == b[:6] for a, b in zip(left, right, strict=True)], dtype=bool)
    return _first(
        ("missing", (_lengths(left) == 0) | (_lengths(right) == 0)),
        ("same", _equal(columns, "region")),
        ("within", within),
        ("county", county),
        ("different", np.ones(len(left), dtype=bool)),
        absent="missing",
    )


def _opened(columns: Columns) -> pa.Array:
    left, right = _days(columns["opened_on_l"]), _days(columns["opened_on_r"])
    apart = np.abs(left - right)
    missing = np.isnan(apart)
    closed_left, closed_right = _days(columns["closed_on_l"]), _days(columns["closed_on_r"])
    with np.errstate(invalid="ignore"):
        after = (right >= closed_left) | (left >= closed_right)
        return _first(
            ("missing", missing),
            ("same", apart == 0),
            ("near", apart <= NEAR_DAYS),
            ("after_closing", after),
            ("apart", np.ones(len(left), dtype=bool)),
            absent="missing",
        )


def _followers(columns: Columns) -> pa.Array:
    left = columns["followers_l"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    right = columns["followers_r"].cast(pa.float64()).to_numpy(zero_copy_only=False)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.abs(left - right) / np.maximum(left, right)
        few = np.maximum(left, right) < 20
        return _first(
            ("missing", np.isnan(left) | np.isnan(right) | few),
            ("near", share <= SAME_FOLLOWERS),
            ("fairly", share <= 0.35),
            ("apart", np.ones(len(left), dtype=bool)),
            absent="missing",
        )


def _first(*levels: tuple[str, Flags], absent: str = "") -> pa.Array:
    """Return for each pair the first level that holds; the level *absent* is null."""
    words = [word for word, _ in levels]
    chosen = np.argmax(np.stack([flags for _, flags in levels]), axis=0)
    dictionary = pa.array([None if word == absent else word for word in words], pa.string())
    return dictionary.take(pa.array(chosen))


def _each(test: Callable[[str, str], bool], left: list[str], right: list[str]) -> Flags:
    return np.fromiter(map(test, left, right), dtype=np.bool_, count=len(left))


def _text(column: pa.Array) -> list[str]:
    filled: list[str] = pc.fill_null(column, "").to_pylist()
    return filled


def _lengths(texts: list[str]) -> NDArray[np.int64]:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _distance(left: list[str], right: list[str]) -> NDArray[np.int64]:
    """Return how many characters apart the texts are, a swap of neighbours counting one."""
    if not left:
        return np.zeros(0, dtype=np.int64)
    return process.cpdist(left, right, scorer=OSA.distance, dtype=np.int32).astype(np.int64)


def _equal(columns: Columns, name: str) -> Flags:
    equal = pc.equal(columns[f"{name}_l"], columns[f"{name}_r"])
    flags: Flags = pc.fill_null(equal, False).to_numpy(zero_copy_only=False)
    return flags


def _days(column: pa.Array) -> NDArray[np.float64]:
    days: NDArray[np.float64] = column.cast(pa.int32()).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return days
