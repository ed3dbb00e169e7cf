"""By when a notice wants something: the moments of its sentences that are deadlines, and the one that binds first.

A moment is a deadline where words about it say so (前, 截止, 内, 最迟, or a verb of handing in right behind it). The
time of a meeting, the date of figures (截至9月20日，已…), a phone number or an amount is none. Of several deadlines the
earliest binds; where one cannot be dated, lies in the past or contradicts itself, none is read at all. Deadlines that
come back (每周五前) and those that hang on an event (办结后5日内) are not dated.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from jianfu.engine.notices.calendar_working import WorkingCalendar
from jianfu.engine.notices.moment import Moment, moments
from jianfu.engine.notices.moment_day import day_of, number
from jianfu.engine.notices.moment_hour import OfficeHours, minute_of

DUE, WEAK, MOVED, PERIODIC, EVENT = "due", "weak", "moved", "periodic", "event"
"""What a moment is: a deadline; one by its verb alone; a deadline put off; one that comes back; one after an event."""

_BEFORE_NOT = (
    "(?!往|来(?!报|交|领|取|办)|去|期|后(?!续|勤)|段|述(?!职)|夕|奏|(?:已|曾|尚)|的(?!要求)|出生|入职|入党|取得|"
    "毕业|参保|成立|建成|登记在册|注册|结婚|退休|发生|办理的)"
)
_VERB = (
    r"(?:完成|报送|上报|报(?!名|道|告|到|刊|纸|社|警|销|酬|考|备|废|复|请|表|批)|反馈|提交|交(?!流|通|接|办|叉|警|"
    r"易|界)|办结|回复|发(?:我|到|至|给|送)"
    r"|送(?:到|至|交)|落实到位|整改到位|录入|填报|填写|上传|汇总)(?!的|了|过|情况|会|时|人|率|前|后)"
)
_AFTER = re.compile(
    rf"\)?(?:之|以)?前{_BEFORE_NOT}|\)?(?:为)?止(?!跌|血|损|咳)|\)?截止|\)?为限|\)?期间(?=.{{0,20}}{_VERB})|"
    rf"内(?!容|部|网|外|科|设|控|环|涝)"
)
_HANDING_IN = re.compile(
    r"\)?(?:务必|必须|一定要?|需要?|须|要|请|统一|集中|全部|一并|先|再|及时|按时|抓紧|(?:将|把)[^,。;]{1,16}?){0,3}"
    + _VERB
)
_PUT_OFF = re.compile(r"(?:延期?|延长|推迟|顺延|展期|调整|改)(?:到|至|为)$")
_UNTIL = re.compile(
    r"(?:截止(?:时间|日期|日)|截至(?:时间|日期)|最迟|最晚|不(?:得)?[晚迟]于|不(?:得)?超过|限期?(?=于|在|至|$)|"
    r"即日起?(?:到|至|-|—|~)"
    r"|(?:完成|报送|上报|反馈|提交|办理|整改|填报|报名|申报|缴费|回收|录入)(?:截止)?(?:时间|时限|期限|日期)|时限|"
    r"期限)"
    r"(?:要求)?[为是到至于在:\s]*$"
)
_BARE_UNTIL = re.compile(r"截[至止](?:到)?[:\s]*$")
_AS_OF = re.compile(
    r"[,、]?(?:全[县市区省镇乡校院局国体]|共|已|累计|我|各[村镇县区]|仍|还有|尚|该|辖区|本[县市区镇乡院校]|的|数|"
    r"底|登记|参保|在册|注册|存|在库|通报|统计|实有|目前)"
)
_FIGURES = re.compile(r"(?:数据|统计|时点|口径|年龄|工龄|党龄)(?:时间|时点|计算)?(?:截[至止](?:到)?)?$")
_LUNAR = re.compile(r"(?:农历|古历|旧历|阴历)$")
_RECEIVED = re.compile(
    r"(?:(?:收到|接到|接|见)(?:本|该|此|本次)?(?:通知|文件|函|信息|消息|通报|文)?|(?:通知|文件|本文)?(?:印发|发布|"
    r"下发|发文|发出)"
    r"|即日|今日|今天|现在|(?<=[自从本])通知|^通知)(?:之日|当日|之时)?(?:后|起|以后|算起)?的?$"
)
_EVENTFUL = re.compile(r"(?:后|起|之日|以后|之后|时|的|发现|接报|接警|到达|公示|受理)的?(?:要|须|应|必须|请|务必)?$")
_CONDITION = re.compile(
    r"发现|一旦|如遇|遇有|发生|出现|接警|接报|事发|凡是?|每[次起件]|工单|投诉|来电|报警|险情|警情|值班期间|公示|"
    r"试用|有效期"
)
_NOT_ASKED = re.compile(r"(?:近|过去|最近|前|未来|预计|连续|今后|每|在校|首|自然|续签|为期|有效期|已)(?:的|为)?$")
_STATED = re.compile(
    r"[,、]?(?:有效|有过|累计|出现|将有|可能|曾|有[雨雪风旅]|不得再|免费|无理由|有[^关]{0,6}(?:史|的))"
)
_ACTION = re.compile(
    r"报|完成|反馈|提交|办结|回复|落实|整改|处置|处理|上传|交|到位|答复|更新|填|录|送|核|清|排查|自查|签|发|召开|"
    r"组织|报名|到岗|请|务必|须|限"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A moment and what it is; *words* are those that say so, for the notice's owner."""

    moment: Moment
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline found: the moment (midnight where no hour is said), whether an hour is said, and the words."""

    at: datetime
    has_hour: bool
    words: str

    @property
    def ends(self) -> datetime:
        """Return the last moment that will do."""
        return self.at if self.has_hour else self.at + timedelta(days=1)


@lru_cache(maxsize=65_536)
def claims(sentence: str) -> tuple[Claim, ...]:
    """Return the moments of a folded sentence that are deadlines of some kind."""
    found = []
    for moment in moments(sentence):
        kind = _kind(moment, sentence)
        if kind:
            found.append(Claim(moment, kind, sentence[max(moment.start - 6, 0) : moment.end + 6]))
    return tuple(found)


def _kind(moment: Moment, sentence: str) -> str:
    before, after = sentence[: moment.start], sentence[moment.end :]
    first = moment.words[0]
    if first.kind == "span":
        return _span_kind(before, after)
    if first.kind == "every":
        return PERIODIC if _AFTER.match(after) or _HANDING_IN.match(after) else ""
    return _day_kind(moment, before, after)


def _day_kind(moment: Moment, before: str, after: str) -> str:
    first = moment.words[0]
    if _LUNAR.search(before) or _FIGURES.search(before) or first.text.startswith(("昨", "前天", "上")):
        return ""
    if _PUT_OFF.search(before):
        return MOVED
    if _BARE_UNTIL.search(before) and _AS_OF.match(after):
        return ""
    if any((_BARE_UNTIL.search(before), _UNTIL.search(before), _AFTER.match(after), _ends_inside(moment))):
        return DUE
    return WEAK if moment.days and _HANDING_IN.match(after) else ""


def _ends_inside(moment: Moment) -> bool:
    """Tell whether the words carry their own 内: 本周内, 年内, 本月内."""
    return moment.words[-1].kind in {"week", "month", "end"} and moment.words[-1].text.endswith("内")


def _span_kind(before: str, after: str) -> str:
    clause = before[-18:]
    if _NOT_ASKED.search(clause) or _STATED.match(after) or not (_ACTION.search(after) or _ACTION.search(clause)):
        return ""
    if _RECEIVED.search(clause):
        return DUE
    return EVENT if _EVENTFUL.search(clause) or _CONDITION.search(before) else DUE


def due(sentences: list[str], sent_at: datetime, calendar: WorkingCalendar, office: OfficeHours) -> Due | None:
    """Return the deadline that binds first; null where there is none or one of them is not known for certain."""
    found = [claim for sentence in sentences for claim in claims(sentence)]
    moved = [claim for claim in found if claim.kind == MOVED]
    stated = [claim for claim in moved or found if claim.kind in {DUE, MOVED}]
    dated = [_dated(claim, sent_at, calendar, office) for claim in stated]
    if None in dated:
        return None
    weak = [_dated(claim, sent_at, calendar, office) for claim in found if claim.kind == WEAK and not moved]
    sure = [one for one in [*dated, *weak] if one is not None]
    return min(sure, key=lambda one: (one.ends, one.words)) if sure else None


def recurring(sentences: list[str]) -> tuple[str, ...]:
    """Return the words of deadlines that come back, which have no one date."""
    return tuple(claim.words for sentence in sentences for claim in claims(sentence) if claim.kind == PERIODIC)


def _dated(claim: Claim, sent_at: datetime, calendar: WorkingCalendar, office: OfficeHours) -> Due | None:
    """Return when the claim falls due; null where that is not known or past."""
    moment = claim.moment
    if moment.words[0].kind == "span":
        return _after_span(claim, sent_at, calendar)
    day = _day(moment, sent_at.date(), calendar)
    if day is None:
        return None
    hour_known = bool(sent_at.hour or sent_at.minute)
    today = day == sent_at.date()
    sent_minute = sent_at.hour * 60 + sent_at.minute if hour_known and today else None
    minute = _minute(moment, sent_minute, office)
    if minute is None:
        whole = datetime.combine(day, time())
        return Due(whole, False, claim.words) if day >= sent_at.date() else None
    at = datetime.combine(day, time(minute // 60, minute % 60))
    return Due(at, True, claim.words) if at > sent_at else None


def _minute(moment: Moment, sent_minute: int | None, office: OfficeHours) -> int | None:
    """Return the minute of the day; the end of a range of hours takes the part of day its beginning has."""
    hours = moment.hours
    if moment.since and hours and not any(word.kind == "part" for word in hours):
        hours = (*(word for word in moment.since.hours if word.kind == "part" and not moment.days), *hours)
    days = (*moment.days, *(moment.since.days if moment.since else ()))
    return minute_of(hours, days[0].text if days else "", sent_minute=sent_minute, office=office)


def _day(moment: Moment, sent: date, calendar: WorkingCalendar) -> date | None:
    """Return the moment's day: the sending day where only an hour is said; null where two words for it differ."""
    if not moment.days:
        return _day(moment.since, sent, calendar) if moment.since else sent
    base = sent
    if moment.since and moment.days[0].kind == "day":
        base = _day(moment.since, sent, calendar) or sent
    found = {day_of(word, base, calendar) for word in moment.days}
    return found.pop() if len(found) == 1 else None


_SPAN = re.compile(r"(半|一个半|[\d一二两三四五六七八九十]+)(?:个)?(半)?(工作日|自然日|日|天|小时|分钟|周|星期|月)")
_MINUTES = {"小时": 60, "分钟": 1}
_DAYS = {"自然日": 1, "日": 1, "天": 1, "周": 7, "星期": 7}


def _after_span(claim: Claim, sent_at: datetime, calendar: WorkingCalendar) -> Due | None:
    """Count the span from the sending: hours need a known sending hour, working days a calendar that reaches."""
    found = _SPAN.match(claim.moment.words[0].text)
    if found is None:
        return None
    halves = _halves(found[1]) + bool(found[2])
    if found[3] in _MINUTES:
        known = sent_at.hour or sent_at.minute
        at = sent_at.replace(second=0, microsecond=0) + timedelta(minutes=halves * _MINUTES[found[3]] / 2)
        return Due(at, True, claim.words) if known else None
    if halves % 2:
        return None
    day = _later(sent_at.date(), halves // 2, found[3], calendar)
    return Due(datetime.combine(day, time()), False, claim.words) if day else None


def _halves(text: str) -> int:
    return {"半": 1, "一个半": 3}.get(text) or 2 * number(text)


def _later(day: date, count: int, unit: str, calendar: WorkingCalendar) -> date | None:
    if unit == "工作日":
        return calendar.after(day, count)
    if unit == "月":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, 28))
    return day + timedelta(days=count * _DAYS[unit])
