"""Predicates of rules: one SQL condition over named measures, in DuckDB's dialect.

A limit is written ``limit.<code>``. Only vetted predicates come here (see ``vet``); SQL's three-valued logic is used as
it stands: true is a hit, false is clear, null is unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import sqlglot
from sqlglot import exp

from jianfu.engine.detection.rule import Rule
from jianfu.engine.schema.measure import Origin
from jianfu.engine.schema.measures import BY_CODE

DIALECT = "duckdb"
LIMIT = "limit"
ORDERINGS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.LT: "<",
    exp.LTE: "<=",
}
MIRRORED = {"=": "=", "<>": "<>", ">": "<", ">=": "<=", "<": ">", "<=": ">="}
TEXT_TESTS: dict[type[exp.Expr], str] = {
    exp.Like: "LIKE",
    exp.StartsWith: "starts_with",
    exp.Contains: "contains",
}

Value = bool | int | float | str | date


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure and what it is held against: a limit's code, a literal (a tuple for IN), or another measure."""

    measure: str
    operator: str
    limit: str = ""
    literal: Value | tuple[Value, ...] | None = None
    other_measure: str = ""


@lru_cache(maxsize=4096)
def _parsed(expr: str) -> exp.Expr:
    parsed = sqlglot.parse_one(expr, read=DIALECT)
    if not isinstance(parsed, exp.Expr):
        raise TypeError(expr)
    return parsed


def is_limit(node: exp.Expr | None) -> bool:
    """Tell whether the node reads ``limit.<code>``."""
    return isinstance(node, exp.Column) and node.table == LIMIT


def is_measure(node: exp.Expr | None) -> bool:
    """Tell whether the node is a bare name."""
    return isinstance(node, exp.Column) and not node.table


def measures_in(expr: str) -> tuple[str, ...]:
    """Return the codes of the measures an expression names, in the order they first stand; none for an empty one."""
    return _names(expr, limits=False)


def limits_in(expr: str) -> tuple[str, ...]:
    """Return the codes of the limits an expression names, in the order they first stand; none for an empty one."""
    return _names(expr, limits=True)


def _names(expr: str, *, limits: bool) -> tuple[str, ...]:
    if not expr:
        return ()
    columns = (node for node in _parsed(expr).find_all(exp.Column, bfs=False) if is_limit(node) is limits)
    return tuple(dict.fromkeys(node.name for node in columns))


def expressions_of(rule: Rule) -> tuple[str, ...]:
    """Return every expression of a rule: scope, predicate, severities, exemption by kind; empty ones left out."""
    steps = (step.when for step in rule.severity)
    return tuple(expr for expr in (rule.applies_to, rule.predicate, *steps, rule.exempt_when) if expr)


def measures_of(rule: Rule) -> tuple[str, ...]:
    """Return the codes of all measures a rule names anywhere, each once."""
    return tuple(dict.fromkeys(code for expr in expressions_of(rule) for code in measures_in(expr)))


def waits_for(rule: Rule) -> tuple[str, ...]:
    """Return the measures of the predicate that only rows of the measures table can give."""
    return tuple(code for code in measures_in(rule.predicate) if BY_CODE[code].origin is Origin.OBSERVED)


def unset_limits(rule: Rule, as_of: date) -> tuple[str, ...]:
    """Return the codes of the limits the rule uses that have no value on that day; such a rule is not evaluated."""
    used = dict.fromkeys(code for expr in expressions_of(rule) for code in limits_in(expr))
    return tuple(code for code in used if _value(rule, code, as_of) is None)


def bind(expr: str, rule: Rule, as_of: date) -> str | None:
    """Return the expression as DuckDB SQL with its limits' values of that day in place, names quoted.

    Null where a limit has no value on that day: the rule is then not evaluated. *as_of* itself stays a measure.
    """
    tree = _parsed(expr).copy()
    for column in list(tree.find_all(exp.Column)):
        if is_limit(column):
            value = _value(rule, column.name, as_of)
            if value is None:
                return None
            column.replace(_literal(value))
    return tree.sql(dialect=DIALECT, identify=True, comments=False)


def _value(rule: Rule, code: str, as_of: date) -> int | float | date | None:
    held = rule.limit(code).at(as_of)
    return held.value if held else None


def _literal(value: int | float | date) -> exp.Expr:
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    if value < 0:
        return exp.Neg(this=exp.Literal.number(-value))
    return exp.Literal.number(value)


def compared(expr: str) -> tuple[Comparison, ...]:
    """Return each measure beside what the expression holds it against, in the order written, each once.

    A flag standing by itself is held against true, one behind NOT against false; BETWEEN gives two comparisons.
    """
    return tuple(dict.fromkeys(_compared(_parsed(expr)))) if expr else ()


def comparisons(expr: str) -> tuple[tuple[str, str], ...]:
    """Return ``compared`` as pairs: the measure, and the limit's code, the other measure's code or the literal as text.

    Truth values read ``true`` and ``false``, dates as ISO, the members of a list are parted by a comma.
    """
    return tuple((pair.measure, pair.limit or pair.other_measure or _text(pair.literal)) for pair in compared(expr))


def _text(literal: Value | tuple[Value, ...] | None) -> str:
    if isinstance(literal, tuple):
        return ", ".join(_text(member) for member in literal)
    return str(literal).lower() if isinstance(literal, bool) else str(literal)


def _compared(node: exp.Expr) -> Iterator[Comparison]:
    if isinstance(node, exp.Column):
        yield Comparison(node.name, "=", literal=True)
    elif isinstance(node, exp.Not) and is_measure(node.this):
        yield Comparison(node.this.name, "=", literal=False)
    elif type(node) in ORDERINGS:
        yield from _ordered(node.this, ORDERINGS[type(node)], node.expression)
    elif isinstance(node, exp.Between):
        yield from _ordered(node.this, ">=", node.args["low"])
        yield from _ordered(node.this, "<=", node.args["high"])
    elif isinstance(node, exp.In) and is_measure(node.this):
        yield Comparison(node.this.name, "IN", literal=tuple(literal_value(item) for item in node.expressions))
    elif type(node) in TEXT_TESTS and is_measure(node.this):
        yield Comparison(node.this.name, TEXT_TESTS[type(node)], literal=literal_value(node.expression))
    else:
        for child in node.iter_expressions():
            yield from _compared(child)


def _ordered(left: exp.Expr, operator: str, right: exp.Expr) -> Iterator[Comparison]:
    if not is_measure(left):
        left, operator, right = right, MIRRORED[operator], left
    if not is_measure(left):
        yield from (*_compared(left), *_compared(right))
    elif is_limit(right):
        yield Comparison(left.name, operator, limit=right.name)
    elif is_measure(right):
        yield Comparison(left.name, operator, other_measure=right.name)
    else:
        yield Comparison(left.name, operator, literal=literal_value(right))


def literal_value(node: exp.Expr) -> Value:
    """Return the Python value of a literal node: text, number, truth value or date."""
    if isinstance(node, exp.Cast):
        return date.fromisoformat(node.this.name)
    if isinstance(node, exp.Neg):
        return -_number(node.this.name)
    if isinstance(node, exp.Boolean):
        return bool(node.this)
    if node.is_string:
        return node.name
    return _number(node.name)


def _number(text: str) -> int | float:
    return int(text) if text.isdigit() else float(text)
