"""A query in DuckDB's dialect, rewritten so that Spark gives the same rows.

Names are resolved first, so that an alias that hides a column means what it means in DuckDB. Then each scalar
expression is either one Spark is known to compute alike (``scalar``) or an island that DuckDB computes (``island``).
"""

from dataclasses import dataclass
from typing import ClassVar

import sqlglot
from sqlglot import exp, transforms
from sqlglot.errors import SqlglotError
from sqlglot.generators.spark import SparkGenerator
from sqlglot.optimizer.qualify import qualify

from jianfu.engine.backends.aggregate import AGGREGATES, Aggregates, unable
from jianfu.engine.backends.column_type import narrowed
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.expression_type import UNTYPED, ExpressionTypes
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.island import Island
from jianfu.engine.backends.relation import prepared
from jianfu.engine.backends.scalar import comparable, spark_call, spark_scalar
from jianfu.engine.backends.sql_text import bare, quoted

_SPLIT = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.Is)
_CONDITIONS = ("where", "having", "qualify")


class _Generator(SparkGenerator):
    # Spark has QUALIFY itself; SQLGlot's rewriting of it mistakes an alias for the column it hides.
    TRANSFORMS: ClassVar = {
        **SparkGenerator.TRANSFORMS,
        exp.Select: transforms.preprocess([transforms.eliminate_distinct_on]),
    }


@dataclass(frozen=True, slots=True)
class Translation:
    """Spark's SQL, the islands it calls, and the names and types its columns must have."""

    sql: str
    islands: tuple[Island, ...]
    columns: tuple[tuple[str, str], ...]


def translate(query: str, duckdb: DuckDB) -> Translation:
    """Rewrite one SELECT in DuckDB's dialect for Spark; *duckdb* knows every table the query names.

    Raises UnableToRun where the query is wrong for DuckDB itself, UnableToTranslate where it has a part that cannot be
    promised to give the same rows on Spark.
    """
    query = bare(query)
    columns = tuple((name, narrowed(sql_type)) for name, sql_type in duckdb.columns(f"SELECT * FROM ({query}\n)"))
    try:
        tree = _qualified(prepared(sqlglot.parse_one(query, dialect="duckdb")), duckdb)
        translator = _Translator(ExpressionTypes(duckdb, tree))
        sql = _Generator(dialect="spark").generate(translator.query(tree))
    except SqlglotError as error:
        raise UnableToTranslate(
            zh=f"这条 SQL 译不成 Spark 的写法：{error}\n{query}",
            en=f"This SQL cannot be translated for Spark: {error}\n{query}",
        ) from error
    return Translation(sql, tuple(translator.islands.values()), columns)


def _qualified(tree: exp.Query, duckdb: DuckDB) -> exp.Query:
    inner = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    tables = {table.name for table in tree.find_all(exp.Table) if table.name and table.name.lower() not in inner}
    # Only the names matter here: the types are DuckDB's to tell.
    known: dict[str, object] = {
        name: {column: "VARCHAR" for column, _ in duckdb.columns(f"SELECT * FROM {quoted(name)}")}
        for name in sorted(tables)
    }
    qualified = qualify(tree, dialect="duckdb", schema=known, quote_identifiers=True)
    for select in qualified.find_all(exp.Select):
        transforms.eliminate_window_clause(select)
        _written_out(select)
    return qualified


def _written_out(select: exp.Select) -> None:
    """Replace GROUP BY ALL and ORDER BY ALL by the columns they mean."""
    group, order = select.args.get("group"), select.args.get("order")
    values = [projection.unalias() for projection in select.selects]
    if group is not None and group.args.get("all"):
        keys = [value.copy() for value in values if not value.find(*AGGREGATES)]
        select.set("group", exp.Group(expressions=keys) if keys else None)
    if order is not None and len(order.expressions) == 1 and order.expressions[0].name.upper() == "ALL":
        flags = order.expressions[0].args
        names = [exp.to_identifier(projection.alias_or_name, quoted=True) for projection in select.selects]
        keys = [exp.Ordered(**{**flags, "this": exp.column(name)}) for name in names]
        select.set("order", exp.Order(expressions=keys))


class _Translator:
    def __init__(self, types: ExpressionTypes) -> None:
        self._types = types
        self.islands: dict[str, Island] = {}

    def query(self, node: exp.Expr, wanted: list[str] | None = None) -> exp.Expr:
        if isinstance(node, exp.SetOperation):
            return self._set_operation(node, wanted)
        if isinstance(node, exp.Subquery):
            return self._with_parts(node, {"this": self.query(node.this, wanted)})
        if isinstance(node, exp.Select):
            return _Clauses(self, self._types, node).select(wanted)
        return node.copy()

    def _set_operation(self, node: exp.SetOperation, wanted: list[str] | None) -> exp.Expr:
        types = wanted or [sql_type for _, sql_type in self._types.outputs(node)]
        sides = {key: self.query(node.args[key], types) for key in ("this", "expression")}
        return self._with_parts(node, sides)

    def _with_parts(self, node: exp.Expr, parts: dict[str, exp.Expr]) -> exp.Expr:
        copy = node.copy()
        for key, part in parts.items():
            copy.set(key, part)
        if with_ := node.args.get("with_"):
            copy.set("with_", self.with_(with_))
        return copy

    def with_(self, node: exp.Expr) -> exp.Expr:
        copy = node.copy()
        for cte, original in zip(copy.expressions, node.expressions, strict=True):
            cte.set("this", self.query(original.this))
            cte.set("materialized", None)
        return copy

    def island(
        self, expression: exp.Expr, arguments: list[exp.Expr], sql_type: str, types: tuple[str, ...]
    ) -> exp.Expr:
        island = Island(expression.sql("duckdb"), types, sql_type)
        self.islands[island.name] = island
        return spark_call(island.name, *(arguments or [exp.Literal.number(0)]))


class _Clauses:
    """The clauses of one SELECT. Group keys are leaves: what follows the grouping rests on them, not on columns."""

    def __init__(self, translator: _Translator, types: ExpressionTypes, select: exp.Select) -> None:
        self._translator = translator
        self._types = types
        self._select = select
        self._aggregates = Aggregates(types, self._scalar, self._condition)
        group = select.args.get("group")
        self._keys = [key for key in (group.expressions if group else []) if not isinstance(key, exp.Column)]

    def select(self, wanted: list[str] | None) -> exp.Expr:
        """Return the SELECT for Spark, its columns brought to the *wanted* types where a UNION asks for others."""
        node, copy = self._select, self._select.copy()
        targets = wanted or [""] * len(node.expressions)
        copy.set("expressions", [self._projection(e, t) for e, t in zip(node.expressions, targets, strict=True)])
        if from_ := node.args.get("from_"):
            copy.set("from_", exp.From(this=self._relation(from_.this)))
        copy.set("joins", [self._join(join) for join in node.args.get("joins") or []])
        for key in _CONDITIONS:
            if clause := node.args.get(key):
                copy.set(key, type(clause)(this=self._condition(clause.this)))
        self._set_keys(copy)
        if with_ := node.args.get("with_"):
            copy.set("with_", self._translator.with_(with_))
        return copy

    def _set_keys(self, copy: exp.Expr) -> None:
        node = self._select
        if group := node.args.get("group"):
            copy.args["group"].set("expressions", [self._whole(key) for key in group.expressions])
        if order := node.args.get("order"):
            copy.set("order", exp.Order(expressions=[self._order_key(key) for key in order.expressions]))
        distinct = node.args.get("distinct")
        if distinct is not None and distinct.args.get("on"):
            on = [self._scalar(key) for key in distinct.args["on"].expressions]
            copy.set("distinct", exp.Distinct(on=exp.Tuple(expressions=on)))

    def _projection(self, node: exp.Expr, wanted: str) -> exp.Expr:
        if isinstance(node, exp.Star):
            return node.copy()
        value = node.unalias()
        if wanted and not comparable(self._types.of(value), wanted):
            value = exp.Cast(this=value.copy(), to=exp.DataType.build(wanted, dialect="duckdb"))
        name = exp.to_identifier(node.alias_or_name, quoted=True)
        return exp.Alias(this=self._scalar(value), alias=name)

    def _order_key(self, key: exp.Expr) -> exp.Expr:
        if not isinstance(key, exp.Ordered):
            return key.copy()
        ordered = key.copy()
        named = next((p for p in self._select.selects if isinstance(p, exp.Alias) and p.this == key.this), None)
        ordered.set("this", exp.column(named.args["alias"].copy()) if named else self._scalar(key.this))
        return ordered

    def _relation(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Subquery):
            return self._translator.query(node)
        if isinstance(node, exp.Lateral):
            lateral = node.copy()
            lateral.set("this", self._translator.query(node.this))
            return lateral
        if isinstance(node, exp.Values):
            return node.copy()
        if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
            raise unable(node, "请先用 read 读入为表。", "Read it into a table first.")
        return node.copy()

    def _join(self, node: exp.Join) -> exp.Expr:
        copy = node.copy()
        copy.set("this", self._relation(node.this))
        if on := node.args.get("on"):
            copy.set("on", self._condition(on))
        return copy

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
        types = tuple(self._typed(leaf) for leaf in leaves)
        return self._translator.island(expression, [self._leaf(leaf) for leaf in leaves], self._typed(node), types)

    def _typed(self, node: exp.Expr) -> str:
        sql_type = self._types.of(node)
        if sql_type == UNTYPED:
            raise unable(
                node, "列的类型不明，请写明表名或显式转换。", "Its type cannot be told; name the table or cast it."
            )
        return sql_type
