"""Counts, amounts and shares: plain digits first, then thousands separators, 万 and 亿, units, percent."""

from jianfu.tables.cells.sql import literal

_UNITS = r"(?:人次|人|条|次|个|户|元|名|家|篇|件|台|只|群|项|位|天|日)?(?:/[日天月年])?"
_WRITTEN = r"^([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)?(\.\d+)?\s*(万|亿|千|百|w|W)?\s*" + _UNITS + "$"
_PERCENT = r"^(\d+(?:\.\d+)?|\.\d+)\s*%$"
LARGEST = 9_000_000_000_000_000
"""Beyond this a double no longer holds every whole number, so a larger figure is not read."""

_MULTIPLE = (
    "CASE lower(jf.many) WHEN '万' THEN 10000 WHEN 'w' THEN 10000 WHEN '亿' THEN 100000000 "
    "WHEN '千' THEN 1000 WHEN '百' THEN 100 ELSE 1 END"
)
_DIGITS = "concat(jf.sign, replace(replace(jf.whole, ',', ''), ' ', ''), jf.part)"


def amount(raw: str) -> str:
    """Return SQL for the number (double) a text cell gives, null where it gives none.

    Takes 1,234.5, 1.2万, 3亿, units such as 人 条 次, a leading apostrophe; not percent, not 约 or 余.
    """
    plain = f"TRY_CAST({raw} AS DOUBLE)"
    return f"COALESCE(CASE WHEN abs({plain}) < {LARGEST} THEN {plain} END, {_written(raw)})"


def _written(raw: str) -> str:
    parts = f"regexp_extract(jf_fold(ltrim({raw}, '''')), {literal(_WRITTEN)}, ['sign', 'whole', 'part', 'many'])"
    value = f"CAST(TRY_CAST({_DIGITS} AS DECIMAL(30, 8)) * ({_MULTIPLE}) AS DOUBLE)"
    given = f"CASE WHEN concat(jf.whole, jf.part) <> '' THEN {value} END"
    return f"CASE WHEN strlen({raw}) <= 80 THEN list_transform([{parts}], lambda jf: {given})[1] END"


def count(raw: str) -> str:
    """Return SQL for the whole number a text cell gives, null where it gives none or a broken one."""
    plain = f"TRY_CAST({raw} AS DOUBLE)"
    written = f"list_transform([{_written(raw)}], lambda jfn: {_whole('jfn')})[1]"
    return f"CASE WHEN {raw} IS NULL THEN NULL WHEN {plain} IS NOT NULL THEN {_whole(plain)} ELSE {written} END"


def _whole(number: str) -> str:
    return f"CASE WHEN {number} = floor({number}) AND abs({number}) < {LARGEST} THEN CAST({number} AS BIGINT) END"


def ratio(raw: str) -> str:
    """Return SQL for the share a text cell gives as a fraction: 0.85 and 85% are the same. The range is not checked."""
    percent = f"TRY_CAST(regexp_extract(jf_fold({raw}), {literal(_PERCENT)}, 1) AS DECIMAL(20, 8)) / 100"
    return f"COALESCE(CASE WHEN strlen({raw}) <= 40 THEN CAST({percent} AS DOUBLE) END, {amount(raw)})"
