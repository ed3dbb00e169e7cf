"""The organ a name speaks of, and the core of the name: what it says besides place and ending."""

import re
from dataclasses import dataclass

from jianfu.engine.names.organ_slip import slipped_organ
from jianfu.engine.names.organ_table import organ_names, organ_words, plain

_ENDING = re.compile(r"(?:委员会|管理局|管理处|管理中心|服务中心|办公室|事务局|局|厅|委|办|处)$")
# Two characters in the midst of others are mostly parts of other words: 城管 in 历史名城管理委员会.
_SHORTEST = 2
_WHOLE = {"委": "党委", "委员会": "党委"}
_CONTRACTIONS = (
    ("监督管理", "监管"),
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("管理中心", "中心"),
    ("服务中心", "中心"),
    ("有限责任公司", "公司"),
    ("股份有限公司", "公司"),
    ("有限公司", "公司"),
)


@dataclass(frozen=True, slots=True)
class Organ:
    """What is left of a name without place and ending: its organs in short, and the rest in one order."""

    organ: str
    core: str


def organ(text: str, *, nicknames: bool = True, slips: bool = True) -> Organ:
    """Return the organ that a name without place and ending speaks of (the last of several), and the name's core.

    The core holds each organ once in its short form and what is left over, in one order; a name that speaks of no
    known organ loses its organ ending (局, 委员会 …), and that is its organ. A text without either has no organ.
    Without *slips*, mistyped organs stay unknown.
    """
    text = plain(text)
    found, left = _split(text, nicknames=nicknames)
    if slips and (left or not found) and (meant := slipped_organ(text, whole=not found)):
        return Organ(meant, meant)
    if not found:
        return _unknown(text)
    return Organ(found[-1], "".join((*ordered(found), *ordered(left))))


def ordered(parts: list[str]) -> list[str]:
    """Return the parts once each and in one order, so that the order they were written in does not count."""
    return sorted(set(filter(None, parts)))


def _split(text: str, *, nicknames: bool) -> tuple[list[str], list[str]]:
    names, words = organ_names(nicknames=nicknames), organ_words(nicknames=nicknames)
    found: list[str] = []
    left: list[str] = []
    start = here = 0
    while here < len(text):
        word = words.longest(text, here)
        inside = start < here and here + len(word) < len(text)
        if not word or (inside and len(word) <= _SHORTEST):
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
