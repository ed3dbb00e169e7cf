"""The parts of FROM that DuckDB and Spark write differently, brought to one form before names are resolved."""

from sqlglot import exp

from jianfu.engine.backends.aggregate import unable

_REFUSED: tuple[tuple[type[exp.Expr], str, str], ...] = (
    (exp.TableSample, "抽样请按 md5 等确定的值取。", "Sample by a fixed value such as an md5 instead."),
    (exp.Pivot, "请用 CASE 或 FILTER 写出各列。", "Write the columns with CASE or FILTER instead."),
    (exp.Columns, "请写出各列。", "Write the columns out."),
    (exp.Rand, "随机数请作为参数给出。", "Chance is an argument."),
    (exp.CurrentDate, "日期请作为参数给出。", "The date is an argument."),
    (exp.CurrentTimestamp, "时间请作为参数给出。", "The time is an argument."),
)


def prepared(tree: exp.Expr) -> exp.Query:
    """Return the query with lists in FROM as lateral sub-queries; raises UnableToTranslate for refused parts."""
    for kind, zh, en in _REFUSED:
        refused = tree.find(kind)
        if refused is not None:
            raise unable(refused, zh, en)
    if not isinstance(tree, exp.Query):
        raise unable(tree, "请写成 SELECT。", "Write it as a SELECT.")
    for join in list(tree.find_all(exp.Join)):
        _check_join(join)
    for node in list(tree.find_all(exp.Unnest, exp.Table)):
        _spread(node)
    for select in tree.find_all(exp.Select):
        _check_lists(select)
    for union in list(tree.find_all(exp.SetOperation)):
        _check_union(union)
    return tree


def _check_join(join: exp.Join) -> None:
    if join.args.get("method") or join.args.get("match_condition"):
        raise unable(join, "请写成普通连接。", "Write it as a plain join.")


def _check_lists(select: exp.Select) -> None:
    if sum(projection.find(exp.Explode) is not None for projection in select.selects) > 1:
        raise unable(select, "一次只能展开一个列表。", "Spread one list at a time.")


def _check_union(union: exp.SetOperation) -> None:
    if union.args.get("by_name"):
        raise unable(union, "请按相同顺序写出各列。", "Write the columns in the same order.")


def _spread(node: exp.Expr) -> None:
    source = node.this if isinstance(node, exp.Table) else node
    if isinstance(source, exp.GenerateSeries):
        name = "range" if source.args.get("is_end_exclusive") else "generate_series"
        values: exp.Expr = source.copy()
    elif isinstance(node, exp.Unnest) and isinstance(node.parent, (exp.From, exp.Join, exp.Lateral)):
        if len(node.expressions) != 1 or node.args.get("offset"):
            raise unable(node, "一次只能展开一个列表。", "Spread one list at a time.")
        name, values = "unnest", node.expressions[0].copy()
    else:
        return
    columns = node.alias_column_names or [name]
    inner = exp.Select(expressions=[exp.Alias(this=exp.Explode(this=values), alias=exp.to_identifier(columns[0]))])
    _put(node, inner, node.alias or name)


def _put(node: exp.Expr, inner: exp.Select, alias: str) -> None:
    table_alias = exp.TableAlias(this=exp.to_identifier(alias))
    subquery = exp.Subquery(this=inner)
    if isinstance(node.parent, exp.From):
        subquery.set("alias", table_alias)
        node.replace(subquery)
        return
    replaced = node.parent if isinstance(node.parent, exp.Lateral) else node
    join = replaced.parent
    replaced.replace(exp.Lateral(this=subquery, alias=table_alias))
    if isinstance(join, exp.Join) and not join.args.get("on"):
        join.set("kind", None)
        join.set("on", exp.true())
