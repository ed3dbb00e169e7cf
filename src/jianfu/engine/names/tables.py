"""The tables of names that ship with the package: one CSV a table, read once."""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table under ``data/``, in the order of the file; an empty cell is empty text."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


class Words:
    """Words to be found at a place in a text, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words by their first character."""
        grouped: dict[str, set[int]] = {}
        self.known = frozenset(filter(None, words))
        for word in self.known:
            grouped.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in grouped.items()}

    def at(self, text: str, start: int) -> Iterator[str]:
        """Yield the words that begin at *start*, longest first."""
        left = len(text) - start
        for size in self._lengths.get(text[start : start + 1], ()):
            if size <= left and (word := text[start : start + size]) in self.known:
                yield word

    def longest(self, text: str, start: int) -> str:
        """Return the longest word that begins at *start*; empty when none does."""
        return next(self.at(text, start), "")
