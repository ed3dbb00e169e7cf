"""Organs of state by every name they go by: full, short, former, and the names their accounts take.

The table ``data/organs.csv`` says for each name which organ it means, until when it was its name, and how sure that is.
"""

import re
from functools import cache

from jianfu.engine.names.tables import Words, rows

ACCOUNT = "account"
_LINKS = re.compile(r"和(?![平谐睦美])|[与、·・\-—_|:,,。.()!~&+/]")


@cache
def organ_names(*, nicknames: bool) -> dict[str, str]:
    """Return the organ each name means; the names accounts take (健康, 平安) only with *nicknames*."""
    known: dict[str, str] = {}
    for row in rows("organs"):
        if nicknames or row["kind"] != ACCOUNT:
            known.setdefault(plain(row["name"]), row["core"])
    for name, core in tuple(known.items()):
        if name.endswith("局"):
            known.setdefault(f"{name[:-1]}厅", core)
    return known


@cache
def organ_words(*, nicknames: bool) -> Words:
    """Return the names of organs as words to be found."""
    return Words(organ_names(nicknames=nicknames))


def plain(text: str) -> str:
    """Return the text without the little words and marks that names of organs are joined with (和, 与, ·)."""
    return _LINKS.sub("", text)
