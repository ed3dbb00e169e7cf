"""The sentence that gives an owner the reason, in both languages."""

REASONS = {
    "exempt": (
        "有效豁免，保留原样。",
        "An exemption is in force; the group stays as it is.",
    ),
    "duty": (
        "值班应急群，平时安静也须保留，不并入其他群。",
        "A duty and emergency group: quiet by design, it stays and is not merged.",
    ),
    "public": (
        "面向群众的群，不与工作群合并。",
        "A group to the public is not merged with working groups.",
    ),
    "leadership": (
        "领导班子群，保密范围不同，不并入其他群。",
        "A leadership group has a confidentiality of its own and is not merged.",
    ),
    "layered": (
        "成员已跨三个及以上层级，不再并入其他群；请研判能否分层。",
        "Its members span three levels or more; nothing is merged with it. Please consider parting the levels.",
    ),
    "full": (
        "日均消息已超过上限，不再并入其他群；请研判分流或汇总通知。",
        "It carries more messages a day than the cap; nothing is merged with it. Please consider digests or splitting.",
    ),
    "done": (
        "事项已办结，之后没有发过通知，建议解散。",
        "Its matter is done and no notice has been sent since: dissolving is proposed.",
    ),
    "ended": (
        "临时群已过预计结束日期，之后没有发过通知，建议解散。",
        "A temporary group past its end with no notice since: dissolving is proposed.",
    ),
    "token": (
        "形式群，近期没有发过通知，建议解散。",
        "A token group without a recent notice: dissolving is proposed.",
    ),
    "chat": (
        "聊天群，近期没有发过通知，建议解散或移出工作群登记。",
        "A chat group without a recent notice: dissolving, or taking it out of the register, is proposed.",
    ),
    "silent": (
        "长期没有消息，也没有发过通知，建议解散。",
        "Long without a message and without a notice: dissolving is proposed.",
    ),
    "exemption_unclear": (
        "有一条豁免记录被退回，更正之前不作处置，请人工研判。",
        "One of its exemptions was rejected; until it is corrected a person decides.",
    ),
    "secret": (
        "检查发现涉密内容，不能并群，请按保密规定处理。",
        "A secret matter was found in it; it cannot be merged and is to be handled by the rules on secrecy.",
    ),
    "done_but_used": (
        "登记为事项已办结，之后却仍发过通知，请人工研判。",
        "Its matter is registered as done, yet a notice was sent since: a person decides.",
    ),
    "ended_but_used": (
        "临时群已过预计结束日期，之后却仍发过通知，请人工研判。",
        "A temporary group past its end, yet a notice was sent since: a person decides.",
    ),
    "token_but_used": (
        "登记为形式群，近期却发过通知，请人工研判。",
        "Registered as a token group, yet a notice was sent in it lately: a person decides.",
    ),
    "chat_but_used": (
        "登记为聊天群，近期却发过通知，请人工研判。",
        "Registered as a chat group, yet a notice was sent in it lately: a person decides.",
    ),
    "no_sponsor": (
        "主办单位不明，未经研判不并群。请补填主办单位。",
        "The sponsor is not known; it is not merged without review. Please state the sponsor.",
    ),
    "no_direction": (
        "群方向不明，未经研判不并群。请补填群方向。",
        "The direction is not known; it is not merged without review. Please state the direction.",
    ),
    "no_audience": (
        "面向的单位不明，未经研判不并群。请补填群组对象。",
        "The units it addresses are not known; it is not merged without review. Please state its audience.",
    ),
    "no_load": (
        "日均消息数不明，未经研判不并群。请补填日均消息数。",
        "Its messages a day are not known; it is not merged without review. Please state them.",
    ),
    "alone": (
        "没有对象相近、并入后更轻的群，保留。",
        "There is no group alike whose merging would lighten the load: kept.",
    ),
    "alone_split": (
        "对象相同的群合计超过日均{cap}条上限，按事项分群，本群单独保留。",
        "The groups with its audience together exceed {cap} messages a day; split by matter, it stays by itself.",
    ),
    "heads": (
        "保留并承接另外{others}个群：合并后日均{load}条（上限{cap}条），与本单位无关的阅读占{share}%。",
        (
            "Kept, and takes in {others} more: {load} messages a day after merging (cap {cap}), {share} % of readings "
            "not meant for the reader."
        ),
    ),
    "joins": (
        (
            "并入{successor}：共{groups}个群，发布和接收单位全部保留，合并后日均{load}条（上限{cap}条），"
            "与本单位无关的阅读占{share}%。"
        ),
        (
            "Merges into {successor}: {groups} groups in all, every issuer and audience kept, {load} messages a day "
            "(cap {cap}), {share} % of readings not meant for the reader."
        ),
    ),
    "by_matter": (
        "全部并在一起会超过上限，已按事项分群。",
        " All of them together would exceed the cap, so they are split by matter.",
    ),
    "unproved": (
        "合并方案未通过独立核验，请人工研判。",
        "The merger did not pass the independent check: a person decides.",
    ),
}


def sentence(reason: str, lang: str, **given: object) -> str:
    """Return the sentence of a reason, its places filled; numbers with at most one decimal."""
    shown = {name: f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
             for name, value in given.items()}  # fmt: skip
    return REASONS[reason][0 if lang == "zh" else 1].format(**shown)
