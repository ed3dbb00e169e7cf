"""Folding text so that the same word written two ways compares equal.

Folding is idempotent: folding a folded text changes nothing.
"""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

from jianfu.engine.names.tables import rows

_BRACKETS = str.maketrans({"〔": "(", "〕": ")", "【": "(", "】": ")", "［": "(", "］": ")", "「": "(", "」": ")"})
_BRACKETS.update(str.maketrans({"『": "(", "』": ")", "[": "(", "]": ")", "{": "(", "}": ")", "《": "(", "》": ")"}))
_QUOTES = str.maketrans("", "", "()<>〈〉“”\"'‘’")
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")


def fold(text: str) -> str:
    """Return the text in half width and lower case, without white space or characters nobody sees."""
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    return folded if folded == text else _UNSEEN.sub("", unicodedata.normalize("NFKC", folded))


def fold_name(name: str) -> str:
    """Return a unit's name folded, with every traditional or square bracket written as a round one."""
    return fold(fold(name).translate(_BRACKETS))


def fold_bare(name: str) -> str:
    """Return a name folded and simplified, without brackets and quotes; what stands in them is kept."""
    return simplified(fold_name(name)).translate(_QUOTES)


def simplified(text: str) -> str:
    """Return the text in simplified characters, variants in their standard form; all else stays.

    *Source:* OpenCC's dictionaries (t2s) and ``data/variants.csv``.
    """
    once = _simplified(text)
    return once if once == text else _simplified(once)


def _simplified(text: str) -> str:
    return str(_converter().convert(text.translate(_variants())))


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _variants() -> dict[int, str]:
    return {ord(row["variant"]): row["character"] for row in rows("variants")}
