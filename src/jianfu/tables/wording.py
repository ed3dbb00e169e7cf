"""The one written table of what can be wrong with a row: what is wrong, what was expected, how to mend it, zh and en.

``{detail}`` stands for what only the row knows: candidates, other rows, the words allowed, the day judged.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one problem code."""

    problem_zh: str
    problem_en: str
    expected_zh: str
    expected_en: str
    mend_zh: str
    mend_en: str


WORDINGS: dict[str, Wording] = {
    "missing": Wording(
        "必填栏没有填写",
        "A required cell is empty",
        "应填写内容；“未知”“-”等同于没有填",
        "a value; 未知 or - counts as empty",
        "请补填本栏",
        "Fill in the cell",
    ),
    "none_not_allowed": Wording(
        "必填栏填了“无”",
        "A required cell says 无",
        "应填写具体内容",
        "an actual value",
        "请改填具体内容；确实没有的，请删去整行",
        "Write the value; if there is none, delete the row",
    ),
    "excel_error": Wording(
        "单元格里是公式错误值",
        "The cell holds a formula's error value",
        "应为正常的值，而不是 #REF!、#N/A 等错误值",
        "a value, not an error such as #REF! or #N/A",
        "请修正公式，或直接填写数值",
        "Mend the formula or type the value",
    ),
    "mangled_number": Wording(
        "编号被表格软件改成了科学计数，后几位已丢失",
        "The number was turned into scientific notation and has lost its last digits",
        "应为完整编号",
        "the whole number as text",
        "请先把该列设为“文本”格式，再重新填写完整编号",
        "Format the column as text, then type the whole number again",
    ),
    "unknown_word": Wording(
        "填写的词不在可选范围内",
        "The word is not one of those allowed",
        "可填：{detail}",
        "one of: {detail}",
        "请从可填的词中选一个",
        "Choose one of the words allowed",
    ),
    "bad_date": Wording(
        "日期无法识别，或当月没有这一天",
        "The date cannot be read, or there is no such day",
        "应为年月日，如 2021-09-03",
        "year, month and day, such as 2021-09-03",
        "请改成 2021-09-03 这样的写法",
        "Write it like 2021-09-03",
    ),
    "bad_moment": Wording(
        "时间无法识别",
        "The time cannot be read",
        "应为年月日和时分，如 2021-09-03 08:30",
        "date and time, such as 2021-09-03 08:30",
        "请改成 2021-09-03 08:30 这样的写法",
        "Write it like 2021-09-03 08:30",
    ),
    "partial_date": Wording(
        "日期不完整，缺少月或日",
        "The date lacks its month or day",
        "应写到年月日，如 2021-09-03",
        "year, month and day, such as 2021-09-03",
        "请补上具体日期；查不到的请留空",
        "Add the day; leave the cell empty when nobody knows",
    ),
    "day_first": Wording(
        "日期的年份不在最前面，分不清日和月",
        "The year does not come first, so day and month cannot be told apart",
        "应按年、月、日排列，如 2021-09-03",
        "year first, such as 2021-09-03",
        "请改成年-月-日的顺序",
        "Write year, month, day",
    ),
    "short_year": Wording(
        "年份只有两位",
        "The year has two digits only",
        "年份应写四位，如 2021-09-03",
        "a four-digit year, such as 2021-09-03",
        "请把年份写全",
        "Write the year in full",
    ),
    "future": Wording(
        "日期晚于判定日期",
        "The date lies after the day judged",
        "应不晚于 {detail}",
        "no later than {detail}",
        "请核对年份和月份",
        "Check year and month",
    ),
    "too_early": Wording(
        "日期早于2000年",
        "The date lies before 2000",
        "应在 2000-01-01 及以后",
        "2000-01-01 or later",
        "请核对年份；查不到的请留空",
        "Check the year; leave the cell empty when nobody knows",
    ),
    "too_late": Wording(
        "日期晚于2099年",
        "The date lies after 2099",
        "应在 2099-12-31 及以前",
        "2099-12-31 or earlier",
        "请核对年份；没有期限的请填“无”",
        "Check the year; write 无 when there is no end",
    ),
    "bad_number": Wording(
        "数值无法识别",
        "The figure cannot be read",
        "应为数字，如 1200、1,200 或 1.2万",
        "a figure, such as 1200, 1,200 or 1.2万",
        "请只填数字，不写“约”“余”等字",
        "Write the figure alone, without 约 or 余",
    ),
    "not_whole": Wording(
        "数值不是整数",
        "The figure is not a whole number",
        "应为整数",
        "a whole number",
        "请改填整数",
        "Write a whole number",
    ),
    "negative": Wording(
        "数值为负", "The figure is negative", "应为 0 或正数", "0 or more", "请核对数值", "Check the figure"
    ),
    "bad_ratio": Wording(
        "比例无法识别",
        "The share cannot be read",
        "应为 0 到 1 之间的小数或百分数，如 0.85 或 85%",
        "a fraction or percentage, such as 0.85 or 85%",
        "请改成 0.85 或 85% 这样的写法",
        "Write it like 0.85 or 85%",
    ),
    "ratio_range": Wording(
        "比例不在 0 到 1 之间",
        "The share does not lie between 0 and 1",
        "应在 0 到 1 之间，如 0.85 或 85%",
        "between 0 and 1, such as 0.85 or 85%",
        "若是百分数，请加上百分号，如 85%",
        "If it is a percentage, add the sign, such as 85%",
    ),
    "bad_flag": Wording(
        "无法判断是“是”还是“否”",
        "The cell says neither yes nor no",
        "应为 是 或 否（√、×、有、无也可以）",
        "是 or 否 (√, × too)",
        "请填“是”或“否”；没有测过的请留空",
        "Write 是 or 否; leave the cell empty when nobody tested",
    ),
    "unreadable_text": Wording(
        "内容无法识别", "The text cannot be read", "应为文字", "text", "请重新填写本栏", "Write the cell again"
    ),
    "surplus_cells": Wording(
        "本行的单元格比表头多",
        "The row has more cells than the header",
        "每行的单元格数应与表头一致",
        "as many cells as the header has",
        "请检查是否多了分隔符；内容里有逗号的，请用引号括起来",
        "Look for a surplus delimiter; put a cell that holds commas in quotes",
    ),
    "duplicate": Wording(
        "编号重复",
        "The number occurs more than once",
        "应全表唯一；另见：{detail}",
        "unique in the table; see also: {detail}",
        "请保留正确的一行，其余删去或改用别的编号",
        "Keep the right row; delete the others or number them anew",
    ),
    "no_asset_id": Wording(
        "没有编号，也无法由平台和平台账号生成",
        "There is no number, and none can be made from platform and account",
        "应有编号，或同时有平台和平台账号",
        "a number, or both platform and account",
        "请填写编号，或补齐平台和平台账号",
        "Write the number, or both platform and account",
    ),
    "no_sponsor": Wording(
        "没有主办单位",
        "There is no sponsor",
        "应有主办单位编号或主办单位名称",
        "the sponsor's number or name",
        "请填写主办单位编号或主办单位",
        "Write the sponsor's number or name",
    ),
    "orphan_units": Wording(
        "单位表中没有这个编号",
        "No row of the units table has this number",
        "应为单位表中已有的单位编号",
        "a number the units table has",
        "请核对编号，或在单位表中补上该单位",
        "Check the number, or add the unit to the units table",
    ),
    "orphan_assets": Wording(
        "应用程序表中没有这个编号",
        "No row of the assets table has this number",
        "应为应用程序表中已有的编号",
        "a number the assets table has",
        "请核对编号，或在应用程序表中补上该项",
        "Check the number, or add the entry to the assets table",
    ),
    "cycle": Wording(
        "上级单位关系成环，该单位最终成了自己的上级",
        "The units above form a circle: the unit ends up above itself",
        "上级单位应逐级向上，不得回到自身",
        "superiors that lead upwards and never back",
        "请核对环上各单位的上级单位编号",
        "Check the superior of every unit in the circle",
    ),
    "closed_before_opened": Wording(
        "关停日期早于开设日期",
        "The closing date lies before the opening date",
        "应不早于开设日期 {detail}",
        "no earlier than the opening date {detail}",
        "请核对这两个日期",
        "Check both dates",
    ),
    "until_before_from": Wording(
        "失效日期早于生效日期",
        "The exemption ends before it begins",
        "应不早于生效日期 {detail}",
        "no earlier than its beginning {detail}",
        "请核对这两个日期",
        "Check both dates",
    ),
    "unknown_measure": Wording(
        "没有这个监测指标",
        "There is no such measure to observe",
        "应为监测指标的代码或名称；{detail}",
        "code or name of an observable measure; {detail}",
        "请按模板中的指标清单填写",
        "Use the template's list of measures",
    ),
    "unfit_value": Wording(
        "数值与指标不符",
        "The value does not fit the measure",
        "{detail}",
        "{detail}",
        "请按指标的要求改写数值；没有测的请留空",
        "Write the value the measure asks for; leave it empty when not measured",
    ),
    "unknown_rule": Wording(
        "没有这条规则",
        "There is no such rule",
        "应为已有规则的编号；{detail}",
        "the id of a rule; {detail}",
        "请核对规则编号，如 NM-01",
        "Check the rule's id, such as NM-01",
    ),
    "sponsor_ambiguous": Wording(
        "有几个单位都叫这个名称，不能确定是哪一个",
        "Several units bear this name",
        "候选单位：{detail}",
        "one of: {detail}",
        "请在主办单位编号一栏填写其中一个编号",
        "Write the number of one of them as sponsor",
    ),
    "sponsor_unmatched": Wording(
        "单位表中没有这个名称",
        "No unit bears this name",
        "应为单位表中的名称或简称；{detail}",
        "a name or short name of the units table; {detail}",
        "请改用单位表中的名称，或填写主办单位编号",
        "Use the name in the units table, or write the sponsor's number",
    ),
}
