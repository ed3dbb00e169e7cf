"""Observations: rows of the measures table and the entry's own figures, brought together per entry and measure.

A figure is the latest observed one. Activity is kinder: the latest activity that *any* source saw stands, and silence
runs to the latest look of a source of full coverage; a blank observation leaves activity unknown.
"""

from dataclasses import astuple, dataclass

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
    backend.sql(_LATEST, into="latest_observations")
    backend.sql(_pivot(codes), into="observed")
    return Observed(codes)


_ROWS = f"""
    SELECT m.asset_id, m.measure, m.value, m.observed_on,
      coalesce(s.coverage, 1.0) < 1.0 AS partial,
      concat_ws('{SEPARATOR}', CAST(m.observed_on AS VARCHAR),
        CASE WHEN coalesce(s.coverage, 1.0) < 1.0 THEN '0' ELSE '1' END, m.source, coalesce(m.value, '')) AS latest
    FROM measures m LEFT JOIN sources s ON s.source = m.source"""
"""Each observation with its source's coverage and a key: the largest key is the latest observation."""

_LATEST = f"SELECT asset_id, measure, max(latest) AS latest FROM ({_ROWS}) r GROUP BY asset_id, measure"

_ACTIVITY = f"""
    SELECT asset_id,
      CAST(max(CASE WHEN value <> 'none' THEN value END) AS DATE) AS seen_on,
      bool_or(coalesce(value = 'none', FALSE)) AS stated_never,
      bool_or(value IS NULL) AS activity_blank,
      max(CASE WHEN NOT partial THEN observed_on END) AS looked_full_on,
      max(CASE WHEN partial THEN observed_on END) AS looked_partial_on,
      split_part(coalesce(max(CASE WHEN NOT partial THEN latest END), max(latest)), '{SEPARATOR}', 3) AS looked_source
    FROM ({_ROWS}) r WHERE measure = {text(ACTIVITY)} GROUP BY asset_id"""


def _pivot(codes: tuple[str, ...]) -> str:
    """Return SQL for one row an entry. Joining each measure's rows is far cheaper than one wide aggregate."""
    joins = "".join(
        f"""
    LEFT JOIN (SELECT asset_id, latest FROM latest_observations WHERE measure = {text(code)}) m{number}
      ON m{number}.asset_id = i.asset_id"""
        for number, code in enumerate(codes)
    )
    figures = "".join(_unpacked(BY_CODE[code], f"m{number}.latest") for number, code in enumerate(codes))
    return f"""
    SELECT i.asset_id, a.seen_on, coalesce(a.stated_never, FALSE) AS stated_never,
      coalesce(a.activity_blank, FALSE) AS activity_blank, a.looked_full_on, a.looked_partial_on,
      a.looked_source{figures}
    FROM (SELECT DISTINCT asset_id FROM latest_observations) i
    LEFT JOIN ({_ACTIVITY}) a ON a.asset_id = i.asset_id{joins}"""


def _unpacked(measure: Measure, latest: str) -> str:
    """Take a latest-key apart again: value (typed), day, source, partial."""
    code = measure.code

    def field(position: int) -> str:
        return f"split_part({latest}, '{SEPARATOR}', {position})"

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
    """Return SQL for an observable measure with source, day and partial flag, over entries ``e`` and ``observed o``.

    The entry's own figure stands unless an observation is later; a measure given nowhere is null.
    """
    code = measure.code
    if code == "broken_functions" and "app_unusable" in observed.codes:
        return _broken(observed)
    own = measure.origin is Origin.DECLARED
    mine = _Sides(f"e.{code}", "e.activity_source", "e.observed_on", "e.own_partial")
    seen = _seen(code)
    if code not in observed.codes:
        nothing = _Sides(f"CAST(NULL AS {measure.sql_type})", "CAST(NULL AS VARCHAR)", "CAST(NULL AS DATE)", "FALSE")
        return (mine if own else nothing).columns(code)
    return mine.unless_later(seen).columns(code) if own else seen.columns(code)


def _seen(code: str) -> "_Sides":
    partial = f"coalesce(o.{code}{PARTIAL_SUFFIX}, FALSE)"
    return _Sides(f"o.{code}__value", f"o.{code}{SOURCE_SUFFIX}", f"o.{code}{DAY_SUFFIX}", partial)


def _broken(observed: Observed) -> str:
    """Return SQL for broken functions where apps were also found unusable as a whole: at least one does not work."""
    whole = _seen("app_unusable")
    counted = _seen("broken_functions")
    if "broken_functions" not in observed.codes:
        counted = _Sides("CAST(NULL AS BIGINT)", "CAST(NULL AS VARCHAR)", "CAST(NULL AS DATE)", "FALSE")
    least = _Sides(f"greatest(coalesce({counted.value}, 1), 1)", whole.source, whole.day, whole.partial)
    pairs = zip(astuple(least), astuple(counted), strict=True)
    sides = (f"CASE WHEN {whole.value} THEN {one} ELSE {other} END" for one, other in pairs)
    return _Sides(*sides).columns("broken_functions")


@dataclass(frozen=True, slots=True)
class _Sides:
    """SQL of a figure: its value, source, day and whether the source is partial."""

    value: str
    source: str
    day: str
    partial: str

    def unless_later(self, seen: "_Sides") -> "_Sides":
        """Return this figure where there is one and the other is not later; else the other."""
        later = f"coalesce({self.day} >= {seen.day}, FALSE)"
        stands = f"({self.value} IS NOT NULL AND ({seen.day} IS NULL OR {later}))"
        pairs = zip(astuple(self), astuple(seen), strict=True)
        return _Sides(*(f"CASE WHEN {stands} THEN {mine} ELSE {other} END" for mine, other in pairs))

    def columns(self, code: str) -> str:
        """Return the four columns of the wide table."""
        names = (code, code + SOURCE_SUFFIX, code + DAY_SUFFIX, code + PARTIAL_SUFFIX)
        return ", ".join(f"{side} AS {name}" for side, name in zip(astuple(self), names, strict=True))
