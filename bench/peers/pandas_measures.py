"""The measures the rules look at, derived with pandas as a data office would: one row an entry, null where not known.

Nothing of Jianfu is imported. Columns are Arrow-backed, the quickest pandas has; their logic is three-valued, as SQL's.
"""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
from pandas_neighbours import add_neighbours
from pandas_notices import add_notice_counts
from pandas_words import (
    AMOUNTS,
    BOOL,
    COUNTS,
    DAY,
    FLAGS,
    INNER_OFFICE,
    NAME_FORM,
    OWN_FIGURES,
    PLATFORMS,
    REAL,
    TEXT,
    WHOLE,
)

TABLES = ("units", "assets", "functions", "audiences", "measures", "sources", "notices", "exemptions", "incomplete")


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the clean tables."""
    return {name: pd.read_parquet(folder / f"{name}.parquet", dtype_backend="pyarrow") for name in TABLES}


def facts(tables: dict[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """Return one row an entry with every measure, and source, day and partial coverage beside observed ones."""
    frame = _entries(tables["assets"], tables["units"])
    rows = _observations(tables["measures"], tables["sources"])
    _add_activity(frame, rows, tables["sources"])
    _add_figures(frame, rows)
    _add_spans(frame, as_of)
    _add_statements(frame)
    add_neighbours(frame, tables)
    add_notice_counts(frame, tables["notices"])
    return frame


def _entries(assets: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    frame = assets.set_index("asset_id")
    known = units.set_index("unit_id")
    frame["sponsor_level"] = frame.sponsor_unit_id.map(known.level.where(known.level != "none"))
    frame["sponsor_unit_type"] = frame.sponsor_unit_id.map(known.unit_type)
    frame["sponsor_unit"] = frame.sponsor_unit_id.map(known.name).fillna(frame.sponsor_unit)
    frame["inner_office"] = frame.sponsor_unit_type.str.contains(INNER_OFFICE)
    stated = frame.state.where((frame.state != "none").fillna(False))
    frame["state"] = stated.mask(stated.isna() & frame.closed_on.notna(), "closed")
    if frame.state.isna().all():
        frame["state"] = pd.Series("active", frame.index, dtype=TEXT)
    frame["alive"] = (frame.state != "closed").fillna(True)
    frame["platform"] = _platform(frame.platform)
    frame["certification"] = frame.certification.mask((frame.certification == "none").fillna(False), "uncertified")
    return frame


def _platform(names: pd.Series) -> pd.Series:
    """Fold the names of platforms; only the few distinct ones are looked at."""
    folded = pd.Series(names.dropna().unique()).astype(str)
    table = folded.str.lower().str.replace("[ \t\u3000]", "", regex=True)
    result = table.where(table != "none", None)
    for name, pattern in reversed(PLATFORMS):
        result = result.mask(table.str.contains(pattern), name)
    return names.map(dict(zip(folded, result, strict=True))).astype(names.dtype)


def _observations(measures: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    coverage = measures.source.map(sources.set_index("source").coverage)
    return measures.assign(partial=(coverage < 1.0).fillna(False))


def _add_activity(frame: pd.DataFrame, rows: pd.DataFrame, sources: pd.DataFrame) -> None:
    """Bring the entry's own activity and the observed one together; silence runs to the latest full look."""
    seen = _seen(rows[rows.measure == "last_activity_on"], frame.index)
    partial = (frame.activity_source.map(sources.set_index("source").coverage) < 1.0).fillna(False)
    said_never = says_none(frame, "last_activity_on")
    looked = frame.last_activity_on.notna() | said_never
    own_look = frame.observed_on.where(looked)
    full = _later(own_look.where(~partial), seen.full_on)
    either = _later(_later(own_look, seen.full_on), seen.partial_on)
    last, blank = _later(frame.last_activity_on, seen.seen_on), seen.blank.fillna(False)
    never = (said_never | seen.never.fillna(False)) & ~blank
    frame["own_partial"] = partial
    frame["last_activity_on"] = last.where(~blank)
    frame["never_active"] = never.where(last.isna() & never).mask(last.notna(), False)
    frame["looked_on"] = full.fillna(either)
    frame["looked_partially"] = either.notna() & full.isna()
    own = (looked & (frame.observed_on == frame.looked_on)).fillna(False)
    frame["looked_source"] = frame.activity_source.where(own, seen.source)


def _seen(rows: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """Sum up the observations of activity, one row an entry."""
    said = rows.value.where((rows.value != "none").fillna(False))
    days = rows.assign(day=said.astype(DAY), never=rows.value == "none", blank=rows.value.isna())
    in_order = days.sort_values(["partial", "observed_on", "source", "value"], ascending=[False, True, True, True])
    full, some = in_order[~in_order.partial], in_order[in_order.partial]
    by_entry = days.groupby("asset_id")
    parts = {
        "seen_on": by_entry.day.max().astype(DAY),
        "never": by_entry.never.any().astype(BOOL),
        "blank": by_entry.blank.any().astype(BOOL),
        "full_on": full.groupby("asset_id").observed_on.max().astype(DAY),
        "partial_on": some.groupby("asset_id").observed_on.max().astype(DAY),
        "source": in_order.groupby("asset_id").source.last().astype(TEXT),
    }
    return pd.DataFrame({name: part.reindex(ids) for name, part in parts.items()})


def _add_figures(frame: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Take each figure from the later of the entry's own and the latest observation."""
    keys = ["asset_id", "measure"]
    again = rows.duplicated(keys, keep=False)
    order = rows[again].assign(full=~rows.partial[again]).sort_values([*keys, "observed_on", "full", "source", "value"])
    latest = pd.concat([rows[~again], order.drop_duplicates(keys, keep="last")])
    seen = dict(tuple(latest.groupby("measure", sort=False)))
    for code in sorted(COUNTS | AMOUNTS | FLAGS):
        _add_figure(frame, code, seen.get(code, latest.iloc[:0]))
    _add_unusable(frame)


def _add_figure(frame: pd.DataFrame, code: str, rows: pd.DataFrame) -> None:
    found = rows.set_index("asset_id").reindex(frame.index)
    value = _typed(found.value, code)
    if code not in OWN_FIGURES:
        own = pd.Series(False, frame.index, dtype=BOOL)
    else:
        own = frame[code].notna() & (found.observed_on.isna() | (frame.observed_on >= found.observed_on).fillna(False))
        value = value.mask(own, frame[code])
    frame[code] = value
    frame[f"{code}__source"] = found.source.mask(own, frame.activity_source)
    frame[f"{code}__observed_on"] = found.observed_on.mask(own, frame.observed_on)
    frame[f"{code}__partial"] = found.partial.fillna(False).mask(own, frame.own_partial)


def _add_unusable(frame: pd.DataFrame) -> None:
    """Count at least one broken function where the whole app cannot be used."""
    whole = frame.app_unusable.fillna(False)
    counted = frame.broken_functions.fillna(1)
    frame["broken_functions"] = frame.broken_functions.mask(whole, counted.mask(counted < 1, 1))
    for side in ("source", "observed_on", "partial"):
        found = frame[f"broken_functions__{side}"]
        frame[f"broken_functions__{side}"] = found.mask(whole, frame[f"app_unusable__{side}"])


def _typed(values: pd.Series, code: str) -> pd.Series:
    none = (values == "none").fillna(False)
    if code in FLAGS:
        return (values == "true").mask(none, False)
    numbers = values.mask(none, "0").astype(REAL)
    return numbers.astype(WHOLE) if code in COUNTS else numbers


def _add_spans(frame: pd.DataFrame, as_of: date) -> None:
    own_day = frame.observed_on
    never = frame.never_active.fillna(False)
    start = frame.last_activity_on.mask(frame.last_activity_on.isna() & never, frame.opened_on)
    silent = days_between(start, frame.looked_on)
    frame["silent_days"] = silent.mask((silent < 0).fillna(False), 0)
    frame["observed_on"] = frame.looked_on.fillna(own_day)
    frame["age_days"] = days_between(frame.opened_on, frame.observed_on)
    frame["days_since_matter_closed"] = days_between(frame.matter_closed_on, as_of)
    for code in ("silent_days", "age_days"):
        frame[f"{code}__source"], frame[f"{code}__observed_on"] = frame.looked_source, frame.looked_on
    frame["never_posted__source"], frame["never_posted__observed_on"] = frame.looked_source, frame.looked_on
    frame["silent_days__partial"] = frame["never_posted__partial"] = frame.looked_partially


def _add_statements(frame: pd.DataFrame) -> None:
    """Read off what the declaration states, 无 included."""
    posted = ((frame.never_active == False) | (frame.posts_90d > 0)).fillna(False)  # noqa: E712
    frame["never_posted"] = frame.never_active.mask(posted, False)
    frame["filed"] = frame.in_national_system.fillna(frame.filing_no != "none")
    frame["filed__partial"] = (frame["in_national_system__partial"] & ~frame.in_national_system).fillna(False)
    frame["has_mandatory_feature"] = frame.features.str.contains("checkin|points|online_time")
    frame["forces_upload"] = frame.features.str.contains("forced_upload", regex=False)
    declared = frame.features.str.contains("checkin", regex=False).fillna(frame.standing_demand)
    frame["demands_checkin"] = declared.mask(frame.standing_demand.fillna(False), True)
    frame["matter_closed"] = _dated(frame, "matter_closed_on")
    frame["no_end_date"] = ~_dated(frame, "expected_end_on")
    frame["approved"] = frame.approval_no != "none"
    frame["is_merged"] = frame.merged_from != "none"
    frame["name_parses"] = frame.name.str.contains(NAME_FORM)
    frame["chat_only"] = frame.sub_kind.str.contains("聊天群", regex=False)
    frame["token_only"] = frame.sub_kind.str.contains("形式群", regex=False)


def _dated(frame: pd.DataFrame, column: str) -> pd.Series:
    """Tell whether there is a day: false only where 无 is stated."""
    given = frame[column].notna().astype(BOOL)
    return given.where(given | says_none(frame, column))


def says_none(frame: pd.DataFrame, column: str) -> pd.Series:
    """Tell which entries state 无 in a date column."""
    return frame.stated_none.str.contains(column, regex=False).fillna(False)


def _later(left: pd.Series, right: pd.Series) -> pd.Series:
    """Return the later of two days, or the one that is known."""
    return left.where(right.isna() | (left >= right).fillna(False), right)


def days_between(start: pd.Series, end: pd.Series | date) -> pd.Series:
    """Return whole days from one to the other; null where either is."""
    last = datetime(end.year, end.month, end.day) if isinstance(end, date) else end.astype("datetime64[s]")
    return (last - start.astype("datetime64[s]")).dt.days.astype("Float64").astype("Int64").astype(WHOLE)
