"""Organs of state by every name they go by: full, short, former, and the names their accounts take.

The table ``data/organs.csv`` says for each name which organ it means, until when it was its name, and how sure that is.
"""

import re
from dataclasses import dataclass
from functools import cache

from jianfu.engine.names.tables import Words, rows

ACCOUNT = "account"
_LINKS = re.compile(r"[与和及、·・\-—_|:,,。.()!~&+/]")
_ENDING = re.compile(r"(?:委员会|管理局|管理处|管理中心|服务中心|办公室|事务局|局|厅|委|办|处)$")
_WHOLE = {"委": "党委", "委员会": "党委"}
_CONTRACTIONS = (
    ("监督管理", "监管"),
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("管理中心", "中心"),
    ("服务中心", "中心"),
    ("有限责任公司", "公司"),
    ("有限公司", "公司"),
    ("股份有限公司", "公司"),
)


@dataclass(frozen=True, slots=True)
class Organ:
    """What is left of a name without place and ending: its organs in short, and the rest in one order."""

    organ: str
    core: str


@cache
def organ_names(*, nicknames: bool) -> dict[str, str]:
    """Return the organ each name means; the names accounts take (健康, 平安) only with *nicknames*."""
    known: dict[str, str] = {}
    for row in rows("organs"):
        if nicknames or row["kind"] != ACCOUNT:
            known.setdefault(_plain(row["name"]), row["core"])
    for name, core in tuple(known.items()):
        if name.endswith("局"):
            known.setdefault(f"{name[:-1]}厅", core)
    return known


@cache
def organ_words(*, nicknames: bool) -> Words:
    """Return the names of organs as words to be found."""
    return Words(organ_names(nicknames=nicknames))


def organ(text: str, *, nicknames: bool = True) -> Organ:
    """Return the organ that a name without place and ending speaks of (the last of several), and the name's core.

    The core holds each organ once in its short form and what is left over, in one order; a name that speaks of no
    known organ loses its organ ending (局, 委员会 …), and that is its organ. A text without either has no organ.
    """
    text = _plain(text)
    found, left = _split(text, nicknames=nicknames)
    if not found:
        return _unknown(text)
    return Organ(found[-1], "".join((*ordered(found), *ordered(left))))


def ordered(parts: list[str]) -> list[str]:
    """Return the parts once each and in one order, so that the order they were written in does not count."""
    return sorted(set(filter(None, parts)))


def _plain(text: str) -> str:
    return _LINKS.sub("", text)


def _split(text: str, *, nicknames: bool) -> tuple[list[str], list[str]]:
    names, words = organ_names(nicknames=nicknames), organ_words(nicknames=nicknames)
    found: list[str] = []
    left: list[str] = []
    start = here = 0
    while here < len(text):
        word = words.longest(text, here)
        if not word:
            here += 1
            continue
        left.append(text[start:here])
        found.append(names[word])
        start = here = here + len(word)
    left.append(text[start:])
    return found, [_contracted(part) for part in left if part]


def _unknown(text: str) -> Organ:
    if text in _WHOLE:
        return Organ(_WHOLE[text], _WHOLE[text])
    core = _ENDING.sub("", text)
    if core == text or len(core) < 2:
        return Organ("", _contracted(text))
    core = _contracted(core)
    return Organ(core, core)


def _contracted(text: str) -> str:
    for long, short in _CONTRACTIONS:
        text = text.replace(long, short)
    return text
