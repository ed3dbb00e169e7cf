"""What DuckDB type each expression of a query has: DuckDB itself is asked, so the answer is its own."""

from sqlglot import exp
from sqlglot.optimizer.scope import Scope, traverse_scope

from jianfu.engine.backends.column_type import duckdb_type
from jianfu.engine.backends.duckdb import DuckDB

UNTYPED = "UNTYPED"
"""The type of what cannot be told: the variable of a lambda, a column of a source unknown."""

_FLAGS = (exp.Predicate, exp.Connector, exp.Not, exp.Exists, exp.Boolean)


class ExpressionTypes:
    """The types within one query, whose columns must have been qualified with their tables."""

    def __init__(self, duckdb: DuckDB, query: exp.Query) -> None:
        """Read the types of the query's tables and pass them through its scopes, innermost first."""
        self._duckdb = duckdb
        self._told: dict[str, list[tuple[str, str]]] = {}
        for scope in traverse_scope(query):
            self._mark(scope)
        for select in query.find_all(exp.Select):
            self._mark_aliases(select)

    def of(self, expression: exp.Expr) -> str:
        """Return the DuckDB type of an expression; UNTYPED where it rests on a column of unknown type."""
        if isinstance(expression, exp.Column):
            return str(expression.meta.get("sql_type", UNTYPED))
        if isinstance(expression, (exp.Paren, exp.Alias)):
            return self.of(expression.this)
        if isinstance(expression, _FLAGS):
            return "BOOLEAN"
        if isinstance(expression, exp.Literal) and expression.is_string:
            return "VARCHAR"
        if isinstance(expression, exp.Subquery):
            return self.outputs(expression)[0][1]
        return self._plain(expression) or self._ask(expression)

    def outputs(self, query: exp.Expr) -> list[tuple[str, str]]:
        """Return the names and types of the columns a SELECT, UNION or VALUES gives."""
        if isinstance(query, exp.Subquery):
            return self.outputs(query.this)
        if isinstance(query, exp.SetOperation):
            pairs = zip(self.outputs(query.this), self.outputs(query.expression), strict=False)
            return [(left[0], self._unified(left[1], right[1])) for left, right in pairs]
        if isinstance(query, exp.Select):
            return [(select.alias_or_name, self.of(select)) for select in query.selects]
        return self._duckdb.columns(f"SELECT * FROM {query.sql('duckdb')}")

    def _plain(self, expression: exp.Expr) -> str:
        """Return the type where it follows from the parts: text put together, choices of one type; else nothing."""
        if isinstance(expression, exp.DPipe):
            sides = {self.of(expression.this), self.of(expression.expression)}
            return "VARCHAR" if "VARCHAR" in sides and '"NULL"' not in sides else ""
        values = _choices(expression)
        kinds = {self.of(value) for value in values}
        return kinds.pop() if len(kinds) == 1 else ""

    def _mark(self, scope: Scope) -> None:
        sources: dict[str, dict[str, str]] = {}
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if column.table and source is not None and "sql_type" not in column.meta:
                if column.table not in sources:
                    sources[column.table] = self._source(source)
                column.meta["sql_type"] = sources[column.table].get(column.name.lower(), UNTYPED)

    def _source(self, source: exp.Expr | Scope) -> dict[str, str]:
        if isinstance(source, Scope):
            return {name.lower(): sql_type for name, sql_type in self._scope(source)}
        bare = source.copy()
        bare.set("alias", None)
        return {name.lower(): sql_type for name, sql_type in self._described(f"SELECT * FROM {bare.sql('duckdb')}")}

    def _scope(self, scope: Scope) -> list[tuple[str, str]]:
        expression = scope.expression
        if isinstance(expression, exp.Unnest):
            name = expression.alias_column_names[0] if expression.alias_column_names else "unnest"
            return [(name, self._ask(exp.Explode(this=expression.expressions[0])))]
        if isinstance(expression, exp.Lateral):
            return self.outputs(expression.this)
        return self.outputs(expression)

    def _mark_aliases(self, select: exp.Select) -> None:
        order = select.args.get("order")
        named = {projection.alias_or_name.lower(): projection for projection in select.selects}
        for column in order.find_all(exp.Column) if order else ():
            projection = named.get(column.name.lower())
            if not column.table and projection is not None:
                column.meta.setdefault("sql_type", self.of(projection))

    def _unified(self, left: str, right: str) -> str:
        if left == right or UNTYPED in (left, right):
            return left
        return self._described(f"SELECT CAST(NULL AS {left}) UNION ALL SELECT CAST(NULL AS {right})")[0][1]

    def _ask(self, expression: exp.Expr) -> str:
        typed = expression.transform(self._typed_null)
        if any(UNTYPED in column.meta.values() for column in typed.find_all(exp.Column)):
            return UNTYPED
        return self._described(f"SELECT {typed.sql('duckdb')}")[0][1]

    def _typed_null(self, node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and (node.table or "sql_type" in node.meta):
            return self._null(self.of(node), node)
        if isinstance(node, exp.Subquery):
            return self._null(self.of(node), node)
        if isinstance(node, exp.Exists) or (isinstance(node, exp.In) and node.args.get("query")):
            return self._null("BOOLEAN", node)
        return node

    def _null(self, sql_type: str, node: exp.Expr) -> exp.Expr:
        if sql_type == UNTYPED:
            unknown = exp.column("unknown")
            unknown.meta["sql_type"] = UNTYPED
            return unknown
        if sql_type == '"NULL"':
            return exp.Null()
        return exp.Cast(this=exp.Null(), to=duckdb_type(sql_type))

    def _described(self, query: str) -> list[tuple[str, str]]:
        if query not in self._told:
            self._told[query] = self._duckdb.columns(query)
        return self._told[query]


def _choices(expression: exp.Expr) -> list[exp.Expr]:
    if isinstance(expression, exp.Coalesce):
        return [expression.this, *expression.expressions]
    if isinstance(expression, exp.Case):
        default = expression.args.get("default")
        return [branch.args["true"] for branch in expression.args["ifs"]] + ([default] if default is not None else [])
    return []
