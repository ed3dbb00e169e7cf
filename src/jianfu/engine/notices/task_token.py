"""A notice cut into what states a fact (date, period, number, document, addressee) and the plain characters between.

Forwarding marks, greetings, courtesies, fillers and punctuation are gone; words of one meaning are written one way.
"""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from jianfu.engine.notices import differences_word as words
from jianfu.engine.notices.shingle import fold


class Fact(StrEnum):
    """What a token states; TEXT is a plain character."""

    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    DOCUMENT = "document"
    ADDRESSEE = "addressee"
    LINK = "link"
    TEXT = "text"


class Token(NamedTuple):
    """A fact or a plain character, written the one way."""

    fact: Fact
    value: str


_DIGIT = "[0-9一二两三四五六七八九十]"
_BODIES = (
    "村民小组|成员单位|责任单位|网格|科室|部门|单位|站所|学校|园区|企业|卫生院"
    "|街道|社区|办事处|镇|乡|县|市|区|村|居|街|中心|局|办"
)
_HEADS = "负责人|责任人|书记|主任|校长|院长|长|员"
_PATTERNS: tuple[tuple[Fact, str], ...] = (
    (Fact.LINK, r"https?://[!-~]+"),
    (Fact.DOCUMENT, r"[一-龥]{0,4}[〔\[(]20\d\d[〕\])]第?\d+号"),
    (Fact.PERIOD, r"20\d\d年度|20\d\d年(?!\d)|\d{1,2}月?[-~至到]\d{1,2}月份?(?!\d)"),
    (
        Fact.DATE,
        (
            r"(?:20\d\d年)?\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}(?=前|之前|日|号|下班|上午|下午)"
            r"|\d{1,2}[日号](?![楼文])"
        ),
    ),
    (Fact.PERIOD, rf"第{_DIGIT}+(?:周|季度|期|批|轮|次|届)|{_DIGIT}+季度|[上下]半年|\d{{1,2}}月份?|(?:春|夏|秋|冬)季"),
    (Fact.DATE, rf"{_DIGIT}+个?(?:工作日|小时|天)(?:之内|以内|内)"),
    (
        Fact.DATE,
        r"(?:上午|下午|晚上|中午|早上|晚|早)?\d{1,2}(?::\d\d|[点时]半?)(?:\d{1,2}分)?|上午|下午|中午|晚上|下班",
    ),
    (
        Fact.DATE,
        (
            r"(?:本|这|下|每)?(?:周|星期|礼拜)[一二三四五六日天末]|[今明后当][天日晚早]"
            r"|(?:本|下|这)(?:周|月)(?:底|末)?|月底|年底|节前"
        ),
    ),
    (Fact.ADDRESSEE, rf"各(?:[一-龥]{{0,4}}?(?:{_BODIES})(?:\([^)]{{1,8}}\))?[、和及]?)+(?:{_HEADS})*"),
    (Fact.NUMBER, r"\d+(?:\.\d+)?%?"),
)
_TOKEN = re.compile("|".join(f"(?P<f{at}>{pattern})" for at, (_, pattern) in enumerate(_PATTERNS)))
_MARK = "|".join(words.FORWARDING)
_HEAD = re.compile(
    rf"^(?:[【\[(](?:{_MARK})[】\])][::]?|(?:{_MARK})[::]|@(?:所有人|全体成员|all)|[@#]+|[,。!:;]+)+", re.IGNORECASE
)
_COURTESY = re.compile("(?:" + "|".join(words.COURTESY) + ")+")
_CONTACT = re.compile(r"[(]?(?:联系人|联系电话|咨询电话|联系方式|电话|手机|微信)(?:及电话)?[::]?[^。;!]{0,24}[)]?")
_STOPS = ",。;!?~:"
_WEEKDAY = re.compile(r"\((?:周|星期)[一二三四五六日天]\)")
_CLAUSE = re.compile(r"[^,。;!?~:]+[,。;!?~:]*")
_REPEATED = re.compile("各位(?=各)")
_NUMBERING = re.compile(
    r"(?:^|(?<=[。;:]))(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d))"
)
_UNWORDED = re.compile("|".join([*(re.escape(old) for old, _ in words.SYNONYMS), *map(re.escape, words.FILLERS)]))
_SYNONYMS = dict(words.SYNONYMS)
_CALENDAR_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]?|\d{1,2}[./]\d{1,2}(?=前|日|号)|20\d\d[-./]\d")
_RECURRING = (
    ("day", re.compile("今[天日晚早]|明[天日晚早]|后天|当[天日晚]|日报|每[天日]|小时内|下班前|零报告")),
    ("week", re.compile("(?:本|这|下|每|上)(?:周|星期|礼拜)|周[一二三四五六日]|周报|周末")),
    ("month", re.compile("(?:本|这|下|每|当|上)月|月报|月底|月末|\\d{1,2}[日号]前")),
)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the notice's tokens in order; a text of courtesies only has none."""
    return tokens_of(bared(text))


def bared(text: str) -> str:
    """Return the notice folded, without courtesies, contacts and what a forwarder adds."""
    return _WEEKDAY.sub("", _CONTACT.sub("", _bare(fold(text))))


def apart(one: str, other: str) -> tuple[str, str]:
    """Return two bared texts without the clauses they begin and end with alike, but for one on either side.

    What differs, and the words around it, are left; a long notice and its copy come down to a few clauses.
    """
    left, right = _CLAUSE.findall(one), _CLAUSE.findall(other)
    most = min(len(left), len(right))
    head = next((at for at in range(most) if left[at] != right[at]), most)
    tail = next((at for at in range(most - head) if left[-1 - at] != right[-1 - at]), most - head)
    low = max(head - 1, 0)
    less = max(tail - 1, 0)
    return "".join(left[low : len(left) - less]), "".join(right[low : len(right) - less])


def tokens_of(bare: str) -> tuple[Token, ...]:
    """Return the tokens of a bared text (see ``bared``)."""
    made: list[Token] = []
    low = 0
    for match in _TOKEN.finditer(bare):
        made += _plain(bare[low : match.start()])
        fact = _PATTERNS[int((match.lastgroup or "f0")[1:])][0]
        made.append(Token(fact, _one_way(fact, match[0])))
        low = match.end()
    return (*made, *_plain(bare[low:]))


def recurs(text: str) -> str:
    """Return day, week or month where only the day of sending tells which task is meant (明天, 每周报表), else nothing.

    A text that names a day of the calendar means that day whenever it is sent.
    """
    plain = fold(text)
    if _CALENDAR_DAY.search(plain):
        return ""
    return next((period for period, pattern in _RECURRING if pattern.search(plain)), "")


def _bare(text: str) -> str:
    """Return the text without what a forwarder adds: marks at its head, clauses of courtesy, numbering."""
    kept: list[str] = []
    for clause in _CLAUSE.findall(_HEAD.sub("", text)):
        inside = clause.rstrip(_STOPS)
        inside = _HEAD.sub("", inside) if not kept else inside
        if inside and not _COURTESY.fullmatch(inside):
            kept.append(inside + clause[len(clause.rstrip(_STOPS)) :])
    return _REPEATED.sub("", _NUMBERING.sub("", "".join(kept)))


def _plain(text: str) -> list[Token]:
    worded = _UNWORDED.sub(lambda match: _SYNONYMS.get(match[0], ""), text)
    return [_character(character) for character in worded if character.isalnum()]


@cache
def _character(character: str) -> Token:
    return Token(Fact.TEXT, character)


def _one_way(fact: Fact, value: str) -> str:
    if fact is Fact.DATE:
        return (
            re.sub(r"^20\d\d年", "", value)
            .replace("号", "日")
            .replace("星期", "周")
            .replace("礼拜", "周")
            .replace("点", "时")
        )
    return re.sub(r"[〔\[(]", "(", re.sub(r"[〕\])]", ")", value)) if fact in (Fact.DOCUMENT, Fact.ADDRESSEE) else value
