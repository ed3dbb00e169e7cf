"""Scalar expressions that Spark computes exactly as DuckDB does, written for Spark.

Whatever is not in this module is not trusted, however alike it looks: DuckDB itself computes it, over Arrow batches
in Spark's workers (``island``). Every case here is executed on both engines in the tests.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp

from jianfu.engine.backends.column_type import family, spark_type
from jianfu.engine.backends.expression_type import ExpressionTypes

Convert = Callable[[exp.Expr], exp.Expr | None]
"""Gives an expression's form for Spark, or nothing where Spark is not trusted with it."""

Rule = Callable[[exp.Expr, ExpressionTypes, Convert], exp.Expr | None]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")
_PLAIN_PATTERN = re.compile(r"[0-9A-Za-z_\u4e00-\u9fff\u3400-\u4dbf|()^ ,:;/#@%&=<>!~'\"、，。；：（）《》“”-]*")
"""Patterns that mean the same in RE2 and in Java: literal characters, alternatives, groups and the start."""

_COMPARED = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)
_ORDERED = {"integer", "text", "flag", "date", "moment", "null"}
_TO_TEXT = {"integer", "text", "flag", "date", "moment", "null"}
_CASTS = {
    "integer": {"integer", "double", "flag", "text"},
    "text": {"text"},
    "flag": {"flag", "integer", "text"},
    "date": {"date", "moment", "text"},
    "moment": {"moment", "date", "text"},
    "double": {"double"},
    "null": {"integer", "double", "flag", "text", "date", "moment"},
}
"""Casts that cannot fail for their text and give the same value on both engines (narrowing to a smaller integer fails
on both)."""


def spark_scalar(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    """Return the expression as Spark computes it to DuckDB's very value, or None where that is not certain."""
    if isinstance(node, _COMPARED):
        return _compared(node, types, convert)
    rule = _RULES.get(type(node))
    return rule(node, types, convert) if rule else None


def comparable(left: str, right: str) -> bool:
    """Tell whether both engines compare values of these DuckDB types alike, without converting text."""
    pair = {family(left), family(right)} - {"null"}
    exact = all(kind == "integer" or kind.startswith("decimal") for kind in pair)
    if exact or pair <= {"integer", "double"} or pair <= {"date", "moment"}:
        return True
    return len(pair) < 2 and "other" not in pair


def spark_cast(expression: exp.Expr, sql_type: str) -> exp.Expr:
    """Return a Spark cast to that plain type."""
    return exp.Cast(this=expression, to=exp.DataType.build(sql_type, dialect="spark"))


def spark_call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """Return the call of one of Spark's own functions."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def as_text(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    """Return the expression as text, where both engines spell it alike."""
    kind = family(types.of(node))
    converted = convert(node) if kind in _TO_TEXT or kind.startswith("decimal") else None
    if converted is None or kind == "text":
        return converted
    return spark_cast(converted, "STRING")


def _alike(nodes: list[exp.Expr], types: ExpressionTypes) -> str:
    kinds = {family(types.of(node)) for node in nodes} - {"null"}
    return kinds.pop() if len(kinds) == 1 else "" if kinds else "null"


def _children(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    parts: dict[str, Any] = {}
    for key, value in node.args.items():
        values = value if isinstance(value, list) else [value]
        converted = [convert(item) if isinstance(item, exp.Expr) else item for item in values]
        if any(new is None and old is not None for new, old in zip(converted, values, strict=True)):
            return None
        parts[key] = converted if isinstance(value, list) else converted[0]
    return type(node)(**parts)


def _kept(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    return node.copy()


def _literal_alike(literal: exp.Expr, other: str) -> exp.Expr | None:
    if not (isinstance(literal, exp.Literal) and literal.is_string):
        return None
    if other == "date" and _ISO_DATE.fullmatch(literal.name):
        return spark_cast(literal.copy(), "DATE")
    if other == "moment" and _ISO_MOMENT.fullmatch(literal.name):
        return spark_cast(literal.copy(), "TIMESTAMP_NTZ")
    return None


def _compared(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    left, right = node.this, node.expression
    kinds = types.of(left), types.of(right)
    read_right = _literal_alike(right, family(kinds[0]))
    read_left = _literal_alike(left, family(kinds[1]))
    if not (read_left or read_right or comparable(*kinds)):
        return None
    new_left, new_right = read_left or convert(left), read_right or convert(right)
    if new_left is None or new_right is None:
        return None
    if isinstance(node, exp.NullSafeNEQ):
        return exp.Not(this=exp.Paren(this=exp.NullSafeEQ(this=new_left, expression=new_right)))
    return type(node)(this=new_left, expression=new_right)


def _between(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    if node.args.get("symmetric"):
        return None
    low = _compared(exp.GTE(this=node.this.copy(), expression=node.args["low"].copy()), types, convert)
    high = _compared(exp.LTE(this=node.this.copy(), expression=node.args["high"].copy()), types, convert)
    return exp.Paren(this=exp.And(this=low, expression=high)) if low and high else None


def _among(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    values = node.expressions
    if not values or not all(comparable(types.of(node.this), types.of(value)) for value in values):
        return None
    return _children(node, types, convert)


def _branches(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    ifs = node.args["ifs"]
    results = [branch.args["true"] for branch in ifs]
    if node.args.get("default") is not None:
        results.append(node.args["default"])
    subject = node.this
    if subject is not None and not all(comparable(types.of(subject), types.of(branch.this)) for branch in ifs):
        return None
    return _children(node, types, convert) if _alike(results, types) not in ("", "other") else None


def _if(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    results = [node.args["true"]] + [value for value in [node.args.get("false")] if value is not None]
    if isinstance(node.parent, exp.Case):
        return _children(node, types, convert)
    return _children(node, types, convert) if _alike(results, types) not in ("", "other") else None


def _same_kind(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    values = [node.this, *node.expressions]
    if isinstance(node, exp.Nullif):
        values.append(node.expression)
    kind = _alike(values, types)
    if kind in ("", "other") or (isinstance(node, (exp.Greatest, exp.Least)) and kind not in _ORDERED):
        return None
    return _children(node, types, convert)


def _arithmetic(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    left, right = family(types.of(node.this)), family(types.of(node.expression))
    if left == "date":
        return _date_arithmetic(node, right, convert)
    if {left, right} <= {"integer", "double"}:
        return _children(node, types, convert)
    exact = all(kind == "integer" or kind.startswith("decimal") for kind in (left, right))
    return _children(node, types, convert) if exact and not isinstance(node, exp.Mul) else None


def _date_arithmetic(node: exp.Expr, right: str, convert: Convert) -> exp.Expr | None:
    first, second = convert(node.this), convert(node.expression)
    if first is None or second is None:
        return None
    if right == "integer" and isinstance(node, (exp.Add, exp.Sub)):
        return spark_call("date_add" if isinstance(node, exp.Add) else "date_sub", first, second)
    if right == "date" and isinstance(node, exp.Sub):
        return spark_cast(spark_call("datediff", first, second), "BIGINT")
    return None


def _divided(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    if not {family(types.of(node.this)), family(types.of(node.expression))} <= {"integer", "double"}:
        return None
    if not _never_zero(node.expression):
        return None
    left, right = convert(node.this), convert(node.expression)
    if left is None or right is None:
        return None
    return exp.Paren(this=spark_cast(left, "DOUBLE") / spark_cast(right, "DOUBLE"))


def _divided_whole(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    both = {family(types.of(node.this)), family(types.of(node.expression))}
    if both != {"integer"} or not _never_zero(node.expression):
        return None
    return _children(node, types, convert)


def _never_zero(divisor: exp.Expr) -> bool:
    bare = divisor.unnest()
    if isinstance(bare, exp.Nullif):
        return _whole_number(bare.expression) == 0
    return _whole_number(bare) not in (None, 0)


def _whole_number(node: exp.Expr) -> int | None:
    return int(node.name) if isinstance(node, exp.Literal) and node.is_int else None


def _negated(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    kind = family(types.of(node.this))
    return _children(node, types, convert) if kind in ("integer", "double") or kind.startswith("decimal") else None


def _joined(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    left, right = as_text(node.this, types, convert), as_text(node.expression, types, convert)
    return exp.DPipe(this=left, expression=right) if left and right else None


def _concatenated(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    parts = [as_text(part, types, convert) for part in node.expressions]
    given = [part for part in parts if part is not None]
    if len(given) < len(parts):
        return None
    if isinstance(node, exp.ConcatWs):
        return spark_call("concat_ws", *given)
    return spark_call("concat", *(spark_call("coalesce", part, exp.Literal.string("")) for part in given))


def _cast(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    wanted = types.of(node)
    before, after = family(types.of(node.this)), family(wanted)
    trying = isinstance(node, exp.TryCast)
    literal = None if trying else _literal_alike(node.this, after)
    if literal is not None:
        return literal
    trusted = after in _CASTS.get(before, ()) or (before.startswith("decimal") and after in ("text", before))
    if not trusted or (trying and after == before != "text"):
        return None
    converted = convert(node.this)
    return spark_cast(converted, spark_type(wanted)) if converted is not None else None


def _texts(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    arguments = [value for value in node.args.values() if isinstance(value, exp.Expr)]
    return _children(node, types, convert) if _alike(arguments, types) in ("text", "null") else None


def _length(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    counted = _texts(node, types, convert)
    return spark_cast(spark_call("char_length", counted.this), "BIGINT") if counted is not None else None


def _position(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    found = _texts(node, types, convert)
    if found is None or node.args.get("position") or node.args.get("occurrence"):
        return None
    return spark_cast(spark_call("instr", found.this, found.args["substr"]), "BIGINT")


def _replaced(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    converted = _texts(node, types, convert)
    if converted is None or not (node.expression.is_string and node.expression.name):
        return None
    return spark_call("replace", converted.this, converted.expression, converted.args["replacement"])


def _cut(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    start, length = node.args.get("start"), node.args.get("length")
    counts = [count for count in (start, length, node.args.get("expression")) if count is not None]
    if family(types.of(node.this)) != "text" or not all((_whole_number(count) or 0) > 0 for count in counts):
        return None
    text = convert(node.this)
    if text is None:
        return None
    return spark_call("left" if isinstance(node, exp.Left) else "substr", text, *(count.copy() for count in counts))


def _like(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    plain = node.expression.is_string and "\\" not in node.expression.name and not isinstance(node.parent, exp.Escape)
    return _texts(node, types, convert) if plain else None


def _matched(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    pattern = node.expression
    if node.args.get("flag") or not (pattern.is_string and _PLAIN_PATTERN.fullmatch(pattern.name)):
        return None
    return _texts(node, types, convert)


def _date_part(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    part = node.name.upper() if isinstance(node, exp.Extract) else type(node).__name__.upper()
    value = node.expression if isinstance(node, exp.Extract) else node.this
    if part not in ("YEAR", "MONTH", "DAY") or family(types.of(value)) != "date":
        return None
    converted = convert(value)
    return spark_cast(spark_call(part.lower(), converted), "BIGINT") if converted is not None else None


def _days_between(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    dates = {family(types.of(node.this)), family(types.of(node.expression))} - {"null"}
    unit = node.args.get("unit")
    if dates != {"date"} or unit is None or unit.name.upper() != "DAY":
        return None
    end, start = convert(node.this), convert(node.expression)
    if end is None or start is None:
        return None
    return spark_cast(spark_call("datediff", end, start), "BIGINT")


def _whole_size(node: exp.Expr, types: ExpressionTypes, convert: Convert) -> exp.Expr | None:
    return _children(node, types, convert) if family(types.of(node.this)) == "integer" else None


_RULES: dict[type[exp.Expr], Rule] = {
    **dict.fromkeys((exp.Literal, exp.Null, exp.Boolean), _kept),
    **dict.fromkeys((exp.Paren, exp.And, exp.Or, exp.Not, exp.Is), _children),
    **dict.fromkeys((exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least), _same_kind),
    **dict.fromkeys((exp.Add, exp.Sub, exp.Mul), _arithmetic),
    **dict.fromkeys((exp.IntDiv, exp.Mod), _divided_whole),
    **dict.fromkeys((exp.Concat, exp.ConcatWs), _concatenated),
    **dict.fromkeys((exp.Cast, exp.TryCast), _cast),
    **dict.fromkeys((exp.StartsWith, exp.EndsWith, exp.Contains, exp.MD5), _texts),
    **dict.fromkeys((exp.Substring, exp.Left), _cut),
    **dict.fromkeys((exp.Year, exp.Month, exp.Day, exp.Extract), _date_part),
    exp.Abs: _whole_size,
    exp.Between: _between,
    exp.Case: _branches,
    exp.DPipe: _joined,
    exp.DateDiff: _days_between,
    exp.Div: _divided,
    exp.If: _if,
    exp.In: _among,
    exp.Length: _length,
    exp.Like: _like,
    exp.Neg: _negated,
    exp.RegexpLike: _matched,
    exp.Replace: _replaced,
    exp.StrPosition: _position,
}
