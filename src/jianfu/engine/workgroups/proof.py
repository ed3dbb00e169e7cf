"""An independent check of the plan, from the clean tables alone: it shares no step with what made the plan.

Four things are looked for: a channel in use that no group carries afterwards, a merged group over the load cap, a group
merged though it must not be, and a group dissolved that may still be in use.
"""

from dataclasses import dataclass
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.standing import CHAT, DUTY, LEADERSHIP, PROTECTING, PUBLIC, TOKEN


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong (lost_channel, over_cap, protected, in_use), and the group of the plan that is concerned."""

    kind: str
    group_id: str


def faults(backend: Backend, *, as_of: date, parameters: GroupParameters, tasks: str = "") -> tuple[Fault, ...]:
    """Return every fault of ``group_plan`` and ``channels``, in order; nothing when the plan holds.

    The group named is the successor of a merger, or the group itself. *tasks* is as in ``gather``.
    """
    backend.sql(_declared(as_of, parameters), into="proof_groups")
    backend.sql(_PLANNED, into="proof_plan")
    queries = (_lost(), _over(parameters.load_cap, tasks), _PROTECTED, _MIXED, _IN_USE)
    found = [row for query in queries for row in backend.sql(query).to_pylist()]
    return tuple(sorted({Fault(row["kind"], row["group_id"]) for row in found}, key=lambda f: (f.kind, f.group_id)))


def _declared(as_of: date, parameters: GroupParameters) -> str:
    today = f"DATE '{as_of.isoformat()}'"
    rules = ", ".join(f"'{rule}'" for rule in PROTECTING)
    return f"""
    WITH told AS (
      SELECT asset_id, count(DISTINCT unit_id) AS units FROM audiences WHERE unit_id IS NOT NULL GROUP BY asset_id),
    sent AS (SELECT asset_id, max(sent_at) AS sent_at FROM notices GROUP BY asset_id),
    free AS (
      SELECT DISTINCT asset_id FROM exemptions WHERE rule_id IN ({rules})
        AND coalesce(valid_from, {today}) <= {today} AND valid_until >= {today}),
    cut AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code IN ('audiences', 'exemptions'))
    SELECT e.asset_id, nullif(e.sponsor_unit_id, 'none') AS sponsor, e.msgs_per_day,
      coalesce(nullif(e.audience, 'none'), '') AS scope,
      CASE WHEN e.direction IN ('up', 'down') THEN 'vertical' ELSE e.direction END AS class,
      coalesce(e.sub_kind IN ('{DUTY}', '{LEADERSHIP}', '{PUBLIC}'), FALSE) OR coalesce(e.direction = 'public', FALSE)
        OR coalesce(e.audience = 'public', FALSE) OR f.asset_id IS NOT NULL OR c.asset_id IS NOT NULL AS protected,
      e.direction IS NULL OR e.direction = 'none' OR e.msgs_per_day IS NULL OR t.asset_id IS NULL
        OR e.sponsor_unit_id IS NULL OR e.sponsor_unit_id = 'none' AS untold,
      coalesce(CAST(s.sent_at AS DATE) > e.matter_closed_on OR (e.matter_closed_on IS NULL AND (
        CAST(s.sent_at AS DATE) > e.expected_end_on OR e.expected_end_on IS NULL
        AND date_diff('day', CAST(s.sent_at AS DATE), {today}) <= {parameters.used_days}
        AND (e.sub_kind IN ('{TOKEN}', '{CHAT}') OR CAST(s.sent_at AS DATE) > e.last_activity_on))), FALSE) AS used,
      coalesce(date_diff('day', e.matter_closed_on, {today}) > {parameters.done_days}, FALSE)
        OR coalesce(e.temporary AND e.expected_end_on < {today}, FALSE)
        OR coalesce(e.sub_kind IN ('{TOKEN}', '{CHAT}'), FALSE)
        OR coalesce(date_diff('day', coalesce(e.last_activity_on, e.opened_on), e.observed_on)
          >= {parameters.idle_days}, FALSE) AS idle
    FROM entries e LEFT JOIN told t ON t.asset_id = e.asset_id LEFT JOIN sent s ON s.asset_id = e.asset_id
    LEFT JOIN free f ON f.asset_id = e.asset_id LEFT JOIN cut c ON c.asset_id = e.asset_id
    WHERE e.category = 'work_group' AND coalesce(e.life <> 'closed', TRUE)"""


_PLANNED = """
    SELECT p.asset_id, p.disposition, coalesce(p.successor_id, p.asset_id) AS group_id,
      p.successor_id IS NOT NULL OR h.successor_id IS NOT NULL AS joined
    FROM group_plan p LEFT JOIN (
      SELECT DISTINCT successor_id FROM group_plan WHERE successor_id IS NOT NULL) h ON h.successor_id = p.asset_id"""


def _lost() -> str:
    """Return SQL for groups of which a channel in use is carried by no group that stays.

    A channel is in use unless its group is idle and proposed for dissolving. It must go on in the very group the plan
    names for it, which must be one that stays.
    """
    return """
    WITH issuing AS (
      SELECT asset_id, sponsor AS unit_id FROM proof_groups WHERE sponsor IS NOT NULL
      UNION SELECT asset_id, unit_id FROM notices WHERE asset_id IS NOT NULL AND unit_id IS NOT NULL),
    using_now AS (
      SELECT g.asset_id, coalesce(p.group_id, g.asset_id) AS group_id
      FROM proof_groups g LEFT JOIN proof_plan p ON p.asset_id = g.asset_id
      WHERE NOT coalesce(p.disposition = 'dissolve' AND g.idle, FALSE)),
    needed AS (
      SELECT DISTINCT u.group_id, i.unit_id AS issuer_unit_id, a.unit_id AS audience_unit_id
      FROM using_now u JOIN issuing i ON i.asset_id = u.asset_id JOIN audiences a ON a.asset_id = u.asset_id
      WHERE a.unit_id IS NOT NULL),
    staying AS (SELECT asset_id FROM proof_plan WHERE disposition IN ('keep', 'review'))
    SELECT DISTINCT 'lost_channel' AS kind, n.group_id FROM needed n
    LEFT JOIN channels c ON c.group_id = n.group_id AND c.issuer_unit_id = n.issuer_unit_id
      AND c.audience_unit_id = n.audience_unit_id
    LEFT JOIN staying s ON s.asset_id = n.group_id
    WHERE c.group_id IS NULL OR s.asset_id IS NULL"""


def _over(cap: float, tasks: str) -> str:
    """Return SQL for merged groups whose declared messages, less tasks set more than once, are over the cap."""
    saved = "SELECT CAST(NULL AS VARCHAR) AS group_id, CAST(0.0 AS DOUBLE) AS less WHERE FALSE"
    if tasks:
        saved = f"""
        SELECT group_id, CAST(sum(times - 1) AS DOUBLE) / max(days) AS less FROM (
          SELECT p.group_id, t.group_id AS task, count(DISTINCT n.asset_id) AS times, max(d.days) AS days
          FROM {tasks} t JOIN notices n ON n.notice_id = t.notice_id JOIN proof_plan p ON p.asset_id = n.asset_id
          CROSS JOIN (SELECT date_diff('day', CAST(min(sent_at) AS DATE), CAST(max(sent_at) AS DATE)) + 1 AS days
                      FROM notices) d
          GROUP BY p.group_id, t.group_id) counted GROUP BY group_id"""
    return f"""
    WITH summed AS (
      SELECT p.group_id, CAST(sum(CAST(g.msgs_per_day AS DECIMAL(18, 6))) AS DOUBLE) AS load
      FROM proof_plan p JOIN proof_groups g ON g.asset_id = p.asset_id WHERE p.joined GROUP BY p.group_id),
    saved AS ({saved})
    SELECT 'over_cap' AS kind, s.group_id FROM summed s LEFT JOIN saved v ON v.group_id = s.group_id
    WHERE s.load - coalesce(v.less, 0) > {cap} + 0.001"""


_PROTECTED = """
    SELECT DISTINCT 'protected' AS kind, p.group_id FROM proof_plan p JOIN proof_groups g ON g.asset_id = p.asset_id
    WHERE p.joined AND (g.protected OR g.untold)"""

_MIXED = """
    SELECT 'protected' AS kind, p.group_id FROM proof_plan p JOIN proof_groups g ON g.asset_id = p.asset_id
    WHERE p.joined GROUP BY p.group_id HAVING count(DISTINCT g.scope) > 1 OR count(DISTINCT g.class) > 1"""

_IN_USE = """
    SELECT 'in_use' AS kind, g.asset_id AS group_id FROM proof_plan p JOIN proof_groups g ON g.asset_id = p.asset_id
    WHERE p.disposition = 'dissolve' AND (g.protected OR g.used OR NOT g.idle)"""
