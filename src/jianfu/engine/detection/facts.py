"""The wide table of measures: one row an entry, one typed column a measure, null wherever evidence is missing."""

from collections.abc import Iterator
from datetime import date

from jianfu.engine.detection.observations import (
    ACTIVITY,
    DAY_SUFFIX,
    PARTIAL_SUFFIX,
    SOURCE_SUFFIX,
    Observed,
    figure,
)
from jianfu.engine.detection.sql import day, text
from jianfu.engine.schema.measures import MEASURES, OBSERVABLE

COMPUTED_SOURCE = "register"
"""Source named for facts that stand in the register itself."""

NOTICE_TEXT = "通知正文"
"""Source named for what was read from the texts of notices."""

READ_FROM_TEXT = {
    "short_notices": "n.short_read",
    "off_hours_notices": "n.off_hours_read",
    "reply_all_notices": "n.reply_all_read",
    "checkin_notices": "n.checkin_notices > 0",
    "unbacked_notices": "n.unbacked_notices > 0",
    "proof_notices": "n.proof_notices > 0",
}
"""Counts of notices, and where one of those counted rests on the text."""

INNER_OFFICE = "内设机构|专项工作"
ORGANS = (
    "局|委|办|厅|署|院|所|站|队|部|处|科|室|中心|政府|机关|支部|党委|党组|工会|学校|大学|中学|小学|幼儿园|医院|银行|公司|协会"
    "|法院|检察院|省|市|县|区|乡|镇|街道|村|社区|开发区|园区|管委会"
)
NAME_FORM = f"^.*({ORGANS}).+群(组)?([0-9]+|[一二三四五六七八九十])?([(（].*[)）])?$"


def select(*, as_of: date, observed: Observed) -> str:
    """Return SQL for the wide table, over ``entries``, ``observed`` and the neighbour and timing tables.

    Beside each measure that is observed or rests on activity stand ``<measure>__source``, ``__observed_on`` and
    ``__partial`` (true where the value comes from a source of partial coverage).
    """
    columns = ", ".join(_columns(as_of, observed))
    return f"SELECT {columns} FROM ({_activity()}) e {_JOINS}"


def _activity() -> str:
    """Bring the entry's own activity and the observed one together (see ``observations``)."""
    own_look = f"(a.last_activity_on IS NOT NULL OR {_says_none('a', ACTIVITY)})"
    return f"""
    WITH own AS (
      SELECT a.*, coalesce(s.coverage, 1.0) < 1.0 AS own_partial,
        {own_look} AS own_look, {_says_none("a", ACTIVITY)} AS own_never
      FROM entries a LEFT JOIN sources s ON s.source = a.activity_source),
    looks AS (
      SELECT e.*, greatest(e.last_activity_on, o.seen_on) AS seen_on,
        coalesce(o.activity_blank, FALSE) AS activity_blank,
        e.own_never OR coalesce(o.stated_never, FALSE) AS stated_never,
        greatest(CASE WHEN e.own_look AND NOT e.own_partial THEN e.observed_on END, o.looked_full_on) AS full_look,
        greatest(CASE WHEN e.own_look THEN e.observed_on END, o.looked_full_on, o.looked_partial_on) AS any_look,
        o.looked_source
      FROM own e LEFT JOIN observed o ON o.asset_id = e.asset_id)
    SELECT * EXCLUDE (seen_on, activity_blank, stated_never, full_look, any_look, looked_source),
      CASE WHEN NOT activity_blank THEN seen_on END AS seen_on,
      CASE WHEN seen_on IS NOT NULL THEN FALSE WHEN stated_never AND NOT activity_blank THEN TRUE END AS never_active,
      coalesce(full_look, any_look) AS looked_on,
      any_look IS NOT NULL AND full_look IS NULL AS looked_partially,
      CASE WHEN own_look AND observed_on = coalesce(full_look, any_look) THEN activity_source
           ELSE looked_source END AS looked_source
    FROM looks"""


def _says_none(alias: str, column: str) -> str:
    return f"strpos(coalesce({alias}.stated_none, ''), {text(column)}) > 0"


_JOINS = """
    LEFT JOIN observed o ON o.asset_id = e.asset_id
    LEFT JOIN platform_counts p ON e.category = 'new_media'
      AND p.sponsor_unit_id = e.sponsor_unit_id AND p.platform_key = e.platform_key
    LEFT JOIN sponsor_counts c ON c.sponsor_unit_id = e.sponsor_unit_id AND c.category = e.category
    LEFT JOIN twin_members m ON m.asset_id = e.asset_id
    LEFT JOIN twins t ON t.twin_key = m.twin_key
    LEFT JOIN audience_keys k ON k.asset_id = e.asset_id
    LEFT JOIN rebuilt r ON r.asset_id = e.asset_id
    LEFT JOIN function_overlaps v ON v.asset_id = e.asset_id
    LEFT JOIN timing n ON n.asset_id = e.asset_id"""


def _columns(as_of: date, observed: Observed) -> Iterator[str]:
    """Give the select list: keys, observable figures, then every other measure once."""
    yield "e.asset_id, e.sponsor_unit_id, e.sponsor_unit, e.unit_level, e.region_code, e.city_code"
    yield "p.sponsor_unit_id || '|' || p.platform_key AS accounts_on_platform__set"
    yield "c.sponsor_unit_id AS groups_of_sponsor__set, m.twin_key AS twin_groups__set"
    yield "v.set_id AS function_overlap__set"
    figures = {measure.code for measure in OBSERVABLE if measure.code != ACTIVITY}
    for measure in OBSERVABLE:
        if measure.code in figures:
            yield figure(measure, observed)
    for measure in MEASURES:
        if measure.code not in figures:
            yield f"{_expression(measure.code, as_of, observed)} AS {measure.code}"
    yield from _activity_evidence(as_of, observed)


def _activity_evidence(as_of: date, observed: Observed) -> Iterator[str]:
    for code in (ACTIVITY, "silent_days", "never_posted", "age_days", "observed_on"):
        yield f"e.looked_source AS {code}{SOURCE_SUFFIX}, e.looked_on AS {code}{DAY_SUFFIX}"
    for code in ("silent_days", "never_posted"):
        yield f"e.looked_partially AS {code}{PARTIAL_SUFFIX}"
    yield from _notice_evidence(as_of)
    yield from _filed_evidence(observed)


def _notice_evidence(as_of: date) -> Iterator[str]:
    """Name the notices' texts as the source of what was read there; what senders declared stands in the register."""
    for code, read in READ_FROM_TEXT.items():
        source = f"CASE WHEN {read} THEN {text(NOTICE_TEXT)} ELSE {text(COMPUTED_SOURCE)} END"
        yield f"{source} AS {code}{SOURCE_SUFFIX}, {day(as_of)} AS {code}{DAY_SUFFIX}"


def _filed_evidence(observed: Observed) -> Iterator[str]:
    """Say where it was seen that an entry is filed or not: in the national system, or in its own declaration."""
    seen = "in_national_system"
    if seen not in observed.codes:
        yield f"e.declared_source AS filed{SOURCE_SUFFIX}, e.declared_on AS filed{DAY_SUFFIX}"
        yield f"FALSE AS filed{PARTIAL_SUFFIX}"
        return
    looked = f"o.{seen}__value IS NOT NULL"
    yield f"CASE WHEN {looked} THEN o.{seen}{SOURCE_SUFFIX} ELSE e.declared_source END AS filed{SOURCE_SUFFIX}"
    yield f"CASE WHEN {looked} THEN o.{seen}{DAY_SUFFIX} ELSE e.declared_on END AS filed{DAY_SUFFIX}"
    yield f"coalesce(o.{seen}{PARTIAL_SUFFIX} AND NOT o.{seen}__value, FALSE) AS filed{PARTIAL_SUFFIX}"


def _expression(code: str, as_of: date, observed: Observed) -> str:
    """Return SQL for one measure over the joined tables; a plain column of the entry when nothing else is said."""
    special = _special(as_of, observed)
    return special.get(code, f"e.{code}")


def _special(as_of: date, observed: Observed) -> dict[str, str]:
    return {
        "state": "e.life",
        "not_closed": "e.alive",
        "certification": "CASE WHEN e.certification = 'none' THEN 'uncertified' ELSE e.certification END",
        "platform": "e.platform_key",
        "sponsor_level": "e.unit_level",
        "sponsor_unit_type": "e.unit_type",
        "inner_office": f"regexp_matches(e.unit_type, {text(INNER_OFFICE)})",
        "as_of": day(as_of),
        ACTIVITY: "e.seen_on",
        "observed_on": "coalesce(e.looked_on, e.observed_on)",
        **_spans(as_of),
        **_statements(observed),
        **_neighbours(),
    }


def _spans(as_of: date) -> dict[str, str]:
    silent = "coalesce(e.seen_on, CASE WHEN e.never_active THEN e.opened_on END)"
    return {
        "silent_days": f"CASE WHEN {silent} IS NOT NULL AND e.looked_on IS NOT NULL "
        f"THEN greatest(date_diff('day', {silent}, e.looked_on), 0) END",
        "age_days": "date_diff('day', e.opened_on, coalesce(e.looked_on, e.observed_on))",
        "days_since_matter_closed": f"date_diff('day', e.matter_closed_on, {day(as_of)})",
        "days_since_twin_dissolved": "r.days_since_twin_dissolved",
    }


def _statements(observed: Observed) -> dict[str, str]:
    """Return the flags read off what the declaration states, 无 included."""
    filed = "CASE WHEN e.filing_no = 'none' THEN FALSE WHEN e.filing_no IS NOT NULL THEN TRUE END"
    if "in_national_system" in observed.codes:
        filed = f"coalesce(o.in_national_system__value, {filed})"
    posts = "o.posts_90d__value" if "posts_90d" in observed.codes else "NULL"
    return {
        "never_posted": f"CASE WHEN e.never_active = FALSE OR coalesce(e.posts_90d > 0, FALSE) "
        f"OR coalesce({posts} > 0, FALSE) THEN FALSE ELSE e.never_active END",
        "filed": filed,
        "has_mandatory_feature": "regexp_matches(e.features, 'checkin|points|online_time')",
        "forces_upload": "strpos(e.features, 'forced_upload') > 0",
        "demands_checkin": _demand(observed),
        "matter_closed": _dated_or_none("matter_closed_on"),
        "no_end_date": f"NOT ({_dated_or_none('expected_end_on')})",
        "approved": "e.approval_no <> 'none'",
        "is_merged": "e.merged_from <> 'none'",
        "name_parses": f"regexp_matches(e.name, {text(NAME_FORM)})",
        "chat_only": "strpos(e.sub_kind, '聊天群') > 0",
        "token_only": "strpos(e.sub_kind, '形式群') > 0",
    }


def _demand(observed: Observed) -> str:
    """Return SQL for a standing demand in the group: a check-in among its features, or one that was observed."""
    declared = "strpos(e.features, 'checkin') > 0"
    if "standing_demand" not in observed.codes:
        return declared
    return f"CASE WHEN o.standing_demand__value THEN TRUE ELSE coalesce({declared}, o.standing_demand__value) END"


def _dated_or_none(column: str) -> str:
    return f"CASE WHEN e.{column} IS NOT NULL THEN TRUE WHEN {_says_none('e', column)} THEN FALSE END"


def _neighbours() -> dict[str, str]:
    group = "e.category = 'work_group' AND e.alive"
    return {
        "accounts_on_platform": "CASE WHEN e.alive THEN p.accounts END",
        "groups_of_sponsor": f"CASE WHEN {group} THEN c.entries END",
        "grassroots_apps": "CASE WHEN e.category = 'app' THEN c.grassroots END",
        "twin_groups": f"CASE WHEN {group} THEN CASE WHEN c.entries = 1 THEN 1 ELSE t.groups END END",
        "function_overlap": "v.function_overlap",
        "levels_spanned": "k.levels",
        "rebuilt_elsewhere": f"CASE WHEN r.asset_id IS NULL AND {group} AND e.sponsor_unit_id IS NOT NULL THEN FALSE "
        "ELSE r.rebuilt_elsewhere END",
        "has_notices": "n.asset_id IS NOT NULL",
        "short_notices": "n.short_notices",
        "short_notices_urgent": "n.short_notices_urgent",
        "off_hours_notices": "n.off_hours_notices",
        "reply_all_notices": "n.reply_all_notices",
        "checkin_notices": "coalesce(n.checkin_notices, 0)",
        "unbacked_notices": "coalesce(n.unbacked_notices, 0)",
        "proof_notices": "coalesce(n.proof_notices, 0)",
    }
