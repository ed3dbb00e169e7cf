"""Aggregates and window functions, written for Spark so that they give DuckDB's values."""

from collections.abc import Callable
from typing import Any

from sqlglot import exp

from jianfu.engine.backends.column_type import duckdb_type, family
from jianfu.engine.backends.expression_type import ExpressionTypes
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.rebuild import rebuilt
from jianfu.engine.backends.scalar import spark_call, spark_cast

Scalar = Callable[[exp.Expr], exp.Expr]
"""Gives any scalar expression's form for Spark."""

AGGREGATES = (exp.AggFunc, exp.Filter, exp.IgnoreNulls, exp.RespectNulls, exp.Window, exp.WithinGroup, exp.RowNumber)
"""What is not a function of one row."""

_AS_THEY_ARE = (exp.LogicalAnd, exp.LogicalOr)
_RANKS = (exp.RowNumber, exp.Rank, exp.DenseRank, exp.PercentRank, exp.CumeDist, exp.Ntile)
_NEIGHBOURS = (exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue, exp.NthValue)


def unable(node: exp.Expr, zh: str, en: str) -> UnableToTranslate:
    """Return the error for a part of a query that cannot be promised on Spark."""
    text = node.sql("duckdb")
    return UnableToTranslate(
        zh=f"Spark 上不能保证与 DuckDB 结果一致：{text}。{zh}", en=f"Not the same on Spark: {text}. {en}"
    )


class Aggregates:
    """The aggregates and windows of one SELECT."""

    def __init__(self, types: ExpressionTypes, scalar: Scalar, condition: Scalar) -> None:
        self._types = types
        self._scalar = scalar
        self._condition = condition

    def translate(self, node: exp.Expr) -> exp.Expr:
        """Return an aggregate or window for Spark; raises UnableToTranslate for one that is not known to agree."""
        if isinstance(node, exp.Window):
            return self._window(node)
        return self._aggregate(node, None)

    def _aggregate(self, node: exp.Expr, where: exp.Expr | None) -> exp.Expr:
        if isinstance(node, exp.Filter):
            return self._aggregate(node.this, self._condition(node.expression.this))
        if isinstance(node, exp.IgnoreNulls) and isinstance(node.this, exp.AnyValue):
            return _filtered(exp.IgnoreNulls(this=exp.AnyValue(this=self._scalar(node.this.this))), where)
        if node.args.get("count") is not None:
            raise unable(node, "请改用 row_number() 取前几个。", "Take the first few with row_number() instead.")
        special = self._special(node, where)
        return special if special is not None else _filtered(self._plain(node), where)

    def _special(self, node: exp.Expr, where: exp.Expr | None) -> exp.Expr | None:
        if isinstance(node, (exp.ArgMax, exp.ArgMin)):
            return self._extreme(node, where)
        if isinstance(node, exp.ArrayAgg):
            return self._list(node, where)
        if isinstance(node, exp.GroupConcat):
            return self._joined(node, where)
        if isinstance(node, exp.Avg):
            return self._average(node, where)
        return None

    def _plain(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, (exp.Count, exp.Sum, exp.Min, exp.Max)):
            return type(node)(this=self._argument(node))
        if isinstance(node, _AS_THEY_ARE):
            return type(node)(this=self._condition(node.this))
        if isinstance(node, exp.CountIf):
            return exp.Sum(this=spark_cast(self._condition(node.this), "INT"))  # null where every row is unknown
        if isinstance(node, (exp.Median, exp.PercentileCont)):
            return self._percentile(node)
        raise unable(
            node,
            "可用的汇总：count、sum、avg、min、max、bool_and、bool_or、max_by、string_agg、list、median。",
            "Known to agree: count, sum, avg, min, max, bool_and, bool_or, max_by, string_agg, list, median.",
        )

    def _argument(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node.this, exp.Star):
            return exp.Star()
        if isinstance(node.this, exp.Distinct):
            return exp.Distinct(expressions=[self._value(value, node) for value in node.this.expressions])
        return self._value(node.this, node)

    def _value(self, value: exp.Expr, node: exp.Expr) -> exp.Expr:
        if isinstance(value, exp.Tuple):
            return exp.Tuple(expressions=[self._scalar(part) for part in value.expressions])
        scalar = self._scalar(value)
        counted_flag = isinstance(node, exp.Sum) and family(self._types.of(value)) == "flag"
        return spark_cast(scalar, "INT") if counted_flag else scalar

    def _extreme(self, node: exp.Expr, where: exp.Expr | None) -> exp.Expr:
        # DuckDB passes over rows whose value is null, Spark gives that null back.
        name = "max_by" if isinstance(node, exp.ArgMax) else "min_by"
        call = spark_call(name, self._scalar(node.this), self._scalar(node.expression))
        return _filtered(call, _both(where, _known(self._scalar(node.this))))

    def _average(self, node: exp.Expr, where: exp.Expr | None) -> exp.Expr:
        kind = family(self._types.of(node.this.expressions[0] if isinstance(node.this, exp.Distinct) else node.this))
        if not kind.startswith("decimal"):
            return _filtered(exp.Avg(this=self._argument(node)), where)
        total = spark_cast(_filtered(exp.Sum(this=self._argument(node)), where), "DOUBLE")
        rows = spark_cast(_filtered(exp.Count(this=self._argument(node)), where), "DOUBLE")
        return exp.Paren(this=total / exp.Nullif(this=rows, expression=exp.Literal.number(0)))

    def _percentile(self, node: exp.Expr) -> exp.Expr:
        share = node.expression if isinstance(node, exp.PercentileCont) else exp.Literal.number("0.5")
        if family(self._types.of(node.this)) not in ("integer", "double") or not isinstance(share, exp.Literal):
            raise unable(node, "只支持整数和小数列。", "Only integer and double columns are supported.")
        return spark_call("percentile", self._scalar(node.this), share.copy())

    def _joined(self, node: exp.GroupConcat, where: exp.Expr | None) -> exp.Expr:
        value, keys = _parted(node.this)
        distinct = isinstance(value, exp.Distinct)
        text = value.expressions[0] if distinct else value
        if family(self._types.of(text)) not in ("text", "null"):
            text = exp.Cast(this=text.copy(), to=duckdb_type("VARCHAR"))
        scalar = self._scalar(text)
        values = self._collected(scalar, keys, _both(where, _known(scalar)), distinct=distinct)
        separator = node.args.get("separator") or exp.Literal.string(",")
        return spark_call("array_join", values, separator.copy())

    def _list(self, node: exp.ArrayAgg, where: exp.Expr | None) -> exp.Expr:
        value, keys = _parted(node.this)
        distinct = isinstance(value, exp.Distinct)
        scalar = self._scalar(value.expressions[0] if distinct else value)
        return self._collected(scalar, keys, where, distinct=distinct)

    def _collected(self, item: exp.Expr, keys: list[exp.Expr], where: exp.Expr | None, *, distinct: bool) -> exp.Expr:
        """DuckDB's list keeps nulls and is null when empty; Spark's drops nulls and is empty: so rows are wrapped."""
        fields = [*(self._scalar(key.this) for key in keys), item]
        row = spark_call("named_struct", *(part for i, field in enumerate(fields) for part in _field(i, field)))
        rows = _filtered(spark_call("collect_list", row), where)
        if keys:
            rows = spark_call("array_sort", rows, _comparison(keys))
        last = exp.Dot(this=exp.to_identifier("e"), expression=exp.to_identifier(f"f{len(keys)}"))
        values = spark_call("transform", rows, exp.Lambda(this=last, expressions=[exp.to_identifier("e")]))
        return spark_call("nullif", spark_call("array_distinct", values) if distinct else values, spark_call("array"))

    def _ordered(self, key: exp.Expr) -> exp.Expr:
        return rebuilt(key, {"this": self._scalar(key.this)})

    def _window(self, node: exp.Window) -> exp.Expr:
        parts: dict[str, Any] = {
            "this": self._over(node.this),
            "partition_by": [self._scalar(key) for key in node.args.get("partition_by") or []],
        }
        if order := node.args.get("order"):
            parts["order"] = exp.Order(expressions=[self._ordered(key) for key in order.expressions])
        return rebuilt(node, parts)

    def _over(self, node: exp.Expr) -> exp.Expr:
        inner = node.this if isinstance(node, (exp.IgnoreNulls, exp.RespectNulls)) else node
        if isinstance(inner, (exp.ArrayAgg, exp.GroupConcat)):
            raise unable(node, "请先分组汇总再连接。", "Group first and join instead.")
        if not isinstance(inner, (*_RANKS, *_NEIGHBOURS)):
            return self._aggregate(node, None)
        copy = node.copy()
        called = copy.this if inner is not node else copy
        for key, value in inner.args.items():
            if isinstance(value, exp.Expr):
                called.set(key, self._scalar(value))
        return copy


def _filtered(call: exp.Expr, where: exp.Expr | None) -> exp.Expr:
    return exp.Filter(this=call, expression=exp.Where(this=where.copy())) if where is not None else call


def _known(value: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=value.copy(), expression=exp.Null()))


def _both(first: exp.Expr | None, second: exp.Expr) -> exp.Expr:
    return exp.And(this=exp.Paren(this=first.copy()), expression=second) if first is not None else second


def _parted(argument: exp.Expr) -> tuple[exp.Expr, list[exp.Expr]]:
    if isinstance(argument, exp.Order):
        return argument.this, list(argument.expressions)
    return argument, []


def _field(place: int, value: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    return exp.Literal.string(f"f{place}"), value


def _comparison(keys: list[exp.Expr]) -> exp.Expr:
    cases = []
    for place, key in enumerate(keys):
        left, right = f"a.f{place}", f"b.f{place}"
        null_side, value_side = ("-1", "1") if key.args.get("nulls_first") else ("1", "-1")
        less, more = ("1", "-1") if key.args.get("desc") else ("-1", "1")
        cases += [
            f"WHEN {left} IS NULL AND {right} IS NOT NULL THEN {null_side}",
            f"WHEN {left} IS NOT NULL AND {right} IS NULL THEN {value_side}",
            f"WHEN {left} < {right} THEN {less}",
            f"WHEN {left} > {right} THEN {more}",
        ]
    order: exp.Expr = exp.maybe_parse(f"CASE {' '.join(cases)} ELSE 0 END", dialect="spark")
    return exp.Lambda(this=order, expressions=[exp.to_identifier("a"), exp.to_identifier("b")])
