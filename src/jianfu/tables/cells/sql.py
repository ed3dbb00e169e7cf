"""Small pieces of SQL the readings of cells are made of, and the macros they lean on."""

from collections.abc import Iterable, Mapping

from jianfu.tables.cells import words

FULL_WIDTH = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000"
HALF_WIDTH = "".join(chr(code) for code in range(0x21, 0x7F)) + " "


def literal(text: str) -> str:
    """Return the text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Return the name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def any_of(expression: str, texts: Iterable[str]) -> str:
    """Return SQL that is true where the expression equals one of the texts."""
    return f"list_contains([{', '.join(literal(text) for text in texts)}], {expression})"


def chosen(expression: str, meanings: Mapping[str, str], otherwise: str = "NULL") -> str:
    """Return SQL that looks the expression up among the meanings, word by word."""
    if not meanings:
        return otherwise
    whens = " ".join(f"WHEN {literal(word)} THEN {literal(meaning)}" for word, meaning in meanings.items())
    return f"CASE {expression} {whens} ELSE {otherwise} END"


def _word_macro(name: str, texts: tuple[str, ...]) -> str:
    test = any_of("lower(jf_fold(x))", texts)
    return (
        f"CREATE MACRO {name}(x) AS CASE WHEN strlen(x) <= {words.LONGEST_WORD_BYTES + 12} THEN {test} ELSE false END"
    )


def macros() -> tuple[str, ...]:
    """Return the statements that define the macros every session needs.

    ``jf_half``: full-width ASCII as half width. ``jf_fold``: that, trimmed. ``jf_unknown``: says nobody knows.
    ``jf_blank``: empty or that. ``jf_none``: states that there is none. ``jf_error``: a spreadsheet's error value.
    """
    white = "".join(words.WHITE)
    return (
        "CREATE MACRO jf_half(x) AS CASE WHEN strlen(x) = length(x) THEN x "
        f"ELSE translate(x, {literal(FULL_WIDTH)}, {literal(HALF_WIDTH)}) END",
        f"CREATE MACRO jf_trim(x) AS trim(x, {literal(white)})",
        "CREATE MACRO jf_fold(x) AS jf_trim(jf_half(x))",
        "CREATE MACRO jf_squeezed(x) AS lower(regexp_replace(jf_fold(x), '[\\s\\x{00A0}\\x{200B}\\x{FEFF}]+', '', 'g'))",
        _word_macro("jf_unknown", words.UNKNOWN),
        _word_macro("jf_blank", ("", *words.UNKNOWN)),
        _word_macro("jf_none", words.NONE),
        "CREATE MACRO jf_error(x) AS CASE WHEN starts_with(x, '#') "
        f"THEN {any_of('lower(jf_trim(x))', words.EXCEL_ERRORS)} ELSE false END",
    )
