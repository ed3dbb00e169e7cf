"""Reasons of a pair as JSON text, written in SQL: a list of objects, each naming a field and how it compares."""


def share(expression: str) -> str:
    """Return SQL that writes a share with four decimals, ``null`` where it is not known."""
    return f"coalesce(CAST(CAST({expression} AS DECIMAL(9, 4)) AS VARCHAR), 'null')"


def count(expression: str) -> str:
    """Return SQL that writes a whole number, ``null`` where it is not known."""
    return f"coalesce(CAST({expression} AS VARCHAR), 'null')"


def reason(field: str, level: str, **values: str) -> str:
    """Return SQL for one reason: its field, its level (both plain words) and values, each SQL that writes JSON."""
    head = f'{{"field": "{field}", "level": "{level}"'
    parts = "".join(f""" || ', "{name}": ' || {value}""" for name, value in values.items())
    return f"('{head}'{parts} || '}}')"


def when(condition: str, then: str, otherwise: str = "NULL") -> str:
    """Return SQL for a reason that holds only where the condition does."""
    return f"CASE WHEN {condition} THEN {then} ELSE {otherwise} END"


def reasons(*each: str) -> str:
    """Return SQL for the JSON list of those reasons that are not null."""
    return f"'[' || concat_ws(', ', {', '.join(each)}) || ']'"


def added(existing: str, extra: str) -> str:
    """Return SQL that puts a reason at the end of a JSON list; null adds nothing, a null list counts as empty."""
    inside = f"substr({existing}, 1, length({existing}) - 1)"
    return f"""CASE WHEN {extra} IS NULL THEN {existing}
        WHEN coalesce({existing}, '[]') = '[]' THEN '[' || {extra} || ']' ELSE {inside} || ', ' || {extra} || ']' END"""
