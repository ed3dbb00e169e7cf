"""Keys that name an account or app outright: its account on the platform, its address, its filing number.

A key that is missing or stated none is null: it can join nothing.
"""

import re
from functools import lru_cache

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.platforms import PLATFORM_PATTERNS

_STATED_NONE = frozenset({"", "none", "null", "无", "暂无", "没有", "-", "--", "/", "n/a", "不详"})
_SAID_BEFORE = re.compile(r"^(?:原始id|账号id|帐号id|微信号|微信id|公众号|账号|帐号|uid|wxid|id)[:：=]")
_AROUND = "@#\"'“”‘’()<>[]【】,，.。;；:："
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/?#@]*@)?(?P<host>[^/?#:]*)(?::\d*)?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?"
)
_NOT_TELLING = frozenset({"from", "scene", "source", "share", "isappinstalled", "chksm", "spm", "t", "timestamp"})
_NUMBER_MARKS = re.compile(r"[\s\-_()（）〔〕\[\]【】第号]")
_SHARED_HOSTS = frozenset(
    ("mp.weixin.qq.com", "weixin.qq.com", "channels.weixin.qq.com", "qq.com", "weibo.com", "weibo.cn", "m.weibo.cn",
     "douyin.com", "iesdouyin.com", "kuaishou.com", "toutiao.com", "baijiahao.baidu.com", "baidu.com",
     "xiaohongshu.com", "bilibili.com")
)  # fmt: skip
"""Hosts of platforms, where the bare host is everybody's home page. *Source:* the platforms' own addresses."""


def account_key(text: str | None) -> str | None:
    """Return a platform account as it compares: half width, lower case, without blanks, @ or a word before it."""
    folded = fold(text or "")
    if folded in _STATED_NONE:
        return None
    return _SAID_BEFORE.sub("", folded).strip(_AROUND) or None


def url_key(text: str | None) -> str | None:
    """Return host, path and the telling part of the query; null for a platform's own home page.

    Scheme, www, m, port, fragment and marks of sharing (from, scene …) do not count.
    """
    folded = fold(text or "")
    if folded in _STATED_NONE:
        return None
    parts = _ADDRESS.match(folded)
    if parts is None:
        return None
    host = parts["host"].removeprefix("www.")
    pairs = (part.partition("=") for part in (parts["query"] or "").split("&") if part)
    query = sorted((name, value) for name, _, value in pairs if name not in _NOT_TELLING)
    path = parts["path"].rstrip("/").removesuffix("/index.html")
    if "." not in host or (not path and not query and host in _SHARED_HOSTS):
        return None
    return f"{host}{path}" + ("?" + "&".join(f"{name}={value}" for name, value in query) if query else "")


def filing_key(text: str | None) -> str | None:
    """Return a filing number without its marks (第…号, brackets, hyphens)."""
    folded = fold(text or "")
    if folded in _STATED_NONE:
        return None
    return _NUMBER_MARKS.sub("", folded) or None


@lru_cache(maxsize=4_096)
def platform_key(text: str | None) -> str | None:
    """Return the one name a platform goes by (see ``schema.platforms``); null when missing or stated none."""
    folded = fold(text or "")
    if folded in _STATED_NONE:
        return None
    return next((name for name, pattern in PLATFORM_PATTERNS if re.search(pattern, folded)), folded)
