"""The words of closed sets in the language of the page: the engine says both, no catalogue repeats them."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from jianfu.engine.detection.rule import Text
from jianfu.engine.schema import words
from jianfu.engine.schema.column import Word

SETS: dict[str, tuple[Word, ...]] = {
    "category": words.CATEGORIES,
    "audience": words.AUDIENCES,
    "account_type": words.ACCOUNT_TYPES,
    "state": words.STATES,
    "certification": words.CERTIFICATIONS,
    "direction": words.DIRECTIONS,
    "features": words.FEATURES,
}


def _spoken(zh: str, en: str) -> str:
    return en if (get_language() or "").startswith("en") else zh


spoken = lazy(_spoken, str)


def text(said: Text) -> Any:
    """Return a text of the engine that is read in the language of the page."""
    return spoken(said.zh, said.en)


def choices(name: str) -> Sequence[tuple[str, Any]]:
    """Return the codes of a column's closed set, each with its word; none for a column without one."""
    return tuple((word.code, spoken(word.zh, word.en)) for word in SETS.get(name, ()))


def word_of(name: str, code: str) -> str:
    """Return the word of a code; the code itself where the set has it not."""
    return str(next((label for known, label in choices(name) if known == code), code))
