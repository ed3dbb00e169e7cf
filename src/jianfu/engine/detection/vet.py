"""Vetting an expression of a rule: it reads measures and limits, nothing else, and never makes "not known" a verdict.

What is allowed is monotone in SQL's three-valued logic, so taking evidence away can only make a verdict vaguer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from jianfu.engine.detection.fault import nearest, shown
from jianfu.engine.detection.predicate import DIALECT, ORDERINGS, TEXT_TESTS, is_limit, is_measure
from jianfu.engine.detection.rule import Text
from jianfu.engine.schema import words
from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measures import BY_CODE

Family = Literal["number", "text", "date", "flag"]
FAMILY_OF: dict[Kind, Family] = {
    Kind.COUNT: "number",
    Kind.AMOUNT: "number",
    Kind.RATIO: "number",
    Kind.DATE: "date",
    Kind.FLAG: "flag",
}
FAMILY_WORDS: dict[Family, Text] = {
    "number": Text("数字", "a number"),
    "text": Text("文字", "a text"),
    "date": Text("日期", "a date"),
    "flag": Text("真假值", "a truth value"),
}
LONGEST = 2000

CONNECTIVES = (exp.And, exp.Or, exp.Not, exp.Paren)
NULL_TESTS = (exp.Is, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Null, exp.Coalesce, exp.Nullif, exp.Case, exp.If, exp.Try)
QUERIES = (exp.Query, exp.Subquery, exp.Exists, exp.Any, exp.All, exp.Window, exp.AggFunc)
SUMS = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.IntDiv, exp.Mod)

NO_NULL_TEST = Text(
    "不判断“是否为空”的条件（缺少证据必须保持“不明”，不能当作结论；填“无”才表示确实没有）",
    "a condition that does not ask whether evidence is missing (missing evidence must stay unknown; "
    "only a stated 无 says that there is none)",
)
NO_QUERY = Text("不含查询、汇总和窗口函数的条件", "a condition without queries, aggregates or window functions")
NO_SUM = Text(
    "只把指标同限值或另一指标比较的条件（算术可能溢出而中断运行）",
    "a condition that only compares measures with limits or with one another (arithmetic may overflow and stop a run)",
)
NO_FUNCTION = Text(
    "除 starts_with、contains 外不用函数的条件", "a condition without functions, but for starts_with and contains"
)
NOT_A_CONDITION = Text("一个结果为真或假的条件", "one condition that is true or false")
USE_PARTS = Text(
    "请只用指标、limit.<代码>、比较、BETWEEN、IN、LIKE、AND、OR、NOT。",
    "Use only measures, limit.<code>, comparisons, BETWEEN, IN, LIKE, AND, OR and NOT.",
)
USE_KNOWN = Text("请改用已有的指标代码。", "Use the code of a known measure.")
USE_DECLARED = Text("请在 limits 中写明该限值。", "Declare the limit under limits.")
USE_SAME_KIND = Text("比较的两边须是同类的值。", "Both sides of a comparison must be of one kind.")
USE_WORD = Text("请改用该指标的词表中的代码。", "Use a code from the measure's set of words.")

WORDS_OF: dict[str, tuple[str, ...]] = {
    **{column.code: tuple(w.code for w in column.words) for column in ASSETS.columns if column.kind is Kind.CODE},
    "sponsor_level": tuple(word.code for word in words.LEVELS),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an expression: what was expected, what was found, how to mend it, the nearest known name."""

    expected: Text
    found: str
    mend: Text = USE_PARTS
    nearest: str = ""


def family_of(value: int | float | date | None, unit: str) -> Family:
    """Return the family of a limit's value; of an unset one by its unit."""
    return "date" if isinstance(value, date) or (value is None and unit == "date") else "number"


def vet(expr: str, limits: Mapping[str, Family]) -> tuple[Problem, ...]:
    """Return everything wrong with an expression that may name these limits; nothing for a sound one.

    Sound is: one condition made of comparisons of known measures with declared limits, literals or one another. Tests
    for null, queries, functions and arithmetic are refused. Codes of closed sets are checked against their words.
    """
    if len(expr) > LONGEST:
        return (Problem(Text(f"不超过{LONGEST}个字符", f"at most {LONGEST} characters"), f"{len(expr)}"),)
    try:
        statements = [statement for statement in sqlglot.parse(expr, read=DIALECT) if statement is not None]
    except (SqlglotError, RecursionError) as error:
        return (Problem(NOT_A_CONDITION, shown(f"{expr} — {_plain(error)}")),)
    if len(statements) != 1:
        return (Problem(NOT_A_CONDITION, shown(expr)),)
    node = statements[0]
    return tuple(dict.fromkeys(_condition(node, limits)))


def _plain(error: Exception) -> str:
    details = getattr(error, "errors", None) or [{}]
    first = details[0]
    return f"{first.get('description') or type(error).__name__} ({first.get('highlight') or ''})"


def _condition(node: exp.Expr, limits: Mapping[str, Family]) -> Iterator[Problem]:
    """Vet a node that must be true or false."""
    if refused := _refusal(node):
        yield refused
    elif isinstance(node, CONNECTIVES):
        for child in node.iter_expressions():
            yield from _condition(child, limits)
    elif type(node) in ORDERINGS or isinstance(node, exp.Between):
        yield from _comparison(node, limits)
    elif isinstance(node, exp.In):
        yield from _in_list(node, limits)
    elif type(node) in TEXT_TESTS:
        yield from _text_test(node, limits)
    elif isinstance(node, exp.Column) and not is_limit(node):
        yield from _flag(node, limits)
    else:
        yield Problem(NOT_A_CONDITION, shown(_sql(node)))


def _flag(node: exp.Column, limits: Mapping[str, Family]) -> Iterator[Problem]:
    """Vet a name that stands where a condition must: a flag, true or false by itself."""
    yield from _name(node, limits)
    if _family(node, limits) not in ("flag", None):
        yield Problem(NOT_A_CONDITION, shown(node.name))


def _refusal(node: exp.Expr) -> Problem | None:
    """Return why a kind of node is never allowed, or null where it may be."""
    if isinstance(node, NULL_TESTS):
        return Problem(NO_NULL_TEST, shown(_sql(node)))
    if isinstance(node, QUERIES):
        return Problem(NO_QUERY, shown(_sql(node)))
    if isinstance(node, SUMS):
        return Problem(NO_SUM, shown(_sql(node)))
    if isinstance(node, exp.Func) and type(node) not in TEXT_TESTS and not isinstance(node, (*CONNECTIVES, exp.Cast)):
        return Problem(NO_FUNCTION, shown(_sql(node)))
    return None


def _comparison(node: exp.Expr, limits: Mapping[str, Family]) -> Iterator[Problem]:
    if node.args.get("symmetric"):
        yield Problem(NOT_A_CONDITION, shown(_sql(node)))
    between = isinstance(node, exp.Between)
    sides = [node.this, node.args["low"], node.args["high"]] if between else list(node.iter_expressions())
    unsound = [problem for side in sides for problem in _operand(side, limits)]
    if unsound:
        yield from unsound
        return
    families = {family for side in sides if (family := _family(side, limits))}
    if len(families) > 1 or (families == {"flag"} and not isinstance(node, (exp.EQ, exp.NEQ))):
        yield Problem(_one_of(families), shown(_sql(node)), USE_SAME_KIND)
    if not any(is_measure(side) for side in sides):
        yield Problem(Text("至少有一个指标的比较", "a comparison with a measure in it"), shown(_sql(node)))
    if families == {"text"}:
        yield from _words(sides)


def _one_of(families: set[Family]) -> Text:
    ordered = sorted(families)
    return Text(
        "同类的值，而不是" + "、".join(FAMILY_WORDS[f].zh for f in ordered),
        "values of one kind, not " + " and ".join(FAMILY_WORDS[f].en for f in ordered),
    )


def _in_list(node: exp.In, limits: Mapping[str, Family]) -> Iterator[Problem]:
    if node.args.get("query") or node.args.get("unnest") or node.args.get("field") or not node.expressions:
        yield Problem(NO_QUERY, shown(_sql(node)))
        return
    yield from _operand(node.this, limits)
    for item in node.expressions:
        if refused := _refusal(item):
            yield refused
        elif not _is_literal(item):
            yield Problem(Text("由文字或数字组成的清单", "a list of texts or numbers"), shown(_sql(item)))
    families = {family for side in (node.this, *node.expressions) if (family := _family(side, limits))}
    if len(families) > 1:
        yield Problem(_one_of(families), shown(_sql(node)), USE_SAME_KIND)
    elif families == {"text"}:
        yield from _words([node.this, *node.expressions])


def _text_test(node: exp.Expr, limits: Mapping[str, Family]) -> Iterator[Problem]:
    yield from _operand(node.this, limits)
    pattern = node.expression
    if _family(node.this, limits) not in ("text", None) or not (_is_literal(pattern) and pattern.is_string):
        yield Problem(Text("文字指标和一段文字", "a text measure and a text"), shown(_sql(node)), USE_SAME_KIND)


def _operand(node: exp.Expr, limits: Mapping[str, Family]) -> Iterator[Problem]:
    """Vet one side of a comparison: a measure, a limit or a literal."""
    if refused := _refusal(node):
        yield refused
    elif isinstance(node, exp.Column):
        yield from _name(node, limits)
    elif not _is_literal(node):
        yield Problem(Text("指标、limit.<代码> 或一个值", "a measure, limit.<code> or one value"), shown(_sql(node)))


def _name(node: exp.Column, limits: Mapping[str, Family]) -> Iterator[Problem]:
    if is_limit(node):
        if node.name not in limits:
            expected = Text("已写明的限值", "a declared limit")
            yield Problem(expected, shown(f"limit.{node.name}"), USE_DECLARED, nearest(node.name, limits))
    elif node.table or not isinstance(node.this, exp.Identifier) or node.name not in BY_CODE:
        found = _sql(node)
        yield Problem(Text("已知的指标", "a known measure"), shown(found), USE_KNOWN, nearest(node.name, BY_CODE))


def _family(node: exp.Expr, limits: Mapping[str, Family]) -> Family | None:
    """Return the family of an operand; null where it is unknown or at fault already."""
    if is_limit(node):
        return limits.get(node.name)
    if isinstance(node, exp.Column):
        measure = BY_CODE.get(node.name)
        return FAMILY_OF.get(measure.kind, "text") if measure and not node.table else None
    if isinstance(node, exp.Boolean):
        return "flag"
    if isinstance(node, exp.Cast):
        return "date"
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "number"
    return "number" if isinstance(node, exp.Neg) else None


def _is_literal(node: exp.Expr) -> bool:
    if isinstance(node, exp.Cast):
        return node.is_type("date") and isinstance(node.this, exp.Literal) and _is_day(node.this.name)
    if isinstance(node, exp.Neg):
        return isinstance(node.this, exp.Literal) and not node.this.is_string
    return isinstance(node, (exp.Literal, exp.Boolean))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _words(sides: list[exp.Expr]) -> Iterator[Problem]:
    """Find texts that a measure of a closed set can never hold."""
    known = next((WORDS_OF[side.name] for side in sides if is_measure(side) and side.name in WORDS_OF), ())
    for side in sides:
        if known and isinstance(side, exp.Literal) and side.name not in known:
            expected = Text("词表中的代码：" + "、".join(known), "one of the codes " + ", ".join(known))
            yield Problem(expected, shown(side.name), USE_WORD, nearest(side.name, known))


def _sql(node: exp.Expr) -> str:
    return node.sql(dialect=DIALECT, comments=False).replace('"limit".', "limit.")
