"""What the notices of a group show: short deadlines, quiet hours, replies asked of all."""

from datetime import date, timedelta

import chinese_calendar
import pandas as pd
from pandas_words import BOOL, WHOLE

FIRST, LAST = date(2004, 1, 1), date(max(day.year for day in chinese_calendar.holidays), 12, 31)
STARTS_MINUTE, ENDS_MINUTE = 8 * 60 + 30, 18 * 60


def add_notice_counts(frame: pd.DataFrame, notices: pd.DataFrame) -> None:
    """Add the counts of notices; null where nothing is sure and something is undetermined, or there is no notice."""
    frame["has_notices"] = pd.Series(frame.index.isin(notices.asset_id), frame.index).astype(BOOL)
    sent = _timed(notices[notices.asset_id.notna()])
    urgent, asset_id = sent.urgent, sent.asset_id
    _add(frame, "short_notices", sent.short, asset_id, first=sent.short & ~urgent.fillna(False))
    _add(frame, "off_hours_notices", sent.off_hours & ~urgent, asset_id)
    _add(frame, "reply_all_notices", sent.reply_all, asset_id)
    short = sent[sent.short.fillna(False)]
    urgent_only = short.urgent.fillna(False).groupby(short.asset_id).all()
    _add_demands(frame, notices)
    frame["short_notices_urgent"] = urgent_only.reindex(frame.index).astype(BOOL)


def _add_demands(frame: pd.DataFrame, notices: pd.DataFrame) -> None:
    """Count what the texts plainly ask for, where they were read beforehand (column ``demands``); nil elsewhere."""
    demands = notices.demands.fillna("") if "demands" in notices else pd.Series("", notices.index)
    calm = ~notices.urgent.fillna(False).astype(bool)
    unbacked = (notices.formal_ref == "none").fillna(False).astype(bool)
    asked = {
        "checkin_notices": demands.str.contains("checkin|chain") & calm,
        "unbacked_notices": demands.str.contains("form|table") & calm & unbacked,
        "proof_notices": demands.str.contains("screenshot") & calm,
    }
    for code, so in asked.items():
        frame[code] = so.astype(bool).groupby(notices.asset_id).sum().reindex(frame.index).fillna(0).astype(WHOLE)


def _timed(notices: pd.DataFrame) -> pd.DataFrame:
    days = pd.date_range(FIRST, LAST)
    works = pd.Series([chinese_calendar.is_workday(FIRST + timedelta(days=n)) for n in range(len(days))], days)
    nth = works.cumsum()
    sent_at, due_at = notices.sent_at.astype("datetime64[s]"), notices.due_at.astype("datetime64[s]")
    sent_day, due_day = sent_at.dt.normalize(), due_at.dt.normalize()
    working = sent_day.map(works).astype(BOOL)
    # Midnight sharp is a day without an hour: when it was sent is not known, and the end of the day is due.
    minute = (sent_at.dt.hour * 60 + sent_at.dt.minute).astype(WHOLE)
    outside = ((minute < STARTS_MINUTE) | (minute > ENDS_MINUTE)).where(minute > 0)
    short = (due_day.map(nth) - sent_day.map(nth)).astype("Int64").astype(WHOLE) <= 1
    open_ended = notices.stated_none.str.contains("due_at", regex=False).fillna(False)
    short = short.where((due_at >= sent_at) | (due_at == sent_day)).mask(open_ended, False)
    return notices.assign(short=short, off_hours=~working | outside)


def _add(frame: pd.DataFrame, code: str, so: pd.Series, asset_id: pd.Series, first: pd.Series | None = None) -> None:
    """Count what is surely so; *first* is counted instead where there is any of it."""
    sure = so.fillna(False).groupby(asset_id).sum()
    undetermined = so.isna().groupby(asset_id).sum()
    counts = sure.where((sure > 0) | (undetermined == 0))
    if first is not None:
        better = first.fillna(False).groupby(asset_id).sum()
        counts = better.where(better > 0, counts)
    frame[code] = counts.reindex(frame.index).astype(WHOLE)
