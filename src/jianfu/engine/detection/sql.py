"""Small pieces of SQL text, written so that DuckDB and Spark mean the same by them."""

from datetime import date


def text(value: str) -> str:
    """Return a SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def day(value: date) -> str:
    """Return a SQL date literal."""
    return f"DATE '{value.isoformat()}'"


def decimal(expression: str) -> str:
    """Return SQL that writes a number with at most four decimals and no trailing zeros; null stays null."""
    fixed = f"CAST(CAST({expression} AS DECIMAL(24, 4)) AS VARCHAR)"
    return f"regexp_replace(regexp_replace({fixed}, '0+$', ''), '[.]$', '')"


def json_text(expression: str) -> str:
    """Return SQL that writes a text as a JSON string, or ``null``; control characters become spaces."""
    escaped = f"replace(replace({expression}, '\\', '\\\\'), '\"', '\\\"')"
    return f"coalesce('\"' || regexp_replace({escaped}, '[[:cntrl:]]', ' ', 'g') || '\"', 'null')"


def words(expression: str, shown: dict[str, str]) -> str:
    """Return SQL that replaces codes by words; a code without a word stays as it is."""
    if not shown:
        return expression
    whens = " ".join(f"WHEN {text(code)} THEN {text(word)}" for code, word in shown.items())
    return f"CASE {expression} {whens} ELSE {expression} END"
