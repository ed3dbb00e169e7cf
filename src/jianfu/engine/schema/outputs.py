"""The tables a run writes about likeness, repetition and planning: their columns, and the order their rows stand in.

*Source:* design.md section 6. ``assets``, ``findings`` and ``measures`` have columns that follow from the input and the
measures, and are not listed here.
"""

from dataclasses import dataclass

from jianfu.engine.schema.column import Column, Kind, Word
from jianfu.engine.schema.words import VERDICTS

PAIR_KINDS = (
    Word("same_thing", "同一个", "one thing"),
    Word("same_unit_platform", "同单位同平台", "one unit, one platform"),
    Word("same_function", "功能相同", "same functions"),
    Word("same_audience", "对象相同", "same audience"),
    Word("rebound", "关停后再现", "back after closing"),
)
TIERS = (Word("proposal", "建议", "proposal"), Word("review", "待核", "to review"))
DISPOSITIONS = (
    Word("keep", "保留", "keep"),
    Word("fix", "整改", "fix"),
    Word("merge", "合并", "merge"),
    Word("migrate_close", "迁移后关停", "move its functions, then close"),
    Word("close", "关停", "close"),
    Word("dissolve", "解散", "dissolve"),
    Word("review", "待研判", "review"),
)
COVERAGE_STATES = (
    Word("kept", "原处保留", "kept where it is"),
    Word("moved", "已有去处", "moved"),
    Word("unused", "无人使用", "unused"),
    Word("uncovered", "没有去处", "uncovered"),
)
DEMANDS = (
    Word("reply", "回复", "reply"),
    Word("chain", "接龙", "sign on in a chain"),
    Word("screenshot", "截图录像", "screenshot or video"),
    Word("form", "填表", "fill in a form"),
    Word("table", "报表", "send a table"),
    Word("checkin", "打卡", "check in"),
)
SCOPES = (
    Word("province", "省", "province"),
    Word("city", "市", "city"),
    Word("county", "县", "county"),
    Word("town", "乡", "town"),
    Word("unit", "单位", "unit"),
    Word("line", "条线", "line"),
)
SCENARIO_STATES = (
    Word("optimal", "已证最优", "proved best"),
    Word("bounded", "差距已证", "gap proved"),
    Word("refused", "不能达到", "refused"),
)


@dataclass(frozen=True, slots=True)
class Output:
    """One table a run writes; rows stand in the order of *order_by* (nulls last)."""

    code: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    order_by: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the column codes in order."""
        return tuple(column.code for column in self.columns)


def _id(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.ID, meaning_zh, meaning_en)


def _text(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.TEXT, meaning_zh, meaning_en)


def _of(code: str, zh: str, words: tuple[Word, ...], meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.CODE, meaning_zh, meaning_en, words=words)


def _count(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.COUNT, meaning_zh, meaning_en)


def _amount(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.AMOUNT, meaning_zh, meaning_en)


def _ratio(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.RATIO, meaning_zh, meaning_en)


def _flag(code: str, zh: str, meaning_zh: str, meaning_en: str) -> Column:
    return Column(code, zh, Kind.FLAG, meaning_zh, meaning_en)


PAIRS = Output(
    "pairs",
    "疑似重复",
    "pairs of entries alike",
    (
        _id("left_id", "左编号", "编号在前的应用程序", "The entry whose id comes first"),
        _id("right_id", "右编号", "另一应用程序", "The other entry"),
        _of("kind", "关系", PAIR_KINDS, "怎样相像", "How they are alike"),
        _of("tier", "档次", TIERS, "建议合并，或待人核对", "Proposed, or to be looked at"),
        _ratio("score", "把握", "同为一个的概率或重合度", "Probability of being one, or the overlap"),
        _text("reasons", "理由", "各字段的贡献（JSON）", "What each field contributes, as JSON"),
        _of(
            "judgement",
            "结论",
            VERDICTS,
            "已有的人工结论；没有则空",
            "The judgement a person gave; empty when none",
        ),
    ),
    ("left_id", "right_id", "kind"),
)
CLUSTERS = Output(
    "clusters",
    "重复组",
    "clusters of one thing",
    (
        _id("cluster_id", "组号", "组内编号最前者", "The member whose id comes first"),
        _id("asset_id", "编号", "组员", "A member"),
        _flag("survivor", "留存", "是否建议留存的那一个", "Whether this is the one to keep"),
    ),
    ("cluster_id", "asset_id"),
)
CONTRADICTIONS = Output(
    "contradictions",
    "结论矛盾",
    "judgements that contradict each other",
    (
        _id("left_id", "左编号", "判为不同的一方", "One side of a judgement “different”"),
        _id("right_id", "右编号", "另一方", "The other side"),
        _text(
            "path",
            "相同链",
            "把两者连成同一个的各编号，以 ; 隔开",
            "Ids that judgements “same” join the two by, parted by ;",
        ),
    ),
    ("left_id", "right_id"),
)
PLAN = Output(
    "plan",
    "整合方案",
    "the plan",
    (
        _id("asset_id", "编号", "在用的应用程序", "A live entry"),
        _of("disposition", "处置", DISPOSITIONS, "建议怎样处置", "What is proposed"),
        _id(
            "successor_id", "承接者", "并入或迁往何处；没有则空", "What it is merged into or moved to; empty when none"
        ),
        _text("reason", "理由", "为什么", "Why"),
    ),
    ("asset_id",),
)
COVERAGE = Output(
    "coverage",
    "功能去处",
    "where each function goes",
    (
        _id("asset_id", "编号", "现在提供该功能的应用程序", "The entry that offers the function now"),
        _id("function_code", "功能代码", "功能", "The function"),
        _id("region_code", "行政区划代码", "服务的行政区划", "The division served"),
        _id("successor_id", "承接者", "以后由谁提供", "Which entry offers it afterwards"),
        _of("status", "去处", COVERAGE_STATES, "功能去处", "What becomes of it"),
    ),
    ("asset_id", "function_code", "region_code"),
)
CHANNELS = Output(
    "channels",
    "联络渠道",
    "channels after the plan",
    (
        _id("issuer_unit_id", "发布单位编号", "发布单位", "The unit that issues"),
        _id("audience_unit_id", "对象单位编号", "对象单位", "The unit addressed"),
        _id("group_id", "群组编号", "方案实施后承载该渠道的群组", "The group that carries the channel after the plan"),
    ),
    ("issuer_unit_id", "audience_unit_id", "group_id"),
)
LOAD = Output(
    "load",
    "负荷",
    "load of a unit before and after",
    (
        _id("unit_id", "单位编号", "单位", "The unit"),
        _count("groups_before", "现有群数", "整合前所在群组数（个）", "Groups it is in before"),
        _count("groups_after", "整合后群数", "整合后所在群组数（个）", "Groups it is in after"),
        _amount(
            "notices_per_day_before",
            "现日均消息",
            "整合前日均消息数（条/日）；不明则空",
            "Messages a day before; empty when not known",
        ),
        _amount(
            "notices_per_day_after",
            "整合后日均消息",
            "整合后日均消息数（条/日）；不明则空",
            "Messages a day after; empty when not known",
        ),
        _ratio(
            "irrelevant_share_before",
            "现无关占比",
            "整合前与本单位无关的消息占比",
            "Share not meant for the unit before",
        ),
        _ratio(
            "irrelevant_share_after",
            "整合后无关占比",
            "整合后与本单位无关的消息占比",
            "Share not meant for the unit after",
        ),
    ),
    ("unit_id",),
)
POST_LOAD = Output(
    "post_load",
    "岗位负荷",
    "load of a unit's posts before and after",
    (
        _id("unit_id", "单位编号", "单位", "The unit"),
        _count("posts", "岗位数", "在群岗位数（个）；没有填的按1个计", "Posts in groups; one where none is stated"),
        _amount("readings_per_day_before", "现日均阅读", "整合前每日阅读量（条×岗位）", "Readings a day before"),
        _amount("readings_per_day_after", "整合后日均阅读", "整合后每日阅读量（条×岗位）", "Readings a day after"),
        _ratio("irrelevant_share_before", "现无关占比", "整合前与岗位无关的占比", "Share in vain before"),
        _ratio("irrelevant_share_after", "整合后无关占比", "整合后与岗位无关的占比", "Share in vain after"),
        _amount("seen_per_day_after", "旁观消息", "整合后在只发布的群里看到别人的消息（条/日）",
                "Others' messages a day, in groups the unit only issues in, after"),
    ),
    ("unit_id",),
)  # fmt: skip
GROUP_MERGES = Output(
    "group_merges",
    "并群方案",
    "groups that take in others",
    (
        _id("successor_id", "承接群", "留下的群组", "The group that stays"),
        Column("sources", "来源群", Kind.IDS, "并入的各群，含承接群", "All groups brought together, it included"),
        _count("groups", "群数", "来源群数（个）", "How many groups"),
        _amount("load", "日均消息", "扣除重复后的日均消息数（条/日）", "Messages a day less repeats"),
        _ratio(
            "irrelevant_share", "无关占比", "与阅读单位无关的阅读占比", "Share of readings not meant for the reader"
        ),
        _amount("family_cost", "目标值", "所在一组可并群的目标值", "Cost of the family it belongs to"),
        _amount("family_bound", "下界", "该组已证明的下界", "Proved lower bound of that family"),
        _ratio("family_gap", "差距", "(目标值−下界)/目标值", "(cost - bound) / cost"),
    ),
    ("successor_id",),
)
NOTICE_PAIRS = Output(
    "notice_pairs",
    "相同任务",
    "notices of one task",
    (
        _id("left_id", "左通知", "编号在前的通知", "The notice whose id comes first"),
        _id("right_id", "右通知", "另一通知", "The other notice"),
        _ratio("similarity", "相似度", "正文三字组的杰卡德系数", "Jaccard index of character 3-grams"),
        _count(
            "shared_audience_units",
            "共同对象单位数",
            "两群共同面向的单位数；不明则空",
            "Units both groups address; empty when not known",
        ),
    ),
    ("left_id", "right_id"),
)
NOTICE_GROUPS = Output(
    "notice_groups",
    "重复布置",
    "one task set more than once",
    (
        _id("group_id", "任务号", "组内编号最前的通知", "The notice whose id comes first"),
        _id("notice_id", "通知编号", "组内通知", "A notice of it"),
        _id("first_unit_id", "最先发布单位", "最先布置的单位", "The unit that set it first"),
    ),
    ("group_id", "notice_id"),
)
REPEATED_NOTICES = Output(
    "repeated_notices",
    "重复布置明细",
    "the notices of tasks set more than once",
    (
        _id("group_id", "任务号", "组内编号最前的通知", "The notice whose id comes first"),
        _id("notice_id", "通知编号", "组内通知", "A notice of it"),
        _id("unit_id", "发布单位编号", "发布单位", "The unit that sent it"),
        _text("unit_name", "发布单位", "发布单位名称", "Its name"),
        _id("asset_id", "群组编号", "发布所在的群组", "The group it was sent in"),
        _text("group_name", "群组名称", "群组名称", "The name of that group"),
        Column("sent_at", "发布时间", Kind.MOMENT, "发布时间", "When it was sent"),
        Column("due_at", "截止时间", Kind.MOMENT, "截止时间；不明则空", "When it is due; empty when not known"),
        _text("opening", "正文开头", "正文前60字", "The first 60 characters of the text"),
    ),
    ("group_id", "sent_at", "notice_id"),
)
NOTICE_READINGS = Output(
    "notice_readings",
    "通知解读",
    "what a notice asks",
    (
        _id("notice_id", "通知编号", "通知", "The notice"),
        Column("due_at", "截止时间", Kind.MOMENT, "正文的截止时间；不明则空", "Deadline in the text; empty if unknown"),
        Column("demands", "要求", Kind.CODES, "正文提出的要求；没有为 none，不明则空",
               "What the text demands; none when nothing, empty when not known", words=DEMANDS),
        _flag("urgent", "紧急", "正文是否写明紧急；不明则空", "Whether the text says urgent; empty when not known"),
    ),
    ("notice_id",),
)  # fmt: skip
REDUCTION = Output(
    "reduction",
    "压减率",
    "reduction rates",
    (
        _of("scope", "范围", SCOPES, "按什么统计", "Counted by what"),
        _id("scope_id", "范围编号", "区划代码、单位编号或条线", "Division code, unit id or line"),
        _text("category", "类别", "new_media、app、work_group 或 all", "new_media, app, work_group or all"),
        _count("n0", "基数", "基准日在册数（个）", "Entries at the baseline"),
        _count("n0_restated", "重述基数", "加上当时已有、后来登记的（个）", "With those alive then and declared later"),
        _count("n1", "现数", "判定日在用数（个）", "Entries alive on the day judged"),
        _count("n1_planned", "方案实施后", "方案实施后在用数（个）", "Entries the plan leaves"),
        _ratio("gross_rate", "压减率", "(基数−现数)/基数；基数为零则空", "(n0 - n1) / n0; empty when n0 is 0"),
        _ratio("net_rate", "净压减率", "(重述基数−现数)/重述基数", "(n0_restated - n1) / n0_restated"),
        _ratio(
            "planned_rate", "方案压减率", "(重述基数−方案实施后)/重述基数", "(n0_restated - n1_planned) / n0_restated"
        ),
    ),
    ("scope", "scope_id", "category"),
)
SCENARIOS = Output(
    "scenarios",
    "情景比较",
    "scenarios side by side",
    (
        _text("scenario", "情景", "情景代码", "Code of the scenario"),
        _text("category", "类别", "new_media、app、work_group 或 all", "new_media, app, work_group or all"),
        _of("status", "结果", SCENARIO_STATES, "已证最优、差距已证或不能达到", "Proved best, gap proved or refused"),
        _text("reason", "原因", "不能达到的原因", "Why it is refused"),
        _count("before", "现数", "现有数（个）", "Entries now"),
        _count("kept", "保留数", "保留数（个）", "Entries kept"),
        _count("closings", "关停数", "关停合并数（个）", "Entries closed or merged"),
        _count("functions_moved", "迁移功能数", "迁移的功能数（项）", "Functions moved"),
        _count("functions_lost", "失去功能数", "失去的功能数（项）；必须为零", "Functions lost; must be nil"),
        _count(
            "people_affected",
            "受影响人次",
            "迁移功能的月使用次数（次）；不明则空",
            "Uses a month of moved functions; empty when not known",
        ),
        _amount("cost", "目标值", "保留成本加迁移成本", "Cost of keeping and moving"),
        _amount("bound", "下界", "已证明的下界", "Proved lower bound"),
        _ratio("gap", "差距", "(目标值−下界)/目标值", "(cost - bound) / cost"),
    ),
    ("category", "scenario"),
)
MARGINAL = Output(
    "marginal",
    "边际代价",
    "what a higher target would force next",
    (
        _count("rank", "次序", "第几个", "Which comes next"),
        _id("asset_id", "编号", "应用程序", "The entry"),
        _amount("extra_cost", "增加成本", "多压减这一个所增加的目标值", "What closing one more adds to the cost"),
        _count("functions_moved", "迁移功能数", "须迁移的功能数（项）", "Functions to be moved"),
        _count("people_affected", "受影响人次", "所迁功能月使用次数；不明则空", "Uses a month; empty if unknown"),
        _text("reason", "说明", "对用户意味着什么", "What it means to its users"),
    ),
    ("rank",),
)  # fmt: skip

OUTPUTS = (
    PAIRS,
    CLUSTERS,
    CONTRADICTIONS,
    NOTICE_READINGS,
    NOTICE_PAIRS,
    NOTICE_GROUPS,
    REPEATED_NOTICES,
    PLAN,
    COVERAGE,
    CHANNELS,
    LOAD,
    POST_LOAD,
    GROUP_MERGES,
    SCENARIOS,
    MARGINAL,
    REDUCTION,
)
