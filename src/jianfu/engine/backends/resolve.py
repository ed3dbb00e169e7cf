"""Names resolved as DuckDB resolves them: every column with its table, every ALL and alias written out."""

from sqlglot import exp, transforms
from sqlglot.optimizer.qualify import qualify

from jianfu.engine.backends.aggregate import AGGREGATES, unable
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.sql_text import quoted


def resolved(tree: exp.Query, duckdb: DuckDB) -> exp.Query:
    """Return the query with its names resolved; *duckdb* knows the columns of every table it names.

    Raises UnableToTranslate for DISTINCT ON beside QUALIFY, and SQLGlot's errors where a name cannot be resolved.
    """
    inner = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    tables = {table.name for table in tree.find_all(exp.Table) if table.name and table.name.lower() not in inner}
    # Only the names matter here: the types are DuckDB's to tell.
    known: dict[str, object] = {
        name: {column: "VARCHAR" for column, _ in duckdb.columns(f"SELECT * FROM {quoted(name)}")}
        for name in sorted(tables)
    }
    qualified = qualify(tree, dialect="duckdb", schema=known, quote_identifiers=True)
    for select in list(qualified.find_all(exp.Select)):
        transforms.eliminate_window_clause(select)
        _write_out_keys(select)
        _write_out_distinct_on(select)
    return qualified


def _write_out_keys(select: exp.Select) -> None:
    group, order = select.args.get("group"), select.args.get("order")
    if group is not None and group.args.get("all"):
        values = [projection.unalias() for projection in select.selects]
        keys = [value.copy() for value in values if not value.find(*AGGREGATES)]
        select.set("group", exp.Group(expressions=keys) if keys else None)
    if order is not None and len(order.expressions) == 1 and order.expressions[0].name.upper() == "ALL":
        names = [exp.to_identifier(projection.alias_or_name, quoted=True) for projection in select.selects]
        keys = [exp.Ordered(**{**order.expressions[0].args, "this": exp.column(name)}) for name in names]
        select.set("order", exp.Order(expressions=keys))


def _write_out_distinct_on(select: exp.Select) -> None:
    """Keep the first row of each group, in the query's order, which SQLGlot's own rewriting loses."""
    distinct = select.args.get("distinct")
    on = distinct.args.get("on") if distinct is not None else None
    if on is None:
        return
    if select.args.get("qualify") is not None:
        raise unable(select, "DISTINCT ON 与 QUALIFY 请分两步写。", "Write DISTINCT ON and QUALIFY in two steps.")
    values = {p.alias_or_name: p.unalias() for p in select.selects}

    def valued(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.table and node.name in values:
            return values[node.name].copy()
        return node

    keys = [key.copy().transform(valued) for key in (on.expressions or [on])]
    order = select.args.get("order")
    ordered = [key.copy().transform(valued) for key in order.expressions] if order else []
    if not ordered:
        ordered = [exp.Ordered(this=key.copy(), nulls_first=False) for key in keys]
    number = exp.Window(this=exp.RowNumber(), partition_by=keys, order=exp.Order(expressions=ordered), over="OVER")
    select.set("distinct", None)
    select.set("qualify", exp.Qualify(this=exp.EQ(this=number, expression=exp.Literal.number(1))))
