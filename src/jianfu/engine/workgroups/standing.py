"""Which groups may be merged at all: what stands for or against each, in one pass over the register.

A standing is one of KEPT (never merged), DISSOLVED (no channel of it is in use), WAITING (a fact is missing, or two
facts contradict each other: a person looks first), or CANDIDATE. The first that fits in the order of the query stands.
"""

from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.parameters import GroupParameters

CANDIDATE = "candidate"
KEPT = ("exempt", "duty", "public", "leadership", "layered", "full")
DISSOLVED = ("done", "ended", "token", "chat", "silent")
WAITING = (
    "exemption_unclear", "secret", "done_but_used", "ended_but_used", "token_but_used", "chat_but_used",
    "no_sponsor", "no_direction", "no_audience", "no_load",
)  # fmt: skip

DUTY, PUBLIC, LEADERSHIP, TOKEN, CHAT = "值班应急群", "政民服务群", "领导班子群", "形式群", "聊天群"
PROTECTING = ("G-03", "G-04", "G-05", "G-06", "G-07", "G-08", "G-09", "G-21", "G-22")
"""Rules whose remedy is to merge or dissolve: an exemption from one of them keeps the group as it is."""


def prepare(backend: Backend, *, as_of: date, parameters: GroupParameters) -> None:
    """Make tables ``group_audience``, ``group_issuers`` and ``group_standing`` from the clean tables and ``entries``.

    ``group_audience`` (asset_id, unit_id, posts: null when unknown), ``group_issuers`` (asset_id, unit_id: the sponsor
    and every unit that sent a notice in the group), ``group_standing`` (asset_id, sponsor_unit_id, direction, scope,
    load in messages/day, matter_key, opened_on, approved, last_notice_on, standing), one row for each work group not
    stated closed. What is missing stays null and makes the standing one of WAITING.
    """
    backend.sql(_LIVE, into="live_groups")
    backend.sql(_AUDIENCE, into="group_audience")
    backend.sql(_ISSUERS, into="group_issuers")
    backend.sql(_MEMBERS, into="group_members")
    backend.sql(_standing(as_of, parameters), into="group_standing")


_LIVE = """
    SELECT asset_id, nullif(sponsor_unit_id, 'none') AS sponsor_unit_id, nullif(sub_kind, 'none') AS sub_kind,
      nullif(direction, 'none') AS direction, nullif(audience, 'none') AS scope, msgs_per_day,
      regexp_replace(lower(nullif(matter, 'none')), '[ \\t　]', '', 'g') AS matter_key,
      temporary, expected_end_on, matter_closed_on, opened_on, observed_on, activity_source,
      coalesce(approval_no <> 'none', FALSE) AS approved,
      CASE WHEN last_activity_on IS NOT NULL THEN last_activity_on
           WHEN strpos(';' || coalesce(stated_none, '') || ';', ';last_activity_on;') > 0 THEN opened_on
           END AS active_on
    FROM entries WHERE category = 'work_group' AND alive"""

_AUDIENCE = """
    SELECT a.asset_id, a.unit_id, max(a.posts) AS posts
    FROM audiences a JOIN live_groups g ON g.asset_id = a.asset_id
    WHERE a.unit_id IS NOT NULL GROUP BY a.asset_id, a.unit_id"""

_ISSUERS = """
    SELECT asset_id, sponsor_unit_id AS unit_id FROM live_groups WHERE sponsor_unit_id IS NOT NULL
    UNION SELECT n.asset_id, n.unit_id FROM notices n JOIN live_groups g ON g.asset_id = n.asset_id
    WHERE n.unit_id IS NOT NULL"""

_MEMBERS = """
    WITH members AS (
      SELECT asset_id, unit_id FROM group_audience UNION SELECT asset_id, unit_id FROM group_issuers)
    SELECT m.asset_id, count(DISTINCT u.level) AS levels
    FROM members m LEFT JOIN unit_facts u ON u.unit_id = m.unit_id GROUP BY m.asset_id"""


def _standing(as_of: date, parameters: GroupParameters) -> str:
    today = f"DATE '{as_of.isoformat()}'"
    rules = ", ".join(f"'{rule}'" for rule in PROTECTING)
    return f"""
    WITH waived AS (
      SELECT DISTINCT asset_id FROM exemptions
      WHERE rule_id IN ({rules}) AND valid_until >= {today} AND (valid_from IS NULL OR valid_from <= {today})),
    unclear AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'exemptions'),
    untold AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'audiences'),
    looked AS (
      SELECT asset_id, max(observed_on) AS observed_on FROM measures
      WHERE measure = 'secret_matter' GROUP BY asset_id),
    secret AS (
      SELECT DISTINCT m.asset_id FROM measures m
      JOIN looked l ON l.asset_id = m.asset_id AND l.observed_on = m.observed_on
      WHERE m.measure = 'secret_matter' AND m.value = 'true'),
    partial AS (SELECT DISTINCT source FROM sources WHERE coverage < 1.0),
    doubt AS (SELECT count(*) AS n FROM partial),
    used AS (SELECT asset_id, CAST(max(sent_at) AS DATE) AS last_notice_on FROM notices GROUP BY asset_id),
    addressed AS (SELECT asset_id, count(*) AS units FROM group_audience GROUP BY asset_id),
    facts AS (
      SELECT g.*, n.last_notice_on, m.levels,
        w.asset_id IS NOT NULL AS waived, x.asset_id IS NOT NULL AS unclear, s.asset_id IS NOT NULL AS secret,
        t.asset_id IS NOT NULL OR coalesce(a.units, 0) = 0 AS untold,
        p.source IS NOT NULL OR (g.activity_source IS NULL AND d.n > 0) AS doubtful,
        coalesce(date_diff('day', n.last_notice_on, {today}) <= {parameters.used_days}, FALSE) AS used,
        coalesce(date_diff('day', g.active_on, g.observed_on) >= {parameters.idle_days}, FALSE) AS silent,
        coalesce(date_diff('day', g.matter_closed_on, {today}) > {parameters.done_days}, FALSE) AS done,
        coalesce(g.temporary AND g.expected_end_on < {today}, FALSE) AS ended
      FROM live_groups g CROSS JOIN doubt d
      LEFT JOIN waived w ON w.asset_id = g.asset_id LEFT JOIN unclear x ON x.asset_id = g.asset_id
      LEFT JOIN untold t ON t.asset_id = g.asset_id LEFT JOIN secret s ON s.asset_id = g.asset_id
      LEFT JOIN partial p ON p.source = g.activity_source LEFT JOIN used n ON n.asset_id = g.asset_id
      LEFT JOIN addressed a ON a.asset_id = g.asset_id LEFT JOIN group_members m ON m.asset_id = g.asset_id)
    SELECT asset_id, sponsor_unit_id, direction, scope, msgs_per_day AS load, matter_key, opened_on, approved,
      last_notice_on,
      CASE WHEN waived THEN 'exempt' WHEN unclear THEN 'exemption_unclear'
        WHEN sub_kind = '{DUTY}' THEN 'duty'
        WHEN direction = 'public' OR scope = 'public' OR sub_kind = '{PUBLIC}' THEN 'public'
        WHEN sub_kind = '{LEADERSHIP}' THEN 'leadership'
        WHEN secret THEN 'secret'
        WHEN done THEN CASE WHEN coalesce(last_notice_on > matter_closed_on, FALSE)
          THEN 'done_but_used' ELSE 'done' END
        WHEN ended THEN CASE WHEN coalesce(last_notice_on > expected_end_on, FALSE)
          THEN 'ended_but_used' ELSE 'ended' END
        WHEN sub_kind = '{TOKEN}' THEN CASE WHEN used THEN 'token_but_used' ELSE 'token' END
        WHEN sub_kind = '{CHAT}' THEN CASE WHEN used THEN 'chat_but_used' ELSE 'chat' END
        WHEN silent AND NOT doubtful AND coalesce(last_notice_on <= active_on, TRUE) THEN 'silent'
        WHEN sponsor_unit_id IS NULL THEN 'no_sponsor' WHEN direction IS NULL THEN 'no_direction'
        WHEN untold THEN 'no_audience' WHEN msgs_per_day IS NULL THEN 'no_load'
        WHEN levels > {parameters.most_levels} THEN 'layered'
        WHEN msgs_per_day > {parameters.load_cap} THEN 'full'
        ELSE '{CANDIDATE}' END AS standing
    FROM facts"""
