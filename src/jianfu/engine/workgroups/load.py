"""Channels after the plan, and the load of each unit and its posts before and after.

A unit *reads* a group when the group addresses it; a unit that only issues in a group is in it and reads nothing of
others there that it must. A message is meant for a unit when the group it was sent in before addressed that unit, or
when the unit issues in that group.
"""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.standing import CANDIDATE


def prepare(backend: Backend) -> None:
    """Make tables ``channels``, ``load`` and ``post_load`` from ``group_plan`` and what ``standing.prepare`` made.

    ``post_load`` (unit_id, posts, readings_per_day_before, readings_per_day_after, irrelevant_share_before,
    irrelevant_share_after, seen_per_day_before, seen_per_day_after): a reading is a message times the posts that see
    it, one post where none is stated; *seen* are others' messages in groups the unit only issues in. Figures are null
    for a unit in whose groups a load is unknown.
    """
    backend.sql(_LIVING, into="living_groups")
    backend.sql(_CHANNELS, into="channels")
    backend.sql(_FINAL_LOAD, into="final_load")
    backend.sql(_READING, into="group_reading")
    backend.sql(_seen(), into="group_seen")
    backend.sql(_load(), into="load")
    backend.sql(_post_load(), into="post_load")


_LIVING = """
    SELECT p.asset_id, coalesce(p.successor_id, p.asset_id) AS group_id, s.load, s.direction, s.standing
    FROM group_plan p JOIN group_standing s ON s.asset_id = p.asset_id WHERE p.disposition <> 'dissolve'"""

_CHANNELS = """
    SELECT DISTINCT i.unit_id AS issuer_unit_id, a.unit_id AS audience_unit_id, g.group_id
    FROM living_groups g JOIN group_issuers i ON i.asset_id = g.asset_id
    JOIN group_audience a ON a.asset_id = g.asset_id"""

_FINAL_LOAD = """
    WITH summed AS (
      SELECT group_id, CAST(sum(CAST(load AS DECIMAL(18, 6))) AS DOUBLE) AS raw,
        sum(CASE WHEN load IS NULL THEN 1 ELSE 0 END) AS untold
      FROM living_groups GROUP BY group_id)
    SELECT s.group_id, CASE WHEN s.untold = 0 THEN s.raw END AS raw,
      CASE WHEN s.untold = 0 THEN coalesce(m.load, s.raw) END AS load
    FROM summed s LEFT JOIN group_merges m ON m.successor_id = s.group_id"""

_READING = """
    WITH addressed AS (
      SELECT g.group_id, a.unit_id, max(coalesce(a.posts, 1)) AS posts
      FROM living_groups g JOIN group_audience a ON a.asset_id = g.asset_id GROUP BY g.group_id, a.unit_id),
    known AS (SELECT asset_id, unit_id FROM group_audience UNION SELECT asset_id, unit_id FROM group_issuers),
    meant AS (
      SELECT g.group_id, k.unit_id, CAST(sum(CAST(g.load AS DECIMAL(18, 6))) AS DOUBLE) AS meant
      FROM living_groups g JOIN known k ON k.asset_id = g.asset_id GROUP BY g.group_id, k.unit_id)
    SELECT d.group_id, d.unit_id, d.posts, f.load,
      CASE WHEN f.raw > 0 THEN f.load * (f.raw - coalesce(m.meant, 0)) / f.raw ELSE f.load END AS irrelevant
    FROM addressed d JOIN final_load f ON f.group_id = d.group_id
    LEFT JOIN meant m ON m.group_id = d.group_id AND m.unit_id = d.unit_id"""


def _seen() -> str:
    """Return SQL for what units that only issue in a group see there of others, before and after."""
    return """
    WITH after_issuing AS (
      SELECT g.group_id, i.unit_id, CAST(sum(CAST(g.load AS DECIMAL(18, 6))) AS DOUBLE) AS own
      FROM living_groups g JOIN group_issuers i ON i.asset_id = g.asset_id GROUP BY g.group_id, i.unit_id)
    SELECT o.unit_id, o.group_id, CASE WHEN f.raw > 0 THEN f.load * (f.raw - o.own) / f.raw ELSE f.load END AS seen
    FROM after_issuing o JOIN final_load f ON f.group_id = o.group_id
    LEFT JOIN group_reading r ON r.group_id = o.group_id AND r.unit_id = o.unit_id
    WHERE r.unit_id IS NULL"""


SUMMED = "CAST(sum(CAST({0} AS DECIMAL(18, 6))) AS DOUBLE)"


def _known(expression: str) -> str:
    """Return SQL that sums a figure over groups, null where one of them is unknown."""
    return f"CASE WHEN count(*) = count({expression}) THEN {SUMMED.format(expression)} END"


def _before() -> str:
    return f"""
    SELECT a.unit_id, {_known("s.load")} AS load,
      {_known("s.load * coalesce(a.posts, 1)")} AS readings, max(coalesce(a.posts, 1)) AS posts
    FROM group_audience a JOIN group_standing s ON s.asset_id = a.asset_id GROUP BY a.unit_id"""


def _after() -> str:
    return f"""
    SELECT unit_id, {_known("load")} AS load, {_known("irrelevant")} AS irrelevant,
      {_known("load * posts")} AS readings, {_known("irrelevant * posts")} AS vain
    FROM group_reading GROUP BY unit_id"""


def _share(part: str, whole: str) -> str:
    return f"CASE WHEN {whole} > 0 THEN round({part} / {whole}, 6) END"


MEMBERS = "(SELECT asset_id, unit_id FROM group_audience UNION SELECT asset_id, unit_id FROM group_issuers)"


def _load() -> str:
    return f"""
    WITH members AS {MEMBERS},
    had AS (SELECT unit_id, count(*) AS groups FROM members GROUP BY unit_id),
    has AS (
      SELECT m.unit_id, count(DISTINCT g.group_id) AS groups
      FROM members m JOIN living_groups g ON g.asset_id = m.asset_id GROUP BY m.unit_id),
    earlier AS ({_before()}), later AS ({_after()})
    SELECT h.unit_id, h.groups AS groups_before, coalesce(x.groups, 0) AS groups_after,
      CASE WHEN e.unit_id IS NULL THEN CAST(0.0 AS DOUBLE) ELSE round(e.load, 6) END AS notices_per_day_before,
      CASE WHEN l.unit_id IS NULL THEN CAST(0.0 AS DOUBLE) ELSE round(l.load, 6) END AS notices_per_day_after,
      CASE WHEN e.load > 0 THEN CAST(0.0 AS DOUBLE) END AS irrelevant_share_before,
      {_share("l.irrelevant", "l.load")} AS irrelevant_share_after
    FROM had h LEFT JOIN has x ON x.unit_id = h.unit_id LEFT JOIN earlier e ON e.unit_id = h.unit_id
    LEFT JOIN later l ON l.unit_id = h.unit_id"""


def _post_load() -> str:
    return f"""
    WITH earlier AS ({_before()}), later AS ({_after()}),
    seen AS (SELECT unit_id, {_known("seen")} AS seen FROM group_seen GROUP BY unit_id)
    SELECT d.unit_id, e.posts, round(e.readings, 6) AS readings_per_day_before,
      CASE WHEN l.unit_id IS NULL AND e.unit_id IS NOT NULL THEN CAST(0.0 AS DOUBLE)
           ELSE round(l.readings, 6) END AS readings_per_day_after,
      CASE WHEN e.readings > 0 THEN CAST(0.0 AS DOUBLE) END AS irrelevant_share_before,
      {_share("l.vain", "l.readings")} AS irrelevant_share_after,
      CASE WHEN s.unit_id IS NULL THEN CAST(0.0 AS DOUBLE) ELSE round(s.seen, 6) END AS seen_per_day_after
    FROM load d LEFT JOIN earlier e ON e.unit_id = d.unit_id LEFT JOIN later l ON l.unit_id = d.unit_id
    LEFT JOIN seen s ON s.unit_id = d.unit_id"""


def sides(movable_only: bool) -> str:
    """Return SQL counting units and those with at most one up and one down group, before and after.

    A unit's up groups are those in which units above it are: groups down that address it, groups up in which it issues.
    With *movable_only* groups that must stay as they are do not count.
    """
    only = f"AND s.standing = '{CANDIDATE}'" if movable_only else ""
    return f"""
    WITH ends AS (
      SELECT i.asset_id, i.unit_id, CASE s.direction WHEN 'down' THEN 'down' ELSE 'up' END AS side
      FROM group_issuers i JOIN group_standing s ON s.asset_id = i.asset_id WHERE s.direction IN ('up', 'down') {only}
      UNION SELECT a.asset_id, a.unit_id, CASE s.direction WHEN 'down' THEN 'up' ELSE 'down' END
      FROM group_audience a JOIN group_standing s ON s.asset_id = a.asset_id
      LEFT JOIN group_issuers i ON i.asset_id = a.asset_id AND i.unit_id = a.unit_id
      WHERE s.direction IN ('up', 'down') AND i.unit_id IS NULL {only}),
    counted AS (
      SELECT e.unit_id, e.side, count(*) AS earlier, count(DISTINCT g.group_id) AS later
      FROM ends e LEFT JOIN living_groups g ON g.asset_id = e.asset_id GROUP BY e.unit_id, e.side),
    worst AS (SELECT unit_id, max(earlier) AS earlier, max(later) AS later FROM counted GROUP BY unit_id)
    SELECT count(*) AS units, sum(CASE WHEN earlier <= 1 THEN 1 ELSE 0 END) AS before_at_two,
      sum(CASE WHEN later <= 1 THEN 1 ELSE 0 END) AS at_two FROM worst"""


CHANNELS_BEFORE = """
    SELECT DISTINCT i.unit_id AS issuer_unit_id, a.unit_id AS audience_unit_id
    FROM living_groups g JOIN group_issuers i ON i.asset_id = g.asset_id
    JOIN group_audience a ON a.asset_id = g.asset_id"""
