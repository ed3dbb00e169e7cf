"""Endings of account names, such as 发布, 服务号 and 官方微信."""

from functools import cache

from jianfu.engine.names.tables import rows

_LONGEST = 8


@cache
def _endings() -> dict[str, str]:
    return {row["ending"]: row["tail"] for row in rows("tails")}


@cache
def telling() -> frozenset[str]:
    """Return the tails that tell one account of a unit from another; 官方, 公众号 and the like do not."""
    return frozenset(row["tail"] for row in rows("tails") if row["tells"] == "yes")


def without_tail(text: str) -> tuple[str, str]:
    """Return the text without its account endings, and the tail they make.

    Several endings make one tail: the telling ones in the order written, or else the last plain one. Where nothing
    but endings is written, the first is not taken off.
    """
    tails: list[str] = []
    while (ending := _ending(text)) and len(ending) < len(text):
        tails.append(_endings()[ending])
        text = text[: -len(ending)]
    told = [tail for tail in reversed(tails) if tail in telling()]
    return text, "".join(dict.fromkeys(told)) or (tails[0] if tails else "")


def _ending(text: str) -> str:
    endings = _endings()
    for size in range(min(_LONGEST, len(text)), 0, -1):
        if (ending := text[-size:]) in endings:
            return ending
    return ""
