"""Observations: rows of the measures table and the entry's own figures, brought together per entry and measure.

A figure is the latest observed one. Activity is kinder: the latest activity that *any* source saw stands, and silence
runs to the latest look of a source of full coverage; a blank observation leaves activity unknown.
"""

from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.sql import text
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measure import Measure, Origin
from jianfu.engine.schema.measures import BY_CODE, OBSERVABLE

ACTIVITY = "last_activity_on"
PARTIAL_SUFFIX = "__partial"
SEPARATOR = "\x1f"
SOURCE_SUFFIX = "__source"
DAY_SUFFIX = "__observed_on"


@dataclass(frozen=True, slots=True)
class Observed:
    """Which measures the input's measures table gives at all."""

    codes: tuple[str, ...]


def prepare(backend: Backend) -> Observed:
    """Make table ``observed``: one row an entry that has observations, with value, source, day and partial flag each.

    For activity: ``seen_on``, ``looked_on``, ``looked_source``, ``activity_blank``, ``looked_full``.
    """
    given = backend.sql("SELECT DISTINCT measure FROM measures ORDER BY measure").column("measure").to_pylist()
    codes = tuple(measure.code for measure in OBSERVABLE if measure.code in given and measure.code != ACTIVITY)
    backend.sql(_rows(), into="observation_rows")
    backend.sql(_pivot(codes), into="observed")
    return Observed(codes)


def _rows() -> str:
    """Join each observation with its source's coverage, and make the key whose maximum is the latest one."""
    return f"""
    SELECT m.asset_id, m.measure, m.value, m.observed_on, m.source,
      coalesce(s.coverage, 1.0) < 1.0 AS partial,
      concat_ws('{SEPARATOR}', CAST(m.observed_on AS VARCHAR),
        CASE WHEN coalesce(s.coverage, 1.0) < 1.0 THEN '0' ELSE '1' END, m.source, coalesce(m.value, '')) AS latest
    FROM measures m LEFT JOIN sources s ON s.source = m.source"""


def _pivot(codes: tuple[str, ...]) -> str:
    figures = "".join(f", max(CASE WHEN measure = {text(code)} THEN latest END) AS {code}__latest" for code in codes)
    is_activity = f"measure = {text(ACTIVITY)}"
    return f"""
    WITH pivoted AS (
      SELECT asset_id{figures},
        max(CASE WHEN {is_activity} AND value <> 'none' THEN CAST(value AS DATE) END) AS seen_on,
        bool_or(CASE WHEN {is_activity} THEN value = 'none' END) AS stated_never,
        bool_or(CASE WHEN {is_activity} THEN value IS NULL END) AS activity_blank,
        max(CASE WHEN {is_activity} AND NOT partial THEN observed_on END) AS looked_full_on,
        max(CASE WHEN {is_activity} AND partial THEN observed_on END) AS looked_partial_on,
        max(CASE WHEN {is_activity} AND NOT partial THEN latest END) AS looked_full,
        max(CASE WHEN {is_activity} AND partial THEN latest END) AS looked_partial
      FROM observation_rows GROUP BY asset_id)
    SELECT asset_id, seen_on, coalesce(stated_never, FALSE) AS stated_never,
      coalesce(activity_blank, FALSE) AS activity_blank, looked_full_on, looked_partial_on,
      split_part(coalesce(looked_full, looked_partial), '{SEPARATOR}', 3) AS looked_source
      {"".join(_unpacked(BY_CODE[code]) for code in codes)}
    FROM pivoted"""


def _unpacked(measure: Measure) -> str:
    """Take a latest-key apart again: value (typed), day, source, partial."""
    code = measure.code

    def field(position: int) -> str:
        return f"split_part({code}__latest, '{SEPARATOR}', {position})"

    return f""",
      {typed(f"nullif({field(4)}, '')", measure.kind)} AS {code}__value,
      CAST({field(1)} AS DATE) AS {code}{DAY_SUFFIX},
      {field(3)} AS {code}{SOURCE_SUFFIX},
      {field(2)} = '0' AS {code}{PARTIAL_SUFFIX}"""


def typed(value: str, kind: Kind) -> str:
    """Return SQL that gives a measure's canonical text its type; a stated 无 is zero or false."""
    if kind is Kind.COUNT:
        return f"CASE WHEN {value} = 'none' THEN 0 ELSE CAST(CAST({value} AS DOUBLE) AS BIGINT) END"
    if kind in (Kind.AMOUNT, Kind.RATIO):
        return f"CASE WHEN {value} = 'none' THEN 0.0 ELSE CAST({value} AS DOUBLE) END"
    if kind is Kind.FLAG:
        return f"CASE WHEN {value} = 'none' THEN FALSE ELSE {value} = 'true' END"
    return value


def figure(measure: Measure, observed: Observed) -> str:
    """Return SQL for an observable measure with its source, day and partial flag, over ``entries e`` and ``observed o``.

    The entry's own figure stands unless an observation is later; a measure given nowhere is null.
    """
    code = measure.code
    own = measure.origin is Origin.DECLARED
    if code not in observed.codes:
        return _own_figure(code) if own else _no_figure(measure)
    if not own:
        return (
            f"o.{code}__value AS {code}, o.{code}{SOURCE_SUFFIX} AS {code}{SOURCE_SUFFIX}, "
            f"o.{code}{DAY_SUFFIX} AS {code}{DAY_SUFFIX}, coalesce(o.{code}{PARTIAL_SUFFIX}, FALSE) AS {code}{PARTIAL_SUFFIX}"
        )
    stands = f"(e.{code} IS NOT NULL AND (o.{code}{DAY_SUFFIX} IS NULL OR coalesce(e.observed_on >= o.{code}{DAY_SUFFIX}, FALSE)))"
    return (
        f"CASE WHEN {stands} THEN e.{code} ELSE o.{code}__value END AS {code}, "
        f"CASE WHEN {stands} THEN e.activity_source ELSE o.{code}{SOURCE_SUFFIX} END AS {code}{SOURCE_SUFFIX}, "
        f"CASE WHEN {stands} THEN e.observed_on ELSE o.{code}{DAY_SUFFIX} END AS {code}{DAY_SUFFIX}, "
        f"CASE WHEN {stands} THEN e.own_partial ELSE coalesce(o.{code}{PARTIAL_SUFFIX}, FALSE) END AS {code}{PARTIAL_SUFFIX}"
    )


def _own_figure(code: str) -> str:
    return (
        f"e.{code} AS {code}, e.activity_source AS {code}{SOURCE_SUFFIX}, "
        f"e.observed_on AS {code}{DAY_SUFFIX}, e.own_partial AS {code}{PARTIAL_SUFFIX}"
    )


def _no_figure(measure: Measure) -> str:
    code, kind = measure.code, measure.sql_type
    return (
        f"CAST(NULL AS {kind}) AS {code}, CAST(NULL AS VARCHAR) AS {code}{SOURCE_SUFFIX}, "
        f"CAST(NULL AS DATE) AS {code}{DAY_SUFFIX}, FALSE AS {code}{PARTIAL_SUFFIX}"
    )
