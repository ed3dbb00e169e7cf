"""Reading the worked cases of a rule file."""

from collections.abc import Mapping
from datetime import date, datetime

from jianfu.engine.detection.document import Key
from jianfu.engine.detection.fault import nearest
from jianfu.engine.detection.reading import FILL_IN, MISSING, Reading
from jianfu.engine.detection.rule import SEVERITIES, Case, Limit, Severity, Text
from jianfu.engine.detection.vet import FAMILY_WORDS, USE_KNOWN, USE_WORD, WORDS_OF, Family, family_of
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measures import BY_CODE

VERDICTS = ("hit", "clear", "unknown", "exempt")
KEYS = ("name", "given", "expect", "as_of", "severity", "exempted", "partial", "limits")
WHOLE = (Kind.COUNT,)
FAMILY_OF_KIND: dict[Kind, Family] = {
    Kind.COUNT: "number",
    Kind.AMOUNT: "number",
    Kind.RATIO: "number",
    Kind.DATE: "date",
    Kind.FLAG: "flag",
}


def cases_of(reading: Reading, limits: tuple[Limit, ...]) -> tuple[Case, ...]:
    """Return the rule's worked cases in the order written; faults go to the reading.

    Every case starts from the measures under ``given`` at the top of the file; null in a case takes one away.
    """
    by_code = {limit.code: limit for limit in limits}
    common = _given(reading, ("given",))
    return reading.listed(("cases",), lambda key: _case(reading, key, common, by_code))


def _case(reading: Reading, key: Key, common: dict[str, object], limits: Mapping[str, Limit]) -> Case:
    reading.keys(key, KEYS, required=("name", "given", "expect"))
    verdict = reading.choice((*key, "expect"), VERDICTS)
    return Case(
        name=reading.text((*key, "name")),
        given={**common, **_given(reading, (*key, "given"))},
        expect=next(known for known in ("hit", "clear", "unknown", "exempt") if known == verdict),
        as_of=reading.day((*key, "as_of")),
        severity=_severity(reading, (*key, "severity")),
        exempted=reading.flag((*key, "exempted"), False),
        partial=reading.listed((*key, "partial"), lambda at: _absence(reading, at)),
        limits=_limits(reading, (*key, "limits"), limits),
    )


def _severity(reading: Reading, key: Key) -> Severity | None:
    if reading.get(key) is MISSING:
        return None
    word = reading.choice(key, SEVERITIES)
    return next(severity for severity in SEVERITIES if severity == word)


def _given(reading: Reading, key: Key) -> dict[str, object]:
    given = reading.get(key)
    if not isinstance(given, dict):
        return {}
    for code, value in given.items():
        _measured(reading, (*key, code), code, value)
    return dict(given)


def _measured(reading: Reading, key: Key, code: str, value: object) -> None:
    """Hold a given value against its measure: known, of the right kind, a word of its set."""
    if code not in BY_CODE:
        reading.fault(key, Text("为已知的指标", "a known measure"), code, USE_KNOWN, nearest(code, BY_CODE))
        return
    kind = BY_CODE[code].kind
    family = FAMILY_OF_KIND.get(kind, "text")
    if value is not None and (_family(value) != family or (kind in WHOLE and not isinstance(value, int))):
        words = FAMILY_WORDS[family]
        reading.fault(key, Text(f"为{words.zh}", words.en), value, FILL_IN)
    elif isinstance(value, str) and value not in WORDS_OF.get(code, (value,)):
        known = WORDS_OF[code]
        reading.fault(key, Text("为词表中的代码", "a code of its set"), value, USE_WORD, nearest(value, known))


def _family(value: object) -> Family | None:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, date) and not isinstance(value, datetime):
        return "date"
    return "text" if isinstance(value, str) else None


def _absence(reading: Reading, key: Key) -> str:
    code = reading.text(key, "")
    absences = [measure.code for measure in BY_CODE.values() if measure.absence]
    if code not in absences:
        expected = Text("为“查无”类指标", "a measure of absence")
        reading.fault(key, expected, code, USE_KNOWN, nearest(code, absences))
    return code


def _limits(reading: Reading, key: Key, known: Mapping[str, Limit]) -> dict[str, int | float | date]:
    """Return the limits a case sets as though a province had."""
    given = reading.get(key)
    if not isinstance(given, dict):
        return {}
    for code, value in given.items():
        at = (*key, code)
        if code not in known:
            reading.fault(at, Text("为已写明的限值", "a declared limit"), code, USE_KNOWN, nearest(code, known))
        elif _family(value) != family_of(None, known[code].unit):
            reading.fault(at, Text("为与单位相符的值", "a value of the limit's unit"), value, FILL_IN)
    return dict(given)
