"""One SELECT, clause by clause: each scalar expression for Spark to compute, or an island for DuckDB."""

from typing import Any, Protocol

from sqlglot import exp

from jianfu.engine.backends.aggregate import AGGREGATES, Aggregates, unable
from jianfu.engine.backends.column_type import duckdb_type
from jianfu.engine.backends.expression_type import UNTYPED, ExpressionTypes
from jianfu.engine.backends.rebuild import rebuilt
from jianfu.engine.backends.scalar import comparable, spark_scalar

_SPLIT = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.Is)
_CONDITIONS = ("where", "having", "qualify")


class Queries(Protocol):
    """What translates the queries nested in a SELECT, and keeps the islands."""

    def query(self, node: exp.Expr, wanted: list[str] | None = None) -> exp.Expr:
        """Return a SELECT, UNION or sub-query for Spark."""

    def with_(self, node: exp.Expr) -> exp.Expr:
        """Return a WITH clause for Spark."""

    def island(self, expression: exp.Expr, arguments: list[exp.Expr], sql_type: str, types: list[str]) -> exp.Expr:
        """Return the call of a DuckDB expression over columns c0, c1 … with those arguments."""


class Clauses:
    """The clauses of one SELECT. Group keys are leaves: what follows the grouping rests on them, not on columns."""

    def __init__(self, translator: Queries, types: ExpressionTypes, select: exp.Select) -> None:
        self._translator = translator
        self._types = types
        self._select = select
        self._aggregates = Aggregates(types, self._scalar, self._condition)
        group = select.args.get("group")
        self._keys = [key for key in (group.expressions if group else []) if not isinstance(key, exp.Column)]

    def select(self, wanted: list[str] | None) -> exp.Expr:
        """Return the SELECT for Spark, its columns brought to the *wanted* types where a UNION asks for others."""
        node = self._select
        targets = wanted or [""] * len(node.expressions)
        parts: dict[str, Any] = {
            "expressions": [self._projection(e, t) for e, t in zip(node.expressions, targets, strict=True)],
            "joins": [self._join(join) for join in node.args.get("joins") or []],
        }
        if from_ := node.args.get("from_"):
            parts["from_"] = exp.From(this=self._relation(from_.this))
        if with_ := node.args.get("with_"):
            parts["with_"] = self._translator.with_(with_)
        return rebuilt(node, parts | self._conditions() | self._row_keys())

    def _conditions(self) -> dict[str, exp.Expr]:
        clauses = {key: self._select.args.get(key) for key in _CONDITIONS}
        return {key: type(clause)(this=self._condition(clause.this)) for key, clause in clauses.items() if clause}

    def _row_keys(self) -> dict[str, exp.Expr]:
        group, order = self._select.args.get("group"), self._select.args.get("order")
        keys: dict[str, exp.Expr] = {}
        if group:
            keys["group"] = rebuilt(group, {"expressions": [self._whole(key) for key in group.expressions]})
        if order:
            keys["order"] = exp.Order(expressions=[self._order_key(key) for key in order.expressions])
        return keys

    def _projection(self, node: exp.Expr, wanted: str) -> exp.Expr:
        if isinstance(node, exp.Star):
            return node.copy()
        value = node.unalias()
        if wanted and not comparable(self._types.of(value), wanted):
            value = exp.Cast(this=value.copy(), to=duckdb_type(wanted))
        name = exp.to_identifier(node.alias_or_name, quoted=True)
        return exp.Alias(this=self._scalar(value), alias=name)

    def _order_key(self, key: exp.Expr) -> exp.Expr:
        if not isinstance(key, exp.Ordered):
            return key.copy()
        named = next((p for p in self._select.selects if isinstance(p, exp.Alias) and p.this == key.this), None)
        value = exp.column(named.args["alias"].copy()) if named else self._scalar(key.this)
        return rebuilt(key, {"this": value})

    def _relation(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Subquery):
            return self._translator.query(node)
        if isinstance(node, exp.Lateral):
            return rebuilt(node, {"this": self._translator.query(node.this)})
        if isinstance(node, exp.Values):
            return node.copy()
        if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
            raise unable(node, "请先用 read 读入为表。", "Read it into a table first.")
        return node.copy()

    def _join(self, node: exp.Join) -> exp.Expr:
        on = node.args.get("on")
        return rebuilt(node, {"this": self._relation(node.this), "on": self._condition(on) if on else None})

    def _condition(self, node: exp.Expr) -> exp.Expr:
        """Divide a condition into its parts, so that equalities stay visible to Spark's joins."""
        if isinstance(node, (exp.And, exp.Or)):
            return type(node)(this=self._condition(node.this), expression=self._condition(node.expression))
        if isinstance(node, (exp.Not, exp.Paren)):
            return type(node)(this=self._condition(node.this))
        native = self._native(node)
        if native is not None:
            return native
        if isinstance(node, _SPLIT) and comparable(self._types.of(node.this), self._types.of(node.expression)):
            return type(node)(this=self._scalar(node.this), expression=self._scalar(node.expression))
        return self._scalar(node)

    def _scalar(self, node: exp.Expr) -> exp.Expr:
        native = self._native(node)
        return native if native is not None else self._island(node)

    def _native(self, node: exp.Expr) -> exp.Expr | None:
        if self._is_leaf(node):
            return self._leaf(node)
        return spark_scalar(node, self._types, self._native)

    def _is_leaf(self, node: exp.Expr) -> bool:
        if isinstance(node, exp.Column):
            return bool(node.table or node.find_ancestor(exp.Lambda, exp.Comprehension) is None)
        whole = (*AGGREGATES, exp.Subquery, exp.Exists, exp.Explode)
        return isinstance(node, whole) or bool(node.args.get("query")) or node in self._keys

    def _leaf(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column):
            return node.copy()
        if node in self._keys:
            return self._whole(node)
        if isinstance(node, AGGREGATES):
            return self._aggregates.translate(node)
        if isinstance(node, exp.Explode):
            return exp.Explode(this=self._scalar(node.this))
        return self._nested(node)

    def _nested(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Exists):
            return exp.Exists(this=self._translator.query(node.this))
        if query := node.args.get("query"):
            return exp.In(this=self._among(node.this), query=self._translator.query(query))
        return self._translator.query(node)

    def _among(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Tuple):
            return exp.Tuple(expressions=[self._scalar(part) for part in node.expressions])
        return self._scalar(node)

    def _whole(self, key: exp.Expr) -> exp.Expr:
        keys, self._keys = self._keys, []
        try:
            return self._scalar(key)
        finally:
            self._keys = keys

    def _island(self, node: exp.Expr) -> exp.Expr:
        leaves: list[exp.Expr] = []

        def carved(part: exp.Expr) -> exp.Expr:
            if not self._is_leaf(part):
                return part
            if part not in leaves:
                leaves.append(part)
            return exp.column(f"c{leaves.index(part)}")

        expression = node.copy().transform(carved)
        types = [self._typed(leaf) for leaf in leaves]
        return self._translator.island(expression, [self._leaf(leaf) for leaf in leaves], self._typed(node), types)

    def _typed(self, node: exp.Expr) -> str:
        sql_type = self._types.of(node)
        if sql_type == UNTYPED:
            raise unable(
                node, "列的类型不明，请写明表名或显式转换。", "Its type cannot be told; name the table or cast it."
            )
        return sql_type
