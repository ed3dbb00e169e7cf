"""A notice's text made ready to be read: folded, without idle spaces, cut into sentences."""

import re
import unicodedata
from functools import lru_cache

_IDLE_SPACE = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000]+|[ \t\u3000]+(?=[^\x00-\x7f])")
_END = re.compile(r"[。;!?\n\r]+")
_CLAUSE_END = re.compile(r"[,。;!?\n\r]+")


def fold(text: str) -> str:
    """Return the text in NFKC, without spaces beside Chinese characters (between digits they part numbers)."""
    return _IDLE_SPACE.sub("", unicodedata.normalize("NFKC", text))


def sentences(folded: str) -> list[str]:
    """Return the sentences, their marks of exclamation kept (urgency reads them)."""
    found, start = [], 0
    for end in _END.finditer(folded):
        found.append(folded[start : end.end()])
        start = end.end()
    return [part for part in [*found, folded[start:]] if part.strip()]


@lru_cache(maxsize=4096)
def clauses(sentence: str) -> tuple[str, ...]:
    """Return the sentence's clauses: what stands between commas."""
    return tuple(part for part in _CLAUSE_END.split(sentence) if part)
