"""Days and moments: ISO first, then the ways departments write them, then a spreadsheet's serial number.

A day has a year, a month and a day; a part of a date is not read, and a day is never guessed from 3/9/2021.
"""

from jianfu.tables.cells.sql import literal

_DAY = r"^(\d{4})\s*(?:[-./—–、]|年)\s*(\d{1,2})\s*(?:[-./—–、]|月)\s*(\d{1,2})\s*(?:日|号)?\s*"
_AFTER_DAY = r"(?:T?\s*\d{1,2}\s*[:时点].*|\s*(?:上午|下午|晚上|凌晨|中午|早上|星期|周|\((?:星期|周)).*)?$"
_COMPACT = r"^(\d{4})(\d{2})(\d{2})(?:\.0+)?$"
_COMPACT_MOMENT = r"^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})?$"
_TIME = (
    r"^(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:\(.{1,4}\)|星期.|周.))?\s*(上午|早上|凌晨|中午|下午|晚上)?\s*"
    r"(\d{1,2})\s*(?:[:时点])\s*(?:(\d{1,2})|(半))?\s*分?(?::?\s*(\d{1,2})?(?:\.\d+)?\s*秒?)?\s*(am|pm|AM|PM)?\s*"
    r"(Z|\+00:?00|\+08(?::?00)?)?$"
)
ISO_MOMENT = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?"
_ISO_DAY = r"^\d{4}-\d{1,2}-\d{1,2}$"
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050


def _serial(folded: str) -> str:
    number = f"TRY_CAST({folded} AS DOUBLE)"
    return (
        f"CASE WHEN regexp_full_match({folded}, '\\d{{5}}(\\.\\d+)?') "
        f"AND {number} BETWEEN {_FIRST_SERIAL} AND {_LAST_SERIAL} THEN {number} END"
    )


def day(raw: str) -> str:
    """Return SQL for the day a text cell names, null where it names none.

    Takes ISO, 2021.9.3, 2021/9/3, 2021年9月3日, 20210903, any of these with a time (dropped), and serial numbers
    of a spreadsheet from 2000 to 2099.
    """
    folded = f"jf_fold(ltrim({raw}, ''''))"
    written = f"regexp_replace({folded}, {literal(_DAY + _AFTER_DAY)}, '\\1-\\2-\\3')"
    compact = f"regexp_replace({written}, {literal(_COMPACT)}, '\\1-\\2-\\3')"
    return (
        f"COALESCE(CASE WHEN strlen({raw}) = 10 THEN TRY_CAST({raw} AS DATE) END, "
        f"CASE WHEN strlen({raw}) BETWEEN 5 AND 64 "
        f"THEN TRY_CAST(regexp_extract({compact}, {literal(_ISO_DAY)}) AS DATE) END, "
        f"CASE WHEN strlen({raw}) BETWEEN 5 AND 40 "
        f"THEN DATE '1899-12-30' + CAST(floor({_serial(folded)}) AS INTEGER) END)"
    )


def moment(raw: str) -> str:
    """Return SQL for the moment a text cell names (China Standard Time), null where it names none.

    As *day*, with 8:30, 8时30分, 8点半, 上午/下午 and seconds; a day alone is its midnight, 00:00:00.
    """
    folded = f"jf_fold(ltrim({raw}, ''''))"
    written = f"regexp_replace({folded}, {literal(_DAY + 'T?' + chr(92) + 's*(.*)$')}, '\\1-\\2-\\3 \\4')"
    compact = f"regexp_replace({written}, {literal(_COMPACT_MOMENT)}, '\\1-\\2-\\3 \\4:\\5:\\6')"
    names = "['day', 'half', 'hour', 'minute', 'thirty', 'second', 'english', 'zone']"
    parts = f"regexp_extract({compact}, {literal(_TIME)}, {names})"
    serial = f"TIMESTAMP '1899-12-30 00:00:00' + to_seconds(CAST(round(({_serial(folded)}) * 86400) AS BIGINT))"
    return (
        f"COALESCE(CASE WHEN regexp_full_match({raw}, {literal(ISO_MOMENT)}) THEN TRY_CAST({raw} AS TIMESTAMP) END, "
        f"CASE WHEN strlen({raw}) BETWEEN 11 AND 80 THEN list_transform([{parts}], lambda jf: {_CLOCK})[1] END, "
        f"CAST({day_only(raw)} AS TIMESTAMP), CASE WHEN strlen({raw}) BETWEEN 5 AND 40 THEN {serial} END)"
    )


def day_only(raw: str) -> str:
    """Return SQL for the day of a cell that holds a day and no time, null otherwise."""
    folded = f"jf_fold(ltrim({raw}, ''''))"
    written = f"regexp_replace({folded}, {literal(_DAY + '$')}, '\\1-\\2-\\3')"
    compact = f"regexp_replace({written}, {literal(_COMPACT)}, '\\1-\\2-\\3')"
    return (
        f"CASE WHEN strlen({raw}) BETWEEN 8 AND 40 "
        f"THEN TRY_CAST(regexp_extract({compact}, {literal(_ISO_DAY)}) AS DATE) END"
    )


_HOUR = "CAST(jf.hour AS INTEGER)"
_CLOCK_HOUR = (
    f"CASE WHEN (jf.half IN ('下午', '晚上') OR lower(jf.english) = 'pm') AND {_HOUR} < 12 THEN {_HOUR} + 12 "
    f"WHEN jf.half = '中午' AND {_HOUR} < 3 THEN {_HOUR} + 12 "
    f"WHEN (jf.half = '凌晨' OR lower(jf.english) = 'am') AND {_HOUR} = 12 THEN 0 ELSE {_HOUR} END"
)
_MINUTE = "CASE WHEN jf.thirty <> '' THEN '30' WHEN jf.minute = '' THEN '0' ELSE jf.minute END"
_SECOND = "CASE WHEN jf.second = '' THEN '0' ELSE jf.second END"
_ZONE = "CASE WHEN jf.zone IN ('Z', '+0000', '+00:00') THEN INTERVAL 8 HOUR ELSE INTERVAL 0 HOUR END"
_CLOCK = (
    f"CASE WHEN jf.day <> '' THEN TRY_CAST(concat(jf.day, ' ', {_CLOCK_HOUR}, ':', "
    f"{_MINUTE}, ':', {_SECOND}) AS TIMESTAMP) + {_ZONE} END"
)
