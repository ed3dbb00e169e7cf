"""What a notice wants of its readers, by the words of ``DEMANDS``; and whether all are to reply.

A demand counts where its own words ask for it. One that is forbidden or waived (严禁打卡接龙, 无需回复) is none; one
that hangs on an *if* (如有问题请回复) is none either. Where words hint at a demand without asking for it plainly, the
whole is not known (null) unless another demand is plain.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jianfu.engine.notices.reading_text import clauses

_DENIAL = (
    r"(?:无需|不用|不必|毋需|毋须|无须|勿需|勿|请勿|不要|不需要?|不再|免于?|别|不得|严禁|禁止|取消|杜绝|停止|避免|"
    r"减少|防止|反对|清理|整治"
    r"|不准|不能|切勿|不搞|纠正|治理|一律不|未要求|不要求)"
)
_DENIED_BEFORE = re.compile(_DENIAL + r"[^,。;]{0,18}$")
_IF = re.compile(
    r"(?:如果?|若|倘若)?(?:有|存在|遇到?)?(?:任何)?(?:问题|疑问|意见|困难|异议|特殊情况|变化|变动|不同意见|"
    r"建议)(?:的|者|,|请|可|时)*$"
)
_UNLESS = re.compile(r"(?:如有|若有|如需|如遇|需要的|不能参加|不能参会|请假)")

_TABLES = r"(?<![代发外手水电仪气抄])表(?:格)?(?![示彰态扬现决述达率面白])|台账|清单|名单|花名册|名册|明细"
_OF_A_MATTER = "(?![^,。;]{0,8}(?:进展|情况|自查)|工作|专班|管理)"
_CHECKED = re.compile(r"(?:核对|建立|完善|对照|确认|补充|更新|查阅)[^,。;]*$")
"""To check a ledger of what is handed in is not to hand it in."""
_HAND_OVER = "交(?!流|通|接|易|叉|界|办|警)"

_PLAIN = {
    "reply": re.compile(
        r"收到(?:后|通知后|的|本通知)?(?:请|务必|均|需|要|须|都|必须|并|及时|尽快|立即|马上|第一时间|逐一|逐个|"
        r"全部|统一|各单位|大家|在群[里内中]|群[里内])*"
        r"(?:回复|回[个条声]|回话|回1|回[“\"'「]?收到|扣1|吱一声|复[“\"]?收到|答复)"
        r"|(?:请|务必|须|要|需|逐一|逐个|一一|全员|全部|都|均|及时|大家|各单位|个个)[^,。;]{0,16}(?:回复(?!群众|"
        r"网民|网友|来信|信访|工单|留言|率|意见|函|诉求)|回1|扣1)"
        r"|回复[“\"'「(]?(?:收到|1|已阅|已知|知晓|已知晓|参加|姓名|是否|单位)|回[“\"'「]收到|收到请?扣|"
        r"群[里内]回复|打[“\"]?1[”\"]?"
    ),
    "chain": re.compile(
        r"(?:请|需|须|要|都|均|参与|进行|按|用|以|群[里内]|统一|完成|开始|点击|抓紧|逐一|跟上|继续|尽快|及时|方式|"
        r"通过|发起|务必|参加的|报名的)[^,。;]{0,10}(?<!成语)(?<!诗词)(?<!故事)接龙(?!结果|情况|已)"
        r"|(?<!成语)(?<!诗词)(?<!故事)接龙(?:报名|确认|回复|签到|打卡|统计|方式|一下|如下|格式|反馈|报数|[:：])|"
        r"#接龙|^接龙"
    ),
    "screenshot": re.compile(
        r"(?:发|传|报|提供|附|留存|提交|截|晒|转|将|把|并|后|每人|逐一|以|用)[^,。;]{0,12}(?:截图|截屏|录屏|录像)|"
        r"(?:截图|截屏|录屏|录像)[^,。;]{0,8}(?:发|传|报|反馈|为证|留存|交|证明|回复|打卡|留痕|备查|给)"
        r"|(?:发|传|报送|提供|附|留存|提交|拍|录)[^,。;]{0,10}(?:(?:现场|工作|活动|整改|巡查|走访|入户|值班|学习|"
        r"会议|前后对比|佐证|开展|清理|排查|消毒|宣传)(?:的)?(?:照片|图片|视频|短视频)|对比照|小视频)|"
        r"对比照[^,。;]{0,8}(?:发|传|报|交)"
        r"|(?:现场|工作|活动|整改|巡查|走访|入户|值班|学习|佐证|开展|清理|排查|宣传)(?:的)?(?:照片|图片|"
        r"视频)[^,。;]{0,10}(?:发|传|报|反馈|交)"
        r"|拍照[^,。;]{0,4}(?:留痕|上传|发|打卡|反馈|报|留存|回传)|拍[^,。;]{0,6}(?:照片|视频)[^,。;]{0,4}(?:发|"
        r"传|报|留)|(?:照片|视频)[^,。;]{0,4}(?:发群|发到群|发至群|上传)"
    ),
    "form": re.compile(
        r"填(?:写|报|好|录|表|妥|完)(?!的|情况|率|说明|人(?!居|员|口|数)|志愿|单位)|(?:扫码|点击链接|登录|登陆|"
        r"小程序|二维码)[^,。;]{0,12}(?:填|登记|报名)|(?:完成|填|参与|作答|提交|做)[^,。;]{0,10}问卷(?!调查报告)|"
        r"问卷[^,。;]{0,8}(?:填|完成|作答)"
    ),
    "table": re.compile(
        rf"(?:报送|上报|报(?!名|道|告|表|警|销|刊|纸|考)|提交|反馈|发(?:至|到|送|给|我)|汇总|{_HAND_OVER}|送|提供|报至|填报|填写)"
        rf"[^,。;]{{0,26}}(?:{_TABLES}|Excel|excel|电子版报表){_OF_A_MATTER}"
        rf"|(?:{_TABLES}){_OF_A_MATTER}(?:[^,。;]{{0,20}}|[》\"”)]{{0,2}},?(?:并|后|请|于)[^,。;]{{0,16}})(?:报送|上报|提交|反馈"
        rf"|发[至送到给我]|送至|{_HAND_OVER}|报(?!名|道|告|警|销|刊|纸|考))"
    ),
    "checkin": re.compile(
        r"(?:请|须|需|要|每[天日人周]|按时|坚持|完成|参与|进行|定位|群[里内]|务必|都|全员|及时|上下班|到岗|步数|"
        r"学习|早晚)[^,。;]{0,12}(?:打卡(?!点|地|机|记录|统计|情况|制)|签到(?!表|处|台|簿|册))"
        r"|打卡(?:签到|接龙|上报|留痕|学习)|(?:发送|共享|上报|实时)[^,。;]{0,4}(?:定位|位置)(?:信息)?"
    ),
}
_STEM = re.compile(
    r"回复|回执|接龙|截图|截屏|照片|拍照|录像|视频|图片|表|打卡|签到|填|登记|报送|上报|报至|报我|报给|提交|反馈|"
    r"材料|统计|汇总|台账|名单|清单|问卷|二维码|链接|报名|上传"
    r"|扣1|定位|位置|对比照|总结|收到(?!通知|本|该|之|工单)|报(?=局|镇|县|区|办|科|组|给|我|送)"
)
_STEM_NOT = re.compile(
    r"代表|表示|表彰|表态|表扬|表现|发表|表决|表述|表达|外表|手表|电表|水表|视频会|视频号|视频监控|视频调度|"
    r"视频培训|观看[^,。;]{0,8}视频|网红打卡|统计局|统计法|统计年鉴|自我填|填埋|填充|回填|登记机关|不动产登记|"
    r"婚姻登记"
)
_MEETING = re.compile(r"会|培训|入场|现场|报到|讲座|活动")
_EVERYONE = re.compile(r"逐一|逐个|一一|个个|全员|所有人|每人|人人|全体|各位|大家|都要|均要|均需|@所有人")
_SOME = re.compile(
    r"(?:联络员|主任|书记|负责人|责任人|网格员|信息员|班主任|值班员|组长|干部|领导|队长|所长|长)[^,。;]{0,8}$|"
    r"未(?:报|交|回复|反馈)[^,。;]{0,6}|以下(?:单位|人员)|参加(?:的|者)|报名(?:的|者)|不(?:能|参加)"
)


@dataclass(frozen=True, slots=True)
class Demands:
    """Demands in the order of ``DEMANDS``: empty for none, null for not known; whether all must reply; the words."""

    codes: tuple[str, ...] | None
    reply_all: bool | None
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    plain: tuple[tuple[str, str], ...]
    denied_reply: bool
    reply_all: bool
    unsure: bool


def demands(sentences: list[str]) -> Demands:
    """Return what the sentences of a folded notice demand."""
    said = [_said(sentence) for sentence in sentences]
    words: dict[str, str] = {}
    for one in said:
        for code, text in one.plain:
            words.setdefault(code, text)
    codes = tuple(code for code in _PLAIN if code in words)
    unsure = any(one.unsure for one in said)
    reply_denied, to_all = any(one.denied_reply for one in said), any(one.reply_all for one in said)
    contradicted = reply_denied and "reply" in words
    if contradicted:
        codes = tuple(code for code in codes if code != "reply")
    found = codes if codes or not (unsure or contradicted) else None
    reply_all = None if contradicted else (True if to_all else (False if reply_denied else None))
    return Demands(found, reply_all, tuple((code, words[code]) for code in codes))


@lru_cache(maxsize=65_536)
def _said(sentence: str) -> _Said:
    if not _STEM.search(sentence):
        return _Said((), False, False, False)
    plain: dict[str, str] = {}
    denied_reply = to_all = unsure = False
    before = ""
    for clause in clauses(sentence):
        found, denied = _clause(clause, before)
        plain = {**found, **plain}
        denied_reply |= "reply" in denied
        to_all |= "reply" in found and _to_all(clause, before)
        left = _STEM_NOT.sub("", clause)
        unsure |= bool(_STEM.search(left)) and not found and not denied
        before = clause
    return _Said(tuple(plain.items()), denied_reply, to_all, unsure)


def _clause(clause: str, before: str) -> tuple[dict[str, str], set[str]]:
    """Return the plain demands of a clause with their words, and the demands it waives or forbids."""
    found: dict[str, str] = {}
    denied: set[str] = set(_waived(clause))
    for code, pattern in _PLAIN.items():
        asked = pattern.search(clause)
        if asked is None or code in denied or (code == "table" and _CHECKED.search(clause[: asked.start()])):
            continue
        if _DENIED_BEFORE.search(clause[: asked.end()]) and _denies(clause, asked):
            denied.add(code)
        elif not _hangs_on_if(clause[: asked.start() + 1], before) and not _at_meeting(code, clause, before):
            found[code] = asked.group()
    return found, denied


_WAIVED = {
    "reply": re.compile(
        _DENIAL + r"[^,。;]{0,8}(?:回复|回(?!来|家|访|应|收|头|避|款)|扣1)|收到(?:后)?(?:勿|不用|无需|不必)"
    ),
    "chain": re.compile(_DENIAL + r"[^,。;]{0,16}接龙"),
    "screenshot": re.compile(_DENIAL + r"[^,。;]{0,18}(?:截图|截屏|拍照|录像|照片|视频|录屏)"),
    "form": re.compile(_DENIAL + r"[^,。;]{0,8}(?:填(?:写|报|表)|问卷)"),
    "table": re.compile(
        _DENIAL + r"[^,。;]{0,12}(?:报送|上报|重报|另报|再报|报表|报)(?!名)"
        r"|(?:没有变化|无变化)[^,。;]{0,6}(?:不必|不用|无需)[^,。;]{0,3}报"
    ),
    "checkin": re.compile(_DENIAL + r"[^,。;]{0,16}(?:打卡|签到)"),
}


def _waived(clause: str) -> list[str]:
    return [code for code, pattern in _WAIVED.items() if pattern.search(clause)]


def _denies(clause: str, asked: re.Match[str]) -> bool:
    """Tell whether a denial stands before the demand itself, not merely somewhere in front of it."""
    return bool(_DENIED_BEFORE.search(clause[: asked.start()]))


def _hangs_on_if(upto: str, before: str) -> bool:
    return bool(_IF.search(upto[:-1]) or _UNLESS.search(upto) or _IF.search(before) or _UNLESS.match(before))


def _at_meeting(code: str, clause: str, before: str) -> bool:
    """Tell whether a sign-in is the ordinary one at the door of a meeting."""
    return code == "checkin" and "签到" in clause and bool(_MEETING.search(clause) or _MEETING.search(before))


def _to_all(clause: str, before: str) -> bool:
    """Tell whether the reply is asked of everyone: said so, or asked of whoever reads, with no post named."""
    return bool(_EVERYONE.search(clause)) or not (_SOME.search(clause.partition("回")[0]) or _SOME.search(before))
