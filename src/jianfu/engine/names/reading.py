"""How a name sounds and how it looks, so that slips of the input method and of the eye can be found."""

from collections.abc import Callable
from functools import lru_cache

from pypinyin import lazy_pinyin
from pypinyin.constants import RE_HANS
from pypinyin.seg import mmseg, simpleseg

from jianfu.engine.names.tables import Words, rows


@lru_cache(maxsize=200_000)
def reading(text: str) -> str:
    """Return the toneless pinyin of the text, syllables parted by spaces; places are read as people there read them.

    Letters and digits stay as they are. *Source:* pypinyin's dictionaries and ``data/readings.csv``.
    """
    return " ".join(part.replace("ü", "v") for part in _parts(text) if part.strip())


@lru_cache(maxsize=1)
def _local() -> tuple[dict[str, str], Words]:
    known = {row["text"]: row["reading"] for row in rows("readings")}
    return known, Words(known)


def _parts(text: str) -> list[str]:
    known, words = _local()
    parts: list[str] = []
    start = here = 0
    while here < len(text):
        if word := words.longest(text, here):
            parts += [*_sounded(text[start:here]), known[word]]
            start = here = here + len(word)
        else:
            here += 1
    return [*parts, *_sounded(text[start:])]


def _sounded(text: str) -> list[str]:
    """Return what ``lazy_pinyin`` does, some four times as fast for names: they are made of few words, kept here."""
    parts = (mmseg.seg.cut(part) if RE_HANS.match(part) else (part,) for part in simpleseg.seg(text))
    return [sound for words in parts for word in words for sound in _word(word)]


@lru_cache(maxsize=100_000)
def _word(word: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(word))


@lru_cache(maxsize=1)
def _shapes() -> dict[int, str]:
    return {ord(one): row["group"][0] for row in rows("shapes") for one in row["group"]}


def shape_key(text: str) -> str:
    """Return the text with each character replaced by the first of those that look like it."""
    return text.translate(_shapes())


def sound_key(text: str) -> str:
    """Return the reading, with what tongues and input methods confuse (zh and z, n and l, ing and in) as one."""
    return " ".join(_confused(syllable) for syllable in reading(text).split())


def slip_key(text: str) -> str:
    """Return the sound of the text's shape: a key that most slips of ear and eye leave the same."""
    return sound_key(shape_key(text))


def is_slip(written: str, meant: str) -> bool:
    """Tell whether a word is another mistyped: alike in sound or shape, or two characters changed over.

    At least one character must be the same: words that only sound alike are other words.
    """
    if written == meant or len(written) != len(meant) or not set(written) & set(meant):
        return False
    return any(key(written) == key(meant) for key in SLIPS)


def in_any_order(text: str) -> str:
    """Return the characters in one order, so that two changed over do not count."""
    return "".join(sorted(text))


SLIPS: tuple[Callable[[str], str], ...] = (sound_key, shape_key, slip_key, in_any_order)


@lru_cache(maxsize=2_000)
def _confused(syllable: str) -> str:
    for said, meant in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(said):
            syllable = meant + syllable[2:]
    if syllable[:1] == "n" and len(syllable) > 1:
        syllable = f"l{syllable[1:]}"
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable
