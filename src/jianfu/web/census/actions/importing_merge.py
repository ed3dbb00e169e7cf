"""The SQL that lays a sent entry over the registered one, column by column.

An empty cell changes nothing; 无 states that there is none. ``i`` is what was sent, ``r`` the register.
"""

from collections.abc import Sequence

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Column, Kind
from jianfu.engine.schema.inputs import STATED_NONE
from jianfu.tables.cells.sql import identifier, literal
from jianfu.web.registry.models import Asset

KEPT_AS_IS = ("asset_id", "sponsor_unit")
"""Never changed by an import: the number; and the sponsor's name, which follows its number."""
COMPARED = tuple(column for column in ASSETS.columns if column.code not in KEPT_AS_IS)
FIELDS = tuple(column for column in COMPARED if column.code != "sponsor_unit_id")
TEXTS = (Kind.ID, Kind.TEXT, Kind.CODE)
LISTS = (Kind.CODES, Kind.IDS)


def registered() -> str:
    """Return the SELECT that types the register's text columns; reads ``known``."""
    typed = (f"TRY_CAST({identifier(c.code)} AS {c.sql_type}) AS {identifier(c.code)}" for c in ASSETS.columns)
    return f"SELECT _pk, _version, _sponsor_pk, {STATED_NONE}, {', '.join(typed)} FROM known"


def _sent(column: Column) -> str:
    cell = f"i.{identifier(column.code)}"
    return f"round({cell}, 2)" if column.kind is Kind.AMOUNT else cell


def _states(alias: str, column: Column) -> str:
    """Return SQL that tells whether the date column states none on that side."""
    return f"contains(concat(';', {alias}.{STATED_NONE}, ';'), ';{column.code};')"


def differs(column: Column) -> str:
    """Return SQL that is true where what was sent would change the entry."""
    given = f"({_sent(column)} IS NOT NULL AND {_sent(column)} IS DISTINCT FROM r.{identifier(column.code)})"
    if column.kind is Kind.DATE:
        return f"({given} OR ({_states('i', column)} AND NOT {_states('r', column)}))"
    return given


def change(column: Column) -> str:
    """Return SQL for the change as a struct (code, before, after as text), null where there is none."""
    after = f"CAST({_sent(column)} AS VARCHAR)"
    before = f"CAST(r.{identifier(column.code)} AS VARCHAR)"
    if column.kind is Kind.DATE:
        after = f"COALESCE({after}, CASE WHEN {_states('i', column)} THEN 'none' END)"
        before = f"COALESCE({before}, CASE WHEN {_states('r', column)} THEN 'none' END)"
    return (
        f"CASE WHEN {differs(column)} THEN {{'code': {literal(column.code)}, 'before': {before}, 'after': {after}}} END"
    )


def changes(given: Sequence[str]) -> str:
    """Return SQL for the list of changes in the columns given."""
    listed = ", ".join(change(column) for column in COMPARED if column.code in given)
    return f"list_filter([{listed}], lambda x: x IS NOT NULL)"


def merged(column: Column, given: Sequence[str]) -> str:
    """Return SQL for the value after the import, ``none`` for a text that states none."""
    own = f"r.{identifier(column.code)}"
    if column.code not in given:
        return own
    if column.kind is Kind.DATE:
        return f"CASE WHEN {_states('i', column)} THEN NULL ELSE COALESCE({_sent(column)}, {own}) END"
    return f"COALESCE({_sent(column)}, {own})"


def stated(given: Sequence[str]) -> str:
    """Return SQL for the columns that state none after the import, as JSON; reads the merged columns ``m``."""
    named = []
    for column in FIELDS:
        if column.kind is Kind.DATE:
            sent = f"_sent_{column.code}" if column.code in given else "false"
            condition = f"(m.{column.code} IS NULL AND ({sent} OR _had_{column.code}))"
        elif column.kind in (*TEXTS, *LISTS):
            condition = f"m.{column.code} = 'none'"
        else:
            continue
        named.append(f"CASE WHEN {condition} THEN {literal(column.code)} END")
    return f"CAST(to_json(list_filter([{', '.join(named)}], lambda x: x IS NOT NULL)) AS VARCHAR)"


def marks(given: Sequence[str]) -> list[str]:
    """Return the SQL columns that ``stated`` reads beside the merged ones."""
    dates = [column for column in FIELDS if column.kind is Kind.DATE]
    had = [f"COALESCE({_states('r', column)}, false) AS _had_{column.code}" for column in dates]
    sent = [
        f"COALESCE({_states('i', column)}, false) AS _sent_{column.code}" for column in dates if column.code in given
    ]
    return [*had, *sent]


def field(column: Column) -> str:
    """Return SQL for what the model's field holds; reads the merged columns ``m``."""
    cell = f"m.{identifier(column.code)}"
    if column.kind in LISTS:
        listed = f"CAST(to_json(string_split({cell}, ';')) AS VARCHAR)"
        return f"CASE WHEN {cell} IS NULL OR {cell} = 'none' THEN '[]' ELSE {listed} END"
    if column.kind in TEXTS:
        return f"COALESCE(NULLIF({cell}, 'none'), '')"
    return f"CAST({cell} AS VARCHAR)" if column.kind in (Kind.DATE, Kind.AMOUNT) else cell


def too_long() -> str:
    """Return SQL that names the first column whose text is longer than the register keeps, null where none is."""
    tests = []
    for column in ASSETS.columns:
        if column.kind in TEXTS and column.code not in ("sponsor_unit_id", "sponsor_unit"):
            most = getattr(Asset._meta.get_field(column.code), "max_length", None)
            if most:
                tests.append(f"CASE WHEN length(i.{column.code}) > {most} THEN {literal(column.code)} END")
    return f"COALESCE({', '.join(tests)})"
