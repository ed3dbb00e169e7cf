"""How a name sounds and how it looks, so that slips of the input method and of the eye can be found."""

from functools import lru_cache

from pypinyin import lazy_pinyin

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
            parts += [*lazy_pinyin(text[start:here]), known[word]]
            start = here = here + len(word)
        else:
            here += 1
    return [*parts, *lazy_pinyin(text[start:])]


@lru_cache(maxsize=1)
def _shapes() -> dict[int, str]:
    return {ord(one): row["group"][0] for row in rows("shapes") for one in row["group"]}


def shape_key(text: str) -> str:
    """Return the text with each character replaced by the first of those that look like it."""
    return text.translate(_shapes())


def slip_key(text: str) -> str:
    """Return a key that a homophone or a near-shaped character in its place leaves the same.

    What southern tongues and input methods confuse (zh and z, n and l, ing and in) is one.
    """
    return " ".join(_confused(syllable) for syllable in reading(shape_key(text)).split())


@lru_cache(maxsize=2_000)
def _confused(syllable: str) -> str:
    for said, meant in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(said):
            syllable = meant + syllable[2:]
    if syllable[:1] == "n" and len(syllable) > 1:
        syllable = f"l{syllable[1:]}"
    return syllable[:-1] if syllable.endswith(("ing", "eng")) else syllable
