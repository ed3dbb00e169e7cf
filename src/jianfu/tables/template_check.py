"""What a cell of the template lets in: a drop-down, a day, a number. Optional cells also take 无."""

from collections.abc import Mapping
from datetime import date

from jianfu.engine.schema.column import Column, Kind
from jianfu.tables.template_layout import FIRST_ROW, LAST_ROW, SheetPlan
from jianfu.tables.template_lists import FLAGS, MEASURES, RULES, UNIT_IDS, UNIT_NAMES, list_key
from jianfu.tables.workbook import NONE_WORDS

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
Check = dict[str, object]


def check(
    plan: SheetPlan, column: Column, *, lists: Mapping[str, str], entries: SheetPlan | None, as_of: date
) -> Check | None:
    """Return the data validation of a column, null where any text will do.

    Lists of words refuse other words; lists of names and numbers warn only, since the right one may be missing.
    """
    source, strict = _source(plan, column, lists, entries)
    if source:
        return _drop_down(plan, source, strict)
    cell = f"{plan.letters(column.code)}{FIRST_ROW + 1}"
    condition = _condition(plan, column, cell, as_of)
    if not condition:
        return None
    title, message = _refusal(plan.lang, column, as_of)
    return {
        "validate": "custom",
        "value": f"={condition}",
        "error_title": title,
        "error_message": message,
        "error_type": "stop",
    }


def _source(plan: SheetPlan, column: Column, lists: Mapping[str, str], entries: SheetPlan | None) -> tuple[str, bool]:
    """Return the range a drop-down reads from (empty: none) and whether other texts are refused."""
    own = lists.get(list_key(plan, column.code), "")
    if own:
        return own, column.kind is Kind.CODE
    if column.kind is Kind.FLAG:
        return lists[FLAGS], False
    by_code = {"measure": MEASURES, "rule_id": RULES, "sponsor_unit": UNIT_NAMES}
    if column.code in by_code:
        return lists.get(by_code[column.code], ""), False
    if column.refers_to == "units":
        return lists.get(UNIT_IDS, ""), False
    if column.refers_to == "assets" and entries is not None:
        return entries.range_of("asset_id"), False
    return "", False


def _drop_down(plan: SheetPlan, source: str, strict: bool) -> Check:
    title = "Not in the list" if plan.lang == "en" else "不在清单中"
    refused = "Please choose from the list." if plan.lang == "en" else "请从下拉清单中选择。"
    warned = (
        "This is not in the list. Keep it only if you are sure."
        if plan.lang == "en"
        else "清单中没有。确认无误才保留；多项之间用顿号隔开。"
    )
    return {
        "validate": "list",
        "source": f"={source}",
        "error_title": title,
        "error_message": refused if strict else warned,
        "error_type": "stop" if strict else "warning",
    }


def _condition(plan: SheetPlan, column: Column, cell: str, as_of: date) -> str:
    """Return the formula that is true for a cell let in, empty where any is."""
    otherwise = "FALSE" if column.required else f'{cell}="{NONE_WORDS[plan.lang]}"'
    if column.kind in (Kind.DATE, Kind.MOMENT):
        latest = LATEST if column.may_be_future else as_of
        return f"IF(ISNUMBER({cell}),AND({cell}>={_day(EARLIEST)},{cell}<{_day(latest)}+1),{otherwise})"
    if column.kind is Kind.COUNT:
        return f"IF(ISNUMBER({cell}),AND({cell}>=0,INT({cell})={cell}),{otherwise})"
    if column.kind is Kind.AMOUNT:
        return f"IF(ISNUMBER({cell}),{cell}>=0,{otherwise})"
    if column.kind is Kind.RATIO:
        return f"IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<=1),{otherwise})"
    if column.code == plan.table.key:
        # COUNTIF would take two long numbers for one after their fifteenth digit.
        letters = plan.letters(column.code)
        return f"SUMPRODUCT(--(${letters}${FIRST_ROW + 1}:${letters}${LAST_ROW + 1}={cell}))=1"
    return ""


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _refusal(lang: str, column: Column, as_of: date) -> tuple[str, str]:
    none_zh = "" if column.required else "；确实没有的填“无”"
    none_en = "" if column.required else "; write none when there is none"
    latest = LATEST if column.may_be_future else as_of
    zh = {
        Kind.DATE: f"请填 {EARLIEST} 至 {latest} 的日期，如 2021-09-03{none_zh}。不清楚的留空。",
        Kind.MOMENT: f"请填 {EARLIEST} 至 {latest} 的日期和时间，如 2021-09-03 08:30{none_zh}。",
        Kind.COUNT: f"请填 0 或正整数，不写单位{none_zh}。不清楚的留空。",
        Kind.AMOUNT: f"请填 0 或正数，不写单位{none_zh}。不清楚的留空。",
        Kind.RATIO: f"请填 0 到 1 之间的数或百分数{none_zh}。",
    }.get(column.kind, "编号重复：这个编号在本列已经有了。")
    en = {
        Kind.DATE: f"A day from {EARLIEST} to {latest}, such as 2021-09-03{none_en}.",
        Kind.MOMENT: f"A day and time from {EARLIEST} to {latest}, such as 2021-09-03 08:30{none_en}.",
        Kind.COUNT: f"A whole number, 0 or more, without unit{none_en}.",
        Kind.AMOUNT: f"A number, 0 or more, without unit{none_en}.",
        Kind.RATIO: f"A share between 0 and 1{none_en}.",
    }.get(column.kind, "This number stands in the column already.")
    return ("Please check", en) if lang == "en" else ("请核对", zh)
