"""Reading the limits of a rule file: codes, names, units and dated values."""

import re
from collections.abc import Container
from datetime import date

from jianfu.engine.detection.document import Key
from jianfu.engine.detection.fault import nearest
from jianfu.engine.detection.reading import FILL_IN, MISSING, Reading
from jianfu.engine.detection.rule import Limit, LimitValue, Text
from jianfu.engine.detection.source import KEY
from jianfu.engine.detection.unit_word import UNIT_WORDS

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LIST_SOURCE = Text("请在 sources.yaml 中补列该来源。", "List the source in sources.yaml.")
IN_ORDER = Text("请按日期先后排列。", "Put them in order of their dates.")


def limits_of(reading: Reading, sources: Container[str]) -> tuple[Limit, ...]:
    """Return the rule's limits in the order written; faults go to the reading."""
    declared = reading.get(("limits",))
    if declared is MISSING:
        return ()
    if not isinstance(declared, dict):
        reading.fault(("limits",), Text("为“代码: 限值”的内容", "codes with limits"), declared, FILL_IN)
        return ()
    return tuple(_limit(reading, code, sources) for code in declared)


def _limit(reading: Reading, code: str, sources: Container[str]) -> Limit:
    key: Key = ("limits", code)
    if not CODE.fullmatch(code):
        expected = Text("为小写字母、数字、下划线组成的代码", "a code of small letters, digits and underscores")
        reading.fault(key, expected, code, FILL_IN)
    reading.keys(key, ("zh", "en", "unit", "values"), required=("zh", "en", "unit", "values"))
    unit = reading.choice((*key, "unit"), tuple(UNIT_WORDS))
    values = reading.listed((*key, "values"), lambda at: _value(reading, at, unit, sources))
    if not values:
        reading.fault((*key, "values"), Text("至少有一个值", "at least one value"), MISSING, FILL_IN)
    starts = [value.since or date.min for value in values]
    if starts != sorted(set(starts)):
        expected = Text("按 from 先后排列且不重复", "in order of from, none twice")
        reading.fault((*key, "values"), expected, ", ".join(map(str, starts)), IN_ORDER)
    name = Text(reading.text((*key, "zh"), ""), reading.text((*key, "en"), ""))
    return Limit(code, name, unit, values)


def _value(reading: Reading, key: Key, unit: str, sources: Container[str]) -> LimitValue:
    known = ("from", "value", "source", "source_status", "note")
    reading.keys(key, known, required=("value", "source", "source_status"))
    return LimitValue(
        value=_figure(reading, (*key, "value"), unit),
        since=reading.day((*key, "from")),
        source=citation(reading, (*key, "source"), sources),
        source_status=reading.status((*key, "source_status")),
        note=reading.pair((*key, "note"), required=False),
    )


def _figure(reading: Reading, key: Key, unit: str) -> int | float | date | None:
    """Return a limit's figure: a day where the unit is a date, else a number; null where it is not set."""
    value = reading.get(key)
    if value is MISSING or value is None:
        return None
    if unit == "date":
        return reading.day(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    expected = Text("为数字（未设定写 null）", "a number (null where it is not set)")
    reading.fault(key, expected, value, FILL_IN)
    return None


def citation(reading: Reading, key: Key, sources: Container[str]) -> str:
    """Return a cited source; one that looks like a key must be listed in a ``sources.yaml``."""
    cited = reading.text(key)
    if KEY.fullmatch(cited) and cited not in sources:
        near = nearest(cited, sources) if isinstance(sources, (dict, set, frozenset)) else ""
        reading.fault(key, Text("为已列出的来源", "a listed source"), cited, LIST_SOURCE, near)
    return cited
