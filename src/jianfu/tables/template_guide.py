"""What the template tells the person who fills it in: titles, header comments, the page of instructions."""

from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jianfu.engine.schema.column import Column, Kind
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables.template_layout import APPLIES_TO, SheetPlan
from jianfu.tables.workbook import word_text

_FORM_ZH = {
    Kind.ID: "文字，按文本填写，长编号不会丢位",
    Kind.TEXT: "文字",
    Kind.CODE: "从清单中选一项",
    Kind.CODES: "从清单中选，可填多项，用顿号隔开",
    Kind.IDS: "编号，可填多个，用分号隔开",
    Kind.DATE: "日期，如 2021-09-03",
    Kind.MOMENT: "日期和时间，如 2021-09-03 08:30",
    Kind.COUNT: "0 或正整数，不写单位",
    Kind.AMOUNT: "0 或正数，不写单位",
    Kind.RATIO: "0 到 1 之间的数，或百分数",
    Kind.FLAG: "是 或 否",
}
_FORM_EN = {
    Kind.ID: "text; long numbers keep every digit",
    Kind.TEXT: "text",
    Kind.CODE: "one word of the list",
    Kind.CODES: "words of the list, parted by ;",
    Kind.IDS: "numbers of entries, parted by ;",
    Kind.DATE: "a day, such as 2021-09-03",
    Kind.MOMENT: "a day and time, such as 2021-09-03 08:30",
    Kind.COUNT: "a whole number, 0 or more, no unit",
    Kind.AMOUNT: "a number, 0 or more, no unit",
    Kind.RATIO: "0 to 1, or a percentage",
    Kind.FLAG: "yes or no",
}
_HINTS = {
    "units": ("每个单位一行。单位编号不重复，上级单位编号填上级那一行的编号。", "One row a unit; each number once."),
    "functions": ("应用或账号提供的每项服务一行；没有服务功能的不填。", "One row for each service an entry offers."),
    "audiences": (
        "群组面向的每个单位一行，只填单位和岗位数，不填人员姓名。",
        "One row for each unit a group addresses; no names.",
    ),
    "measures": (
        "核查、巡查或平台导出的每个观察结果一行，写明日期和来源。",
        "One row an observation, with its day and source.",
    ),
    "sources": ("各数据来源覆盖了多少。覆盖不全的，查不到不等于没有。", "How much each source covers."),
    "notices": ("以群组发布的工作通知，每条一行；不填聊天内容。", "One row a work notice; no chat."),
    "exemptions": ("已批准的豁免，每条一行，期限一般不超过十二个月。", "One row an approved exemption."),
    "judgements": ("两个条目是不是同一个，由经办岗位判定。", "Whether two entries are the same thing."),
}
_TITLES = {"zh": "{name}填报表", "en": "Register: {name}"}

_GUIDE_ZH = (
    (
        "填报范围",
        "本单位主办或使用的政务新媒体、政务App（含小程序形态的应用）、公务工作群组，每个一行，不论是否还在更新。",
    ),
    (
        "怎样填",
        "带 * 的深色列必填，其余能填则填。填写时空着的必填格显示浅红，与类别无关的列显示灰色。鼠标停在表头上可看说明。",
    ),
    (
        "空白和“无”不同",
        "空白表示还不清楚，不会因此判定有问题；填“无”表示确实没有（如没有备案号、没有审批号、从未发布）。请不要用“-”“/”代替。",
    ),
    (
        "编号",
        "有平台账号的可以不填，由平台和平台账号生成；群组没有平台账号，请自编一个以后不变的编号，如“SWJ-Q01”。其他表用编号指明是哪一个。",
    ),
    ("日期", "填到日，如 2021-09-03。最近活跃日期和监测日期要成对填写：监测那天看到的最近一次更新是哪一天。"),
    ("数字", "只填数字，不写“约”“余”和单位。"),
    ("主办单位", "从下拉清单中选，或填写单位全称。清单中没有的，填全称，由牵头单位核对。"),
    ("不要填的内容", "不填个人姓名、手机号码、群成员名单和群内聊天内容；批准人、判定人填岗位。不要求附截图。"),
    (
        "增删行列",
        "可以增加行、调整列宽和筛选，也可以增加“序号”“备注”“联系电话”等辅助列；请不要改表头的名称和工作表的名称。",
    ),
    (
        "交回",
        "每个单位一份，保存为 .xlsx 交牵头单位。上次报过的不必重填，改动过的再报。不合要求的行会逐行说明问题和改法。",
    ),
)
_GUIDE_EN = (
    (
        "What to list",
        "Every government account, app (mini-programs too) and work group the unit runs or uses, one row each.",
    ),
    (
        "How to fill it in",
        "Dark headers with * are required. Empty required cells turn red, cells that do not apply grey.",
    ),
    (
        "Empty is not none",
        "Leave a cell empty when nobody knows. Write none when there is none.",
    ),
    (
        "Numbers of entries",
        "An entry with a platform account needs no number. A group has no account: give it a lasting number.",
    ),
    ("Dates", "Year, month and day. Last activity and observation come in pairs: what was seen, and on which day."),
    ("Figures", "Digits alone: no unit, no about."),
    ("Sponsor", "Choose from the list or write the full name."),
    (
        "What not to write",
        "No names of persons, telephone numbers, member lists or messages; approvers by post. No screenshots.",
    ),
    ("Rows and columns", "Rows may be added; keep the headers and the names of the sheets."),
    ("Handing in", "One workbook a unit, saved as .xlsx. What was reported before need not be reported again."),
)


def sheet_title(plan: SheetPlan) -> str:
    """Return the line over a sheet."""
    return _TITLES[plan.lang].format(name=plan.table.en if plan.lang == "en" else plan.table.zh)


def sheet_hint(plan: SheetPlan) -> str:
    """Return the sentence under a sheet's title; empty for a table that has bands there."""
    zh, en = _HINTS.get(plan.table.code, ("", ""))
    return en if plan.lang == "en" else zh


def column_text(plan: SheetPlan, column: Column) -> str:
    """Return the comment of a header: what it means, how to write it, whether it may be empty, who fills it in."""
    if plan.lang == "en":
        lines = [column.meaning_en, f"Form: {_FORM_EN[column.kind]}"]
        lines.append("Required" if plan.required(column) else "May be empty; write none when there is none")
    else:
        lines = [column.meaning_zh, f"格式：{_FORM_ZH[column.kind]}"]
        lines.append("必填" if plan.required(column) else "不清楚的留空，确实没有的填“无”")
    if words := _words(column, plan.lang):
        lines.insert(2, words)
    if plan.table.code == "assets" and column.code in APPLIES_TO:
        lines.append(_who(plan, column))
    return "\n".join(lines)


def _words(column: Column, lang: str) -> str:
    if not column.words:
        return ""
    texts = [word.en if lang == "en" else word.zh for word in column.words]
    return f"One of: {'; '.join(texts)}" if lang == "en" else f"可填：{'、'.join(texts)}"


def _who(plan: SheetPlan, column: Column) -> str:
    words = plan.table.column("category").words
    names = [word_text(words, code, plan.lang) for code in APPLIES_TO[column.code]]
    return f"For: {', '.join(names)}" if plan.lang == "en" else f"适用：{'、'.join(names)}"


def write_guide(sheet: Worksheet, plans: Sequence[SheetPlan], formats: Mapping[str, Format], lang: str) -> None:
    """Write the page of instructions: how to fill in, then every column, then the measures that can be observed."""
    english = lang == "en"
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 9)
    sheet.set_column(3, 3, 34)
    sheet.set_column(4, 4, 60)
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, "How to fill in this workbook" if english else "填写说明", formats["title"])
    row = _write_points(sheet, _GUIDE_EN if english else _GUIDE_ZH, formats)
    row = _write_columns(sheet, row + 1, plans, formats)
    if any(plan.table.code == "measures" for plan in plans):
        _write_measures(sheet, row + 1, formats, lang)


def _write_points(sheet: Worksheet, points: Sequence[tuple[str, str]], formats: Mapping[str, Format]) -> int:
    for row, (caption, text) in enumerate(points, start=2):
        sheet.write_string(row, 0, caption, formats["heading"])
        sheet.merge_range(row, 1, row, 4, text, formats["body"])
        sheet.set_row(row, 20 + 16 * (len(text.encode("gb18030", "replace")) // 118))
    return len(points) + 2


def _write_columns(sheet: Worksheet, row: int, plans: Sequence[SheetPlan], formats: Mapping[str, Format]) -> int:
    english = plans[0].lang == "en"
    sheet.write_string(row, 0, "Columns" if english else "各表各列", formats["heading"])
    heads = ("Sheet", "Column", "Required", "Form", "Meaning") if english else ("工作表", "列", "必填", "格式", "含义")
    for place, head in enumerate(heads):
        sheet.write_string(row + 1, place, head, formats["optional"])
    row += 2
    for plan in plans:
        for column in plan.columns:
            if column is not None:
                for place, text in enumerate(_column_row(plan, column)):
                    sheet.write_string(row, place, text, formats["boxed"])
                row += 1
    return row


def _column_row(plan: SheetPlan, column: Column) -> tuple[str, str, str, str, str]:
    english = plan.lang == "en"
    name = column.code if english else column.zh
    required = ("yes" if english else "必填") if plan.required(column) else ""
    form = (_FORM_EN if english else _FORM_ZH)[column.kind]
    meaning = column.meaning_en if english else column.meaning_zh
    words = _words(column, plan.lang)
    return plan.name, name, required, form, f"{meaning}{'. ' if english else '。'}{words}" if words else meaning


def _write_measures(sheet: Worksheet, row: int, formats: Mapping[str, Format], lang: str) -> None:
    english = lang == "en"
    sheet.write_string(row, 0, "Measures that can be observed" if english else "监测指标", formats["heading"])
    heads = ("Measure", "Code", "Unit", "Form", "Meaning") if english else ("指标", "代码", "单位", "数值格式", "含义")
    for place, head in enumerate(heads):
        sheet.write_string(row + 1, place, head, formats["optional"])
    for number, measure in enumerate(OBSERVABLE, start=row + 2):
        form = (_FORM_EN if english else _FORM_ZH)[measure.kind]
        meaning = measure.meaning_en if english else measure.meaning_zh
        name = measure.en if english else measure.zh
        for place, text in enumerate((name, measure.code, _UNITS.get(measure.unit, measure.unit), form, meaning)):
            sheet.write_string(number, place, measure.unit if english and place == 2 else text, formats["boxed"])


_UNITS = {
    "": "",
    "accounts": "个",
    "cases": "起",
    "date": "",
    "demands": "次",
    "functions": "项",
    "groups": "个",
    "installs": "次",
    "items": "条",
    "messages/day": "条/日",
    "notices": "条",
    "persons": "人",
    "posts": "条",
    "reports": "次",
    "tests": "项",
}
