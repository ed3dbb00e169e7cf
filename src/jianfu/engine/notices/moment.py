"""Words that say when: each word of time in a sentence, and the moments that neighbouring ones make together.

A moment is symbolic: 明天下午5点 means something only beside the time a notice was sent (see ``moment_day`` and
``moment_hour``). Text is folded before (see ``reading_text``): digits and colons are ASCII.
"""

import re
from dataclasses import dataclass

NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_AFTER_NUMBERED = r"(?!楼|线|文|令|院|公告|通知|机|门|车|馆|厅|会|桌|台|窗|柜|库|井|泵|闸|桥|路|村|组|区|地块|标|仓)"

_WORDS = {
    "every": rf"每(?:个)?(?:工作日|季度|半年|星期.?|天|日|晚|早|周[一二三四五六日天末1-7]?|月|季|年|旬)"
    rf"(?:{NUMBER}[日号]|底|末)?",
    "span": r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半|一个半)(?:个)?半?(?:工作日|自然日|日|天|小时|分钟|周|星期|月)"
    r"(?:之|以)?内",
    "date": rf"(?:(?:20\d{{2}}|今|明)年)?(?<![\d.])(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
    rf"(?:{NUMBER}[日号]?|底|末)",
    "ymd": r"(?<!\d)20\d{2}[./-]\d{1,2}[./-]\d{1,2}日?(?![\d.])",
    "dotted": r"(?<![\d.\-/:第)\]〕])(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d|0?[1-9])[日号]?(?![\d.%/]|"
    r"[万亿千百元米吨克公个人次度级亩兆倍版分])",
    "month": rf"(?:本|当|这个|下个?|次)月(?:{NUMBER}[日号]|底|末|内)|(?<!个)月(?:底|末|内)|(?:本|当|这个)月",
    "end": r"(?:(?:本|一|二|三|四|[1-4])?季(?:度)?(?:末|底|内))|(?:今|本|当)年(?:底|末|内|终)"
    r"|(?<![\d一二两三四五六七八九十几多近])年(?:底|末|内|终)",
    "festival": r"(?:国庆|元旦|春节|清明|劳动节|五一|端午|中秋|十一)节?(?:假期|放假|小长假|长假|双节)?(?=前(?!后))"
    r"|(?<![\d一二两三四五六七八九十几多今去往半当])年前(?!后)",
    "week": r"(?:下下|本|这个?|下个?|上个?)(?:周|星期|礼拜)(?:[一二三四五六日天末1-7]|内|底)"
    r"|(?<![一二两三四五六七八九十\d每几多])(?:周|星期|礼拜)(?:[一二三四五六日天1-7])(?!年|边|期|转|岁|次|个|期)",
    "relative": r"大后天|今明两[天日]|今[天日晚晨早]|明[天日早晚晨]|后[天日](?!性)|当[天日晚]|本日|即日(?!起)"
    r"|次日|翌日|昨[天日晚]|前天",
    "day": r"(?<![\d月年第〔〕\])前近后])"
    rf"(?:3[01]|[12]\d|0?[1-9]|[一二三四五六七八九十]{{1,3}})[日号]{_AFTER_NUMBERED}",
    "part": rf"凌晨|清晨|早上|早晨|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜间|零时|零点|"
    rf"[早晚](?={NUMBER}(?:[点时]|:))",
    "clock": rf"(?<![\d:.])(?:[01]?\d|2[0-4])(?::[0-5]\d){{1,2}}(?!\d)"
    rf"|(?<![\d.第]){NUMBER}(?:[点时])(?!意见|要求|建议|希望|注意|说明|内容|措施|体会|工作|事项|间|候|常|期|代|效|"
    rf"刻内|限|段|评|名|对|位|赞|击|差)"
    r"(?:钟|整|半|[一三]刻|[0-5]?\d分?|[一二三四五]?十[一二三四五六七八九]?分?)?",
    "shift": r"(?:下班|上班)(?=前|之前|时)",
}
_FIRST = r"(?=[\d每一二两三四五六七八九十半今明当本这下个次翌月年季国元春清劳端中秋周星礼大后昨前即凌早上正午傍晚夜零])"
"""The characters a word of time begins with: looked at first, since most characters begin none."""
_TOKEN = re.compile(_FIRST + "(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _WORDS.items()) + ")")
_MAY_HOLD = re.compile(r"[天日号周月年底末内前时点班午晨]|:\d|早|晚|[./]\d")

DAYS = {"date", "ymd", "dotted", "month", "end", "festival", "week", "relative", "day", "every"}
HOURS = {"part", "clock", "shift"}
_JOIN = re.compile(r"[ 的(,在]?\(?\)?(?:当天)?")
_APART = re.compile(r"\((?:即)?")
_TO = re.compile(r"\)?(?:日)?[至到\-—~－–]{1,2}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of time: its kind, its text and where it stands."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Neighbouring words of time read as one: a day, the same day said again, a part of it and an hour.

    Where *since* is given, the moment is the end of a range and *since* its beginning.
    """

    words: tuple[Word, ...]
    since: "Moment | None" = None

    @property
    def start(self) -> int:
        """Return where the moment (or its range) begins."""
        return self.since.start if self.since else self.words[0].start

    @property
    def end(self) -> int:
        """Return where the moment ends."""
        return self.words[-1].end

    @property
    def days(self) -> tuple[Word, ...]:
        """Return the words that say which day, or how long."""
        return tuple(word for word in self.words if word.kind in DAYS or word.kind == "span")

    @property
    def hours(self) -> tuple[Word, ...]:
        """Return the words that say which part of the day."""
        return tuple(word for word in self.words if word.kind in HOURS)


def words(sentence: str) -> tuple[Word, ...]:
    """Return the words of time in the order they stand; none where no character hints at one."""
    if not _MAY_HOLD.search(sentence):
        return ()
    return tuple(
        Word(found.lastgroup or "", found.group(), found.start(), found.end()) for found in _TOKEN.finditer(sentence)
    )


def moments(sentence: str) -> tuple[Moment, ...]:
    """Return the moments a sentence speaks of, ranges joined to their ends."""
    found: list[Moment] = []
    for word in words(sentence):
        last = found[-1] if found else None
        gap = sentence[last.end : word.start] if last else ""
        if last and _TO.fullmatch(gap) and "span" not in (word.kind, last.words[-1].kind):
            found[-1] = Moment((word,), last)
        elif last and _belongs(last, word, gap):
            found[-1] = Moment((*last.words, word), last.since)
        else:
            found.append(Moment((word,)))
    return tuple(found)


def _belongs(moment: Moment, word: Word, gap: str) -> bool:
    """Tell whether the word goes on with the moment: an hour after a day, or the same day again in brackets."""
    kinds = {known.kind for known in moment.words}
    if "span" in kinds or word.kind == "span":
        return False
    if word.kind in HOURS:
        return bool(_JOIN.fullmatch(gap)) and word.kind not in kinds
    return bool(_APART.fullmatch(gap)) and not kinds & HOURS and len(moment.days) == 1
