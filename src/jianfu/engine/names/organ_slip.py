"""Organs whose names were mistyped: a homophone, a near-shaped character, two changed over, one too many or too few.

Only a whole name is read so, and only where exactly one organ can be meant.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from rapidfuzz.distance import Levenshtein

from jianfu.engine.names.organ_table import organ_names
from jianfu.engine.names.reading import SLIPS, in_any_order, reading

_SHORT, _LONG = 2, 6


def slipped_organ(text: str, *, whole: bool = True) -> str:
    """Return the organ that a mistyped name means; empty when none or several fit.

    *whole* says that nothing in the text is an organ's name as it stands; only then may one character be too many,
    too few or another, and only in names of six and more characters, for 水利局 and 水务局 differ by one.
    """
    if len(text) < _SHORT:
        return ""
    for key in (reading, in_any_order) if len(text) == _SHORT else SLIPS:
        if (found := _by(key).get(key(text))) and found[0] != text and _alike(found[0], text):
            return found[1]
    return _one_off(text) if whole and len(text) >= _LONG - 1 else ""


def _alike(one: str, other: str) -> bool:
    """Tell whether half of the characters are the same: names that only sound alike are chance."""
    return 2 * len(set(one) & set(other)) >= len(set(one))


@cache
def _by(key: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Return the name and organ behind each key that stands for one organ only."""
    names = organ_names(nicknames=False)
    return _sole((key(name), name, core) for name, core in names.items() if len(name) >= _SHORT)


def _sole(keyed: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for key, name, core in keyed:
        found[key].setdefault(core, name)
    return {key: (name, core) for key, cores in found.items() if len(cores) == 1 for core, name in cores.items()}


def _one_off(text: str) -> str:
    meant = {
        core
        for key in {text, *_shortened(text)}
        for name, core in _by_shortened().get(key, ())
        if Levenshtein.distance(name, text, score_cutoff=1) == 1
    }
    return meant.pop() if len(meant) == 1 else ""


def _shortened(text: str) -> set[str]:
    return {text[:gone] + text[gone + 1 :] for gone in range(len(text))}


@cache
def _by_shortened() -> dict[str, list[tuple[str, str]]]:
    known: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, core in organ_names(nicknames=False).items():
        if len(name) >= _LONG:
            for key in {name, *_shortened(name)}:
                known[key].append((name, core))
    return known
