"""A query in DuckDB's dialect, rewritten so that Spark gives the same rows.

Names are resolved first, so that an alias that hides a column means what it means in DuckDB. Then each scalar
expression is either one Spark is known to compute alike (``scalar``) or an island that DuckDB computes (``island``).
"""

from dataclasses import dataclass
from typing import ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.generators.spark import SparkGenerator

from jianfu.engine.backends.clauses import Clauses
from jianfu.engine.backends.column_type import narrowed
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.expression_type import ExpressionTypes
from jianfu.engine.backends.fault import UnableToTranslate
from jianfu.engine.backends.island import Island
from jianfu.engine.backends.rebuild import rebuilt
from jianfu.engine.backends.relation import prepared
from jianfu.engine.backends.resolve import resolved
from jianfu.engine.backends.scalar import spark_call
from jianfu.engine.backends.sql_text import bare


class _Generator(SparkGenerator):
    # Spark has QUALIFY itself; SQLGlot's rewriting of it mistakes an alias for the column it hides.
    TRANSFORMS: ClassVar = {kind: rule for kind, rule in SparkGenerator.TRANSFORMS.items() if kind is not exp.Select}


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
        tree = resolved(prepared(sqlglot.parse_one(query, dialect="duckdb")), duckdb)
        translator = _Translator(ExpressionTypes(duckdb, tree))
        sql = _Generator(dialect="spark").generate(translator.query(tree))
    except SqlglotError as error:
        raise UnableToTranslate(
            zh=f"这条 SQL 译不成 Spark 的写法：{error}\n{query}",
            en=f"This SQL cannot be translated for Spark: {error}\n{query}",
        ) from error
    return Translation(sql, tuple(translator.islands.values()), columns)


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
            return Clauses(self, self._types, node).select(wanted)
        return node.copy()

    def _set_operation(self, node: exp.SetOperation, wanted: list[str] | None) -> exp.Expr:
        types = wanted or [sql_type for _, sql_type in self._types.outputs(node)]
        sides = {key: self.query(node.args[key], types) for key in ("this", "expression")}
        return self._with_parts(node, sides)

    def _with_parts(self, node: exp.Expr, parts: dict[str, exp.Expr]) -> exp.Expr:
        with_ = node.args.get("with_")
        return rebuilt(node, {**parts, "with_": self.with_(with_)} if with_ else parts)

    def with_(self, node: exp.Expr) -> exp.Expr:
        tables = [rebuilt(cte, {"this": self.query(cte.this), "materialized": None}) for cte in node.expressions]
        return rebuilt(node, {"expressions": tables})

    def island(self, expression: exp.Expr, arguments: list[exp.Expr], sql_type: str, types: list[str]) -> exp.Expr:
        island = Island(expression.sql("duckdb"), tuple(types), sql_type)
        self.islands[island.name] = island
        return spark_call(island.name, *(arguments or [exp.Literal.number(0)]))
