"""The reports' labels in both languages, and the words of the codes they show."""

from functools import cache
from pathlib import Path

import yaml

from jianfu.engine.detection.rule import Text
from jianfu.engine.detection.unit_word import UNIT_WORDS
from jianfu.engine.schema import outputs, words
from jianfu.engine.schema.column import Word
from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.schema.measures import BY_CODE

SETS: dict[str, tuple[Word, ...]] = {
    "category": words.CATEGORIES,
    "level": words.LEVELS,
    "state": words.STATES,
    "pair_kind": outputs.PAIR_KINDS,
    "disposition": outputs.DISPOSITIONS,
    "coverage": outputs.COVERAGE_STATES,
    "scenario_state": outputs.SCENARIO_STATES,
}


@cache
def labels() -> dict[str, Text]:
    """Return every label by its key."""
    files = sorted(Path(__file__).parent.glob("wording*.yaml"))
    told = {key: text for file in files for key, text in yaml.safe_load(file.read_text(encoding="utf-8")).items()}
    return {str(key): Text(str(zh), str(en)) for key, (zh, en) in told.items()}


def say(key: str, **values: object) -> Text:
    """Return the label of that key with its blanks filled; whole numbers get thousands separators. Raises KeyError."""
    label = labels()[key]
    return Text(
        label.zh.format(**{name: _shown(value, "zh") for name, value in values.items()}),
        label.en.format(**{name: _shown(value, "en") for name, value in values.items()}),
    )


@cache
def word(kind: str, code: str) -> Text:
    """Return the word for a code of that kind (category, level, state, class, severity, verdict, status, unit).

    An empty code is “not stated”; a code without a word stays as it is.
    """
    if kind == "unit":
        return UNIT_WORDS.get(code, Text(code, code))
    if not code:
        return labels()["class.none" if kind == "class" else "not_stated"]
    if kind in SETS:
        return next((Text(w.zh, w.en) for w in SETS[kind] if w.code == code), Text(code, code))
    return labels().get(f"{kind}.{code}", Text(code, code))


def scenario(code: str) -> Text:
    """Return the name of a scenario, such as at_most_10 or reach_60; one without a name stays as it is."""
    kind, _, number_in_it = code.rpartition("_")
    if f"scenario.{kind}" in labels() and number_in_it.isdigit():
        return say(f"scenario.{kind}", n=int(number_in_it))
    return word("scenario", code)


def table(code: str) -> Text:
    """Return the name of an input table; a code without a table stays as it is."""
    return next((Text(t.zh, t.en) for t in TABLES if t.code == code), Text(code, code))


def measure(code: str) -> Text:
    """Return the name of a measure; a code without a measure stays as it is."""
    known = BY_CODE.get(code)
    return Text(known.zh, known.en) if known else Text(code, code)


def joined(parts: list[Text], separator: str = "comma") -> Text:
    """Return the texts joined by that separator label in each language."""
    between = labels()[separator]
    return Text(between.zh.join(part.zh for part in parts), between.en.join(part.en for part in parts))


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with thousands separators and that many decimals; a dash for null."""
    return "–" if value is None else f"{value:,.{digits}f}"


def _shown(value: object, lang: str) -> str:
    if isinstance(value, Text):
        return value.get(lang)
    return number(value) if isinstance(value, int) else str(value)
