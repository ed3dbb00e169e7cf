"""Comparing endings of names, and numbers inside them: 第一中学 and 第二中学 are two, however alike they look."""

import re

import pyarrow as pa

from jianfu.engine.names.tail import telling

_NUMBER = re.compile("[0-9一二三四五六七八九十两]+")
TAIL_LEVELS = ("none", "same", "plain", "one_telling", "different")
"""None on either side, the same, different in plain ones, a telling one (发布) beside none, two telling ones."""


def differ_in_number(left: str, right: str) -> bool:
    """Tell whether both texts hold numbers and not the same ones."""
    if left == right:
        return False
    found = _NUMBER.findall(left), _NUMBER.findall(right)
    return bool(found[0] and found[1]) and sorted(found[0]) != sorted(found[1])


def is_short_for(left: str, right: str) -> bool:
    """Tell whether the shorter text is made of characters of the longer in their order: 法援 of 法律援助."""
    short, long = sorted((left, right), key=len)
    rest = iter(long)
    return len(short) >= 2 and all(character in rest for character in short)


def forked(left: str, right: str) -> int:
    """Tell how two texts of a common beginning part, by two characters or more.

    1: one goes on where the other ends; 2: both go on; 0: neither, or no common beginning of two characters.
    """
    short, long = sorted((left, right), key=len)
    common = next((at for at, character in enumerate(short) if character != long[at]), len(short))
    if common < 2 or len(long) - common < 2:
        return 0
    return 1 if common == len(short) else 2 if len(short) - common >= 2 else 0


def tail_levels(left: list[str], right: list[str]) -> pa.Array:
    """Return how the endings compare, one of ``TAIL_LEVELS``; plain: they differ in 官方 and the like only."""
    telling_tails = telling()

    def level(a: str, b: str) -> str:
        if a == b:
            return "same" if a else "none"
        tells_a, tells_b = _tells(a, telling_tails), _tells(b, telling_tails)
        if not tells_a and not tells_b:
            return "plain"
        return "different" if tells_a and tells_b else "one_telling"

    return pa.array([level(a, b) for a, b in zip(left, right, strict=True)], pa.string())


def _tells(tail: str, telling_tails: frozenset[str]) -> bool:
    """Tell whether an ending makes an account of its own; several telling ones run together do."""
    return bool(tail) and (tail in telling_tails or any(part in tail for part in telling_tails))
