"""Nodes of a query built anew: what is replaced is never copied, so that deep queries stay cheap."""

from typing import Any

from sqlglot import exp


def rebuilt(node: exp.Expr, parts: dict[str, Any]) -> exp.Expr:
    """Return a node like the given one with those arguments in place of its own, and copies of the others."""
    kept = {key: _copied(value) for key, value in node.args.items() if key not in parts}
    return type(node)(**kept, **parts)


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value.copy() if isinstance(value, exp.Expr) else value
