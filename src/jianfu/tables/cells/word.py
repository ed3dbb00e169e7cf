"""Words of closed sets, yes and no, lists of words and of ids, ids and free text."""

from functools import cache

from jianfu.engine.names.fold import fold
from jianfu.engine.schema.column import Column, Word
from jianfu.tables.cells import words
from jianfu.tables.cells.sql import any_of, chosen, literal

PARTED_BY = "[;；、,，\\n]+"


@cache
def meanings(known: tuple[Word, ...]) -> dict[str, str]:
    """Return the code of every folded spelling of the words; an earlier word keeps a spelling two claim."""
    spellings: dict[str, str] = {}
    chief = [(text, word.code) for word in known for text in (word.code, word.zh)]
    other = [(text, word.code) for word in known for text in (word.en, *word.variants)]
    for text, code_meant in (*chief, *other):
        spellings.setdefault(fold(text), code_meant)
    return spellings


def code(raw: str, column: Column) -> str:
    """Return SQL for the code of a word of the column's closed set, ``none`` where none is stated, else null."""
    exact = _exact(column)
    folded = chosen("jf_squeezed(" + raw + ")", meanings(column.words))
    stated = f"CASE WHEN jf_none({raw}) THEN 'none' END"
    return chosen(raw, exact, f"COALESCE({folded}, {stated})")


def flag(raw: str) -> str:
    """Return SQL for yes or no, null where the cell says neither."""
    exact = f"CASE {raw} WHEN '是' THEN true WHEN '否' THEN false WHEN 'true' THEN true WHEN 'false' THEN false"
    folded = f"lower(jf_fold(ltrim({raw}, '''')))"
    return (
        f"{exact} ELSE CASE WHEN strlen({raw}) > 40 THEN NULL WHEN {any_of(folded, words.YES)} THEN true "
        f"WHEN {any_of(folded, words.NO)} THEN false END END"
    )


def codes(raw: str, column: Column) -> str:
    """Return SQL for several words of the set, joined by ``;``, each once; null when one of them is unknown."""
    exact = _exact(column)
    each = chosen("jfw", exact, chosen("jf_squeezed(jfw)", meanings(column.words), "'?'"))
    split = f"list_filter(string_split_regex({raw}, {literal(PARTED_BY)}), lambda jfw: jf_trim(jfw) <> '')"
    once = "list_filter(jfr, lambda jfw, jfi: list_position(jfr, jfw) = jfi)"
    joined = f"CASE WHEN list_contains(jfr, '?') OR len(jfr) = 0 THEN NULL ELSE array_to_string({once}, ';') END"
    several = f"list_transform([list_transform({split}, lambda jfw: {each})], lambda jfr: {joined})[1]"
    return chosen(raw, exact, f"CASE WHEN {raw} IS NULL THEN NULL WHEN jf_none({raw}) THEN 'none' ELSE {several} END")


def _exact(column: Column) -> dict[str, str]:
    return {word.zh: word.code for word in column.words} | {word.code: word.code for word in column.words}


def identity(folded: str) -> str:
    """Return SQL for an id: ``none`` where none is stated, null where empty, unknown or mangled by a spreadsheet.

    *folded* is the cell in half width, trimmed. 320100.0 is 320100; 1.23E+17 has lost its digits and is not read.
    """
    unquoted = f"regexp_replace({folded}, '^=\"(.*)\"$', '\\1')"
    return (
        f"CASE WHEN jf_special({folded}) THEN CASE WHEN jf_none({folded}) THEN 'none' END "
        f"WHEN ascii({folded}) IN (39, 61) THEN ltrim({unquoted}, '''') "
        f"WHEN ascii({folded}) NOT BETWEEN 48 AND 57 THEN {folded} "
        f"WHEN regexp_full_match({folded}, '\\d+\\.0+') THEN regexp_extract({folded}, '^\\d+') "
        f"WHEN regexp_full_match({folded}, '\\d(\\.\\d+)?[eE]\\+\\d+') THEN NULL ELSE {folded} END"
    )


def identities(folded: str) -> str:
    """Return SQL for several ids joined by ``;`` in the order given, ``none`` where none is stated."""
    split = f"list_filter(string_split_regex({folded}, {literal(PARTED_BY)}), lambda jfw: jf_trim(jfw) <> '')"
    read = f"list_transform({split}, lambda jfw: COALESCE({identity('jf_trim(jfw)')}, chr(0)))"
    joined = "CASE WHEN len(jfr) = 0 OR list_contains(jfr, chr(0)) THEN NULL ELSE array_to_string(jfr, ';') END"
    several = f"list_transform([{read}], lambda jfr: {joined})[1]"
    return f"CASE WHEN regexp_matches({folded}, {literal(PARTED_BY)}) THEN {several} ELSE {identity(folded)} END"


def text(trimmed: str) -> str:
    """Return SQL for free text as written, ``none`` where none is stated, null where empty or unknown.

    *trimmed* is the cell without outer white space. An apostrophe put before =, +, - or @ against formulas goes.
    """
    return (
        f"CASE WHEN jf_special(jf_half({trimmed})) THEN CASE WHEN jf_none({trimmed}) THEN 'none' END "
        f"WHEN ascii({trimmed}) = 39 THEN regexp_replace({trimmed}, "
        f"'^''(''*[=+@\\t\\r\\n＝＋－＠-])', '\\1') ELSE {trimmed} END"
    )
