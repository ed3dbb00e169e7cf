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


_WHITE_CLASS = r"[\s\x{00A0}\x{3000}\x{200B}\x{FEFF}]"
_OUTER_WHITE = f"^{_WHITE_CLASS}|{_WHITE_CLASS}$"
_FULL_WIDTH_CLASS = r"[\x{FF01}-\x{FF5E}\x{3000}]"


def _word_macro(name: str, texts: tuple[str, ...]) -> str:
    test = any_of("lower(jf_fold(x))", texts)
    return f"CREATE MACRO {name}(x) AS CASE WHEN strlen(x) <= {2 * words.LONGEST_WORD_BYTES} THEN {test} ELSE false END"


def macros() -> tuple[str, ...]:
    """Return the statements that define the macros every session needs.

    ``jf_half``: full-width ASCII as half width. ``jf_fold``: that, trimmed. ``jf_unknown``: says nobody knows.
    ``jf_blank``: empty or that. ``jf_none``: states that there is none. ``jf_error``: a spreadsheet's error value.
    ``jf_special``: any of these, of a folded cell. Each looks for what it would change before it changes anything:
    most cells are clean.
    """
    half = f"translate(x, {literal(FULL_WIDTH)}, {literal(HALF_WIDTH)})"
    trimmed = f"trim(x, {literal(words.WHITE)})"
    unfolded = f"regexp_matches(x, '{_FULL_WIDTH_CLASS}|{_OUTER_WHITE}')"
    errors = any_of("lower(jf_trim(x))", words.EXCEL_ERRORS)
    return (
        f"CREATE MACRO jf_half(x) AS CASE WHEN regexp_matches(x, '{_FULL_WIDTH_CLASS}') THEN {half} ELSE x END",
        f"CREATE MACRO jf_trim(x) AS CASE WHEN regexp_matches(x, '{_OUTER_WHITE}') THEN {trimmed} ELSE x END",
        f"CREATE MACRO jf_fold(x) AS CASE WHEN {unfolded} THEN jf_trim(jf_half(x)) ELSE x END",
        f"CREATE MACRO jf_squeezed(x) AS lower(regexp_replace(jf_half(x), '{_WHITE_CLASS}+', '', 'g'))",
        _word_macro("jf_unknown", words.UNKNOWN),
        _word_macro("jf_blank", ("", *words.UNKNOWN)),
        _word_macro("jf_none", words.NONE),
        f"CREATE MACRO jf_error(x) AS CASE WHEN starts_with(x, '#') THEN {errors} ELSE false END",
        _special_macro(("", *words.UNKNOWN, *words.NONE, *words.EXCEL_ERRORS)),
    )


def _special_macro(texts: tuple[str, ...]) -> str:
    """For folded cells only. The first character tells most cells apart from every word."""
    firsts = sorted({ord(text[:1] or "\0") for text in (*texts, *map(str.upper, texts))})
    begins = f"list_contains([{', '.join(map(str, firsts))}], ascii(x))"
    test = f"CASE WHEN {begins} THEN {any_of('lower(x)', texts)} ELSE false END"
    return f"CREATE MACRO jf_special(x) AS CASE WHEN strlen(x) <= {words.LONGEST_WORD_BYTES} THEN {test} ELSE false END"
