"""The sentences a plan gives as its reasons, in both languages. Words in braces are filled in."""

from jianfu.engine.detection.rule import Text

GROUNDS: dict[str, Text] = {
    "exempt": Text(
        "规则{exempt_rule}的豁免在有效期内（理由：{exempt_reason}，至{exempt_until}），保留。",
        "Exempt from {exempt_rule} ({exempt_reason}, until {exempt_until}): kept.",
    ),
    "protected": Text(
        "从名称、用途或子类看，属应急、季节性或面向特定人群，未经人决定不关停，保留。",
        "By its name, purpose or kind it serves emergencies, a season or particular people: kept unless a person "
        "decides otherwise.",
    ),
    "life_unknown": Text(
        "是否在用不明，请先核实；不关停。", "Whether it is in use is not known: check first; not closed."
    ),
    "incomplete": Text(
        "有关它的报送行被退回，资料不全，请更正后研判；不关停。",
        "Rows about it were rejected: correct them first; not closed.",
    ),
    "contradiction": Text(
        "有关它的比对结论互相矛盾，请先理清；不关停。",
        "Judgements about it contradict each other: settle them; not closed.",
    ),
    "protected_hit": Text(
        "虽有关停或合并的理由（{rules}），但从名称、用途或子类看属应急、季节性或面向特定人群，请研判。",
        "There is reason to close or merge it ({rules}), but by its name, purpose or kind it serves emergencies, a "
        "season or particular people: a person decides.",
    ),
    "no_functions": Text(
        "没有报来功能清单，不能证明无人失去服务，请补报后研判；不关停。",
        "No list of functions was handed in, so nothing proves that nobody loses a service: not closed.",
    ),
    "closes": Text("命中{rules}，没有在用功能，建议关停。", "Hit by {rules}, no function in use: closing is proposed."),
    "closes_moved": Text(
        "命中{rules}，{moved}项在用功能均有去处，建议迁移后关停。",
        "Hit by {rules}; its {moved} functions in use have a new home: closing is proposed once they are moved.",
    ),
    "stuck": Text(
        "有关停或合并的理由（{rules}），但功能{homeless}没有去处，不能关停，请研判。",
        "There is reason to close or merge it ({rules}), but functions {homeless} have no new home: not closed; a "
        "person decides.",
    ),
    "duplicate": Text("与{successor}是同一个，建议并入。", "One thing with {successor}: merging is proposed."),
    "duplicate_gone": Text(
        "与{alike}是同一个，后者也在关停之列；{moved}项在用功能另有去处，建议关停。",
        "One thing with {alike}, which is to be closed too; its {moved} functions in use have another home.",
    ),
    "duplicate_unsure": Text(
        "与{alike}像是同一个，但后者不在确定保留之列，留哪一个请研判。",
        "It looks like one thing with {alike}, which is not sure to stay: a person decides which is kept.",
    ),
    "extra": Text(
        "命中{rules}：同单位同平台另有更强的{successor}，建议并入。",
        "Hit by {rules}: the unit's stronger account on the platform is {successor}; merging is proposed.",
    ),
    "extra_unsure": Text(
        "命中{rules}：同单位同平台另有{alike}，是否并入请研判。",
        "Hit by {rules}: the unit has {alike} on the platform too; a person decides whether to merge.",
    ),
    "doubtful": Text(
        "{rules}证据不足或有待确认，请研判；不关停。",
        "{rules} lacks evidence or confirmation: a person looks; not closed.",
    ),
    "review": Text("命中{rules}，请研判。", "Hit by {rules}: a person decides."),
    "keep": Text("没有关停或合并的理由，保留。", "No reason to close or merge it: kept."),
    "free_moved": Text(
        "{moved}项在用功能均由保留的条目承接，按总成本最低的方案，建议迁移后关停。",
        "Entries that stay take over its {moved} functions in use; by the plan of least cost it is closed once they "
        "are moved.",
    ),
    "free_unused": Text("没有在用功能，建议关停。", "No function in use: closing is proposed."),
    "free_homeless": Text("功能{homeless}没有别的去处，保留。", "Functions {homeless} have no other home: kept."),
    "free_kept": Text(
        "按总成本最低的方案保留，承接{taken}项功能。",
        "Kept by the plan of least cost; it takes over {taken} functions.",
    ),
    "free_kept_asked": Text(
        "按总成本最低的方案保留，承接{taken}项功能；{rules}命中或证据不足，是否由它承接请一并研判。",
        "Kept by the plan of least cost, taking over {taken} functions; {rules} hit it or lack evidence, so a person "
        "decides whether it is the one to take them.",
    ),
    "group": Text("{said}", "{said}"),
    "group_unplanned": Text("未作合并安排，保留。", "Nothing was planned for it: kept."),
    "unproved": Text(
        "关停方案未通过独立复核（{complaints}），改为请人研判；不关停。",
        "The independent check did not pass its closing ({complaints}): a person decides; not closed.",
    ),
}
MEND = Text("另命中{fixes}，须整改。", " Hit by {fixes} as well: to be mended.")
NONE = Text("无", "none")

COMPLAINTS: dict[str, Text] = {
    "exempt": Text("在豁免期内", "exempt"),
    "life_unknown": Text("是否在用不明", "life unknown"),
    "incomplete": Text("资料不全", "incomplete rows"),
    "no_functions": Text("没有功能清单", "no list of functions"),
    "uncovered": Text("有功能没有合格的去处", "a function without a sound home"),
    "successor": Text("承接者不存在或不保留", "the entry it merges into does not stay"),
}

REFUSED = Text(
    "不能达到：要求关停{wanted}个（{percent}%），在无人失去服务的前提下最多{able}个（{rate}%）。",
    "Cannot be reached: {wanted} closings ({percent} %) are asked; without anybody losing a service at most {able} "
    "({rate} %) are possible.",
)
NO_ENTRIES = Text("没有在用条目。", "There are no live entries.")
FORCED_MOVE = Text(
    "再多关停一个时轮到它：{moved}项功能须迁移，每月{uses}次使用改到别处。",
    "Comes next if one more is to go: {moved} functions move and {uses} uses a month go elsewhere.",
)
FORCED_LOSS = Text(
    "再提高目标就要动它：功能{homeless}会没有去处，每月{uses}次使用失去服务，因此不予采用。",
    "A higher target would force it: functions {homeless} would have no home and {uses} uses a month lose their "
    "service, so the plan refuses.",
)
UNKNOWN_USES = Text(
    "另有{functions}项功能的使用次数不明，未计入。",
    " The uses of {functions} more functions are not known and not counted.",
)
