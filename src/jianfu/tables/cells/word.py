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
    for attribute in (lambda word: (word.code, word.zh), lambda word: (word.en, *word.variants)):
        for word in known:
            for text in attribute(word):
                spellings.setdefault(fold(text), word.code)
    return spellings


def code(raw: str, column: Column) -> str:
    """Return SQL for the code of a word of the column's closed set, ``none`` where none is stated, else null."""
    exact = {word.zh: word.code for word in column.words} | {word.code: word.code for word in column.words}
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
    each = chosen("jf_squeezed(jfw)", meanings(column.words))
    split = f"list_filter(string_split_regex(jf_half({raw}), {literal(PARTED_BY)}), lambda jfw: jf_trim(jfw) <> '')"
    read = f"list_transform({split}, lambda jfw: COALESCE({each}, '?'))"
    once = f"list_filter({read}, lambda jfw, jfi: list_position({read}, jfw) = jfi)"
    joined = f"CASE WHEN list_contains({read}, '?') OR len({read}) = 0 THEN NULL ELSE array_to_string({once}, ';') END"
    return f"CASE WHEN jf_none({raw}) THEN 'none' ELSE {joined} END"


def identity(folded: str) -> str:
    """Return SQL for an id: ``none`` where none is stated, null where empty, unknown or mangled by a spreadsheet.

    *folded* is the cell in half width, trimmed. 320100.0 is 320100; 1.23E+17 has lost its digits and is not read.
    """
    bare = f"CASE WHEN starts_with({folded}, '=') THEN regexp_replace({folded}, '^=\"(.*)\"$', '\\1') ELSE ltrim({folded}, '''') END"
    return (
        f"CASE WHEN {folded} = '' OR jf_blank({folded}) OR jf_error({folded}) THEN NULL WHEN jf_none({folded}) THEN 'none' "
        f"WHEN ascii({folded}) IN (39, 61) THEN {bare} "
        f"WHEN ascii({folded}) NOT BETWEEN 48 AND 57 THEN {folded} "
        f"WHEN regexp_full_match({folded}, '\\d+\\.0+') THEN regexp_extract({folded}, '^\\d+') "
        f"WHEN regexp_full_match({folded}, '\\d(\\.\\d+)?[eE]\\+\\d+') THEN NULL ELSE {folded} END"
    )


def identities(folded: str) -> str:
    """Return SQL for several ids joined by ``;`` in the order given, ``none`` where none is stated."""
    split = f"list_filter(string_split_regex({folded}, {literal(PARTED_BY)}), lambda jfw: jf_trim(jfw) <> '')"
    read = f"list_transform({split}, lambda jfw: {identity('jf_trim(jfw)')})"
    lost = f"len(list_filter({read}, lambda jfw: jfw IS NULL)) > 0"
    several = f"CASE WHEN len({split}) = 0 OR {lost} THEN NULL ELSE array_to_string({read}, ';') END"
    return f"CASE WHEN regexp_matches({folded}, {literal(PARTED_BY)}) THEN {several} ELSE {identity(folded)} END"


def text(trimmed: str) -> str:
    """Return SQL for free text as written, ``none`` where none is stated, null where empty or unknown.

    *trimmed* is the cell without outer white space. An apostrophe put before =, +, - or @ against formulas is taken off.
    """
    return (
        f"CASE WHEN strlen({trimmed}) > 40 AND ascii({trimmed}) NOT IN (35, 39) THEN {trimmed} "
        f"WHEN {trimmed} = '' OR jf_blank({trimmed}) OR jf_error({trimmed}) THEN NULL WHEN jf_none({trimmed}) THEN 'none' "
        f"WHEN regexp_matches({trimmed}, '^''[=+@\\t-]') THEN substr({trimmed}, 2) ELSE {trimmed} END"
    )
