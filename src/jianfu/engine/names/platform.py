"""The platform and the identifier on it, read from an address somebody pasted.

An address tells nothing where it names no account: a front page, a search. Then the platform alone is said. Nothing
is fetched. Short links (t.cn, v.douyin.com, xhslink.com) hide the account, so they give the platform alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"^(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://)?(?P<host>[^/?#:\s]+\.[^/?#:\s]+)(?::\d+)?(?P<rest>[/?#]\S*)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an address says: the platform and sub-kind in the words of the register, and the account on it.

    ``platform_id`` is empty where the address names no account. ``category`` is empty where it may be several.
    """

    platform: str
    platform_id: str = ""
    sub_kind: str = ""
    category: str = "new_media"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Hosts (a pattern over the whole host) and the ways an identifier stands in the rest of the address."""

    hosts: str
    platform: str
    sub_kind: str = ""
    ids: tuple[str, ...] = ()
    category: str = "new_media"


_RULES = (
    _Rule(r"mp\.weixin\.qq\.com", "微信", "公众号", (r"[?&]__biz=(?P<id>[\w+/]+={0,2})",)),
    _Rule(r"open\.weixin\.qq\.com", "微信", "公众号", (r"[?&]username=(?P<id>gh_\w+)",)),
    _Rule(r"channels\.weixin\.qq\.com", "微信视频号", "视频号", (r"[?&](?:username|finder)=(?P<id>[\w@%.-]+)",)),
    _Rule(r"work\.weixin\.qq\.com", "企业微信", "工作群", (), "work_group"),
    _Rule(
        r"(?:m\.|www\.)?weibo\.(?:com|cn)|(?:m|e)\.weibo\.(?:com|cn)",
        "新浪微博",
        "新浪微博",
        (
            r"^/(?:u|p|profile|\d{5,}/?$)?/?(?P<id>\d{5,})",
            r"^/n/(?P<id>[^/?#]+)",
            r"^/(?P<id>[A-Za-z][\w-]{2,})/?(?:[?#]|$)",
        ),
    ),
    _Rule(r"t\.cn", "新浪微博", "新浪微博"),
    _Rule(r"(?:www\.)?douyin\.com", "抖音", "抖音", (r"^/user/(?P<id>[\w.-]+)",)),
    _Rule(r"(?:v\.douyin|(?:www\.)?iesdouyin)\.com", "抖音", "抖音", (r"/share/user/(?P<id>[\w.-]+)",)),
    _Rule(
        r"(?:(?:www|live|m|v)\.)?(?:kuaishou|gifshow)\.com",
        "快手",
        "快手",
        (r"^/(?:profile|u|fw/user)/(?P<id>[\w-]+)",),
    ),
    _Rule(r"(?:(?:www|m)\.)?toutiao\.com", "今日头条", "今日头条", (r"^/c/user/(?:token/)?(?P<id>[\w=-]+)",)),
    _Rule(r"(?:www\.)?xiaohongshu\.com", "小红书", "小红书", (r"^/user/profile/(?P<id>\w+)",)),
    _Rule(r"xhslink\.com", "小红书", "小红书"),
    _Rule(
        r"baijiahao\.baidu\.com|author\.baidu\.com", "百家号", "百家号", (r"app_id=(?P<id>\d+)", r"^/home/(?P<id>\d+)")
    ),
    _Rule(r"(?:space|m)\.bilibili\.com", "哔哩哔哩", "哔哩哔哩", (r"^/(?:space/)?(?P<id>\d+)",)),
    _Rule(r"(?:www\.)?zhihu\.com", "知乎", "知乎", (r"^/(?:org|people)/(?P<id>[\w-]+)",)),
    _Rule(r"tieba\.baidu\.com", "百度贴吧", "贴吧", (r"[?&]kw=(?P<id>[^&#]+)",)),
    _Rule(r"apps\.apple\.com|itunes\.apple\.com", "App Store", "移动客户端", (r"/id(?P<id>\d+)",), "app"),
    _Rule(
        r"appgallery\.huawei\.com|appgallery\.cloud\.huawei\.com",
        "华为应用市场",
        "移动客户端",
        (r"/(?P<id>C\d+)",),
        "app",
    ),
    _Rule(r"app\.mi\.com|m\.app\.mi\.com", "小米应用商店", "移动客户端", (r"[?&]id=(?P<id>[\w.]+)",), "app"),
    _Rule(
        r"(?:sj|a|android)\.(?:app\.)?(?:myapp|qq)\.com",
        "应用宝",
        "移动客户端",
        (r"[?&](?:apkname|pkgname)=(?P<id>[\w.]+)", r"^/appdetail/(?P<id>[\w.]+)"),
        "app",
    ),
    _Rule(r"(?:\w+\.)*dingtalk\.com", "钉钉", "", (r"[?&](?:code|corpId|chatId|cid)=(?P<id>[\w-]+)",), "work_group"),
    _Rule(r"(?:\w+\.)*(?:feishu\.cn|larksuite\.com)", "飞书", "", (r"[?&]link_token=(?P<id>[\w-]+)",), "work_group"),
    _Rule(r"(?:qm|jq)\.qq\.com", "QQ", "QQ群", (r"[?&](?:k|group_code)=(?P<id>[\w-]+)",), "work_group"),
    _Rule(r"(?:ds|render|qr)\.alipay\.com", "支付宝", "小程序", (r"[?&]appId=(?P<id>\d+)",), ""),
)
_RULES_READ = tuple((re.compile(rule.hosts, re.I), rule) for rule in _RULES)
# Not addresses of the web, but what platforms print beside a code.
_PLAIN = (
    (re.compile(r"^(?P<id>gh_[0-9a-z]{6,})$", re.I), Recognised("微信", "", "公众号")),
    (re.compile(r"^(?P<id>wx[0-9a-f]{16})$", re.I), Recognised("微信小程序", "", "小程序", "")),
    (
        re.compile(r"^weixin://dl/business/\?.*appid=(?P<id>wx[0-9a-f]{16}).*$", re.I),
        Recognised("微信小程序", "", "小程序", ""),
    ),
    (re.compile(r"^#小程序://(?P<id>[^/]+)/\w+$"), Recognised("微信小程序", "", "小程序", "")),
)


def recognise(address: str) -> Recognised | None:
    """Return what the address (or identifier) says of platform and account; None where it is none we know."""
    said = address.strip()
    for pattern, known in _PLAIN:
        if found := pattern.match(said):
            return Recognised(known.platform, found["id"], known.sub_kind, known.category)
    if not (parts := _ADDRESS.match(said)):
        return None
    for hosts, rule in _RULES_READ:
        if hosts.fullmatch(parts["host"]):
            return Recognised(rule.platform, _identifier(rule, parts["rest"] or ""), rule.sub_kind, rule.category)
    return None


def _identifier(rule: _Rule, rest: str) -> str:
    for pattern in rule.ids:
        if found := re.search(pattern, rest):
            return found["id"]
    return ""


def same_address(address: str) -> tuple[str, ...]:
    """Return the ways one address is written: with and without scheme, www and the last slash; empty for none.

    The first is the address itself. The case of the path is kept: platforms tell accounts apart by it.
    """
    said = address.strip()
    if not said:
        return ()
    if not (parts := _ADDRESS.match(said)):
        return (said,)
    return tuple(dict.fromkeys([said, *_ways(parts["host"].lower(), parts["rest"] or "")]))


def _ways(host: str, rest: str) -> Iterator[str]:
    bare, rests = host.removeprefix("www."), {rest.rstrip("/"), rest.rstrip("/") + "/"}
    if "?" in rest or "#" in rest:
        rests = {rest}
    for scheme in ("https://", "http://", ""):
        for name in dict.fromkeys((host, bare, f"www.{bare}")):
            for end in sorted(rests):
                yield f"{scheme}{name}{end}"
