"""Measures that need an entry's neighbours: how many of a kind one unit has, and who else is alike.

Neighbours stated closed do not count. Each set that a rule must name is kept in table ``sets`` (kind, set_key,
members: ids joined by ``;``, size).
"""

from jianfu.engine.backends.backend import Backend

MATTER_KEY = "regexp_replace(lower(nullif({alias}.matter, 'none')), '[ \\t　]', '', 'g')"


def prepare(backend: Backend, *, overlap_floor: float) -> None:
    """Make tables ``sponsor_counts``, ``platform_counts``, ``twins``, ``rebuilt``, ``function_overlaps`` and ``sets``.

    *overlap_floor* is the smallest function overlap whose partners are named.
    """
    backend.sql(_PLATFORM_COUNTS, into="platform_counts")
    backend.sql(_SPONSOR_COUNTS, into="sponsor_counts")
    backend.sql(_AUDIENCE_KEYS, into="audience_keys")
    backend.sql(_TWIN_MEMBERS, into="twin_members")
    backend.sql(_TWINS, into="twins")
    backend.sql(_REBUILT, into="rebuilt")
    backend.sql(_FUNCTION_SETS, into="function_sets")
    backend.sql(_DISTINCT_SETS, into="distinct_sets")
    backend.sql(_SET_PAIRS, into="set_pairs")
    backend.sql(_OVERLAPS, into="function_overlaps")
    backend.sql(_sets(overlap_floor), into="sets")


_PLATFORM_COUNTS = """
    SELECT sponsor_unit_id, platform_key, count(*) AS accounts,
      array_to_string(list_sort(list(asset_id)), ';') AS members
    FROM entries
    WHERE category = 'new_media' AND alive AND sponsor_unit_id IS NOT NULL AND platform_key IS NOT NULL
    GROUP BY sponsor_unit_id, platform_key"""

_SPONSOR_COUNTS = """
    SELECT sponsor_unit_id, category, count(*) AS entries,
      sum(CASE WHEN audience = 'grassroots' THEN 1 ELSE 0 END) AS grassroots,
      array_to_string(list_sort(list(asset_id)), ';') AS members
    FROM entries
    WHERE category IN ('app', 'work_group') AND alive AND sponsor_unit_id IS NOT NULL
    GROUP BY sponsor_unit_id, category"""

_AUDIENCE_KEYS = """
    WITH bad AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'audiences'),
    addressed AS (
      SELECT a.asset_id, md5(array_to_string(list_sort(list(DISTINCT a.unit_id)), ';')) AS audience_key,
        count(DISTINCT u.level) AS levels, sum(CASE WHEN u.level IS NULL THEN 1 ELSE 0 END) AS unlevelled
      FROM audiences a LEFT JOIN unit_facts u ON u.unit_id = a.unit_id GROUP BY a.asset_id)
    SELECT d.asset_id, CASE WHEN b.asset_id IS NULL THEN d.audience_key END AS audience_key,
      CASE WHEN d.levels >= 3 OR (d.unlevelled = 0 AND b.asset_id IS NULL) THEN d.levels END AS levels
    FROM addressed d LEFT JOIN bad b ON b.asset_id = d.asset_id"""

_TWIN_MEMBERS = f"""
    SELECT e.asset_id, e.sponsor_unit_id, {MATTER_KEY.format(alias="e")} AS matter_key, k.audience_key,
      e.sponsor_unit_id || '|' || k.audience_key || '|' || md5({MATTER_KEY.format(alias="e")}) AS twin_key
    FROM entries e LEFT JOIN audience_keys k ON k.asset_id = e.asset_id
    WHERE e.category = 'work_group' AND e.alive AND e.sponsor_unit_id IS NOT NULL"""

_TWINS = """
    SELECT twin_key, count(*) AS groups, array_to_string(list_sort(list(asset_id)), ';') AS members
    FROM twin_members WHERE twin_key IS NOT NULL GROUP BY twin_key"""

_REBUILT = f"""
    WITH dissolved AS (
      SELECT sponsor_unit_id, {MATTER_KEY.format(alias="e")} AS matter_key, platform_key, closed_on FROM entries e
      WHERE category = 'work_group' AND life = 'closed' AND closed_on IS NOT NULL AND sponsor_unit_id IS NOT NULL),
    dissolvers AS (SELECT DISTINCT sponsor_unit_id FROM dissolved),
    opened AS (
      SELECT e.asset_id, e.sponsor_unit_id, e.opened_on, e.platform_key, {MATTER_KEY.format(alias="e")} AS matter_key
      FROM entries e JOIN dissolvers v ON v.sponsor_unit_id = e.sponsor_unit_id
      WHERE e.category = 'work_group' AND e.alive),
    matched AS (
      SELECT o.asset_id, max(d.closed_on) AS closed_on
      FROM opened o JOIN dissolved d ON d.sponsor_unit_id = o.sponsor_unit_id AND d.matter_key = o.matter_key
        AND d.platform_key <> o.platform_key AND d.closed_on <= o.opened_on
      GROUP BY o.asset_id)
    SELECT o.asset_id,
      CASE WHEN m.closed_on IS NOT NULL THEN TRUE
           WHEN o.opened_on IS NOT NULL AND o.platform_key IS NOT NULL AND o.matter_key IS NOT NULL THEN FALSE
           END AS rebuilt_elsewhere,
      date_diff('day', m.closed_on, o.opened_on) AS days_since_twin_dissolved
    FROM opened o LEFT JOIN matched m ON m.asset_id = o.asset_id"""

_FUNCTION_SETS = """
    WITH bad AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'functions'),
    offered AS (
      SELECT f.asset_id, list_sort(list(DISTINCT f.function_code)) AS codes
      FROM functions f JOIN entries e ON e.asset_id = f.asset_id
      WHERE e.category = 'app' AND e.alive GROUP BY f.asset_id)
    SELECT d.asset_id, d.codes, md5(array_to_string(d.codes, ';')) AS set_id
    FROM offered d LEFT JOIN bad b ON b.asset_id = d.asset_id WHERE b.asset_id IS NULL"""

_DISTINCT_SETS = """
    SELECT set_id, any_value(codes) AS codes, count(*) AS apps FROM function_sets GROUP BY set_id"""

_SET_PAIRS = """
    WITH tokens AS (SELECT set_id, unnest(codes) AS code, len(codes) AS size FROM distinct_sets),
    common AS (
      SELECT a.set_id AS left_set, b.set_id AS right_set, max(a.size) AS left_size, max(b.size) AS right_size,
        count(*) AS shared
      FROM tokens a JOIN tokens b ON b.code = a.code AND a.set_id <> b.set_id
        AND a.size <= 3 * b.size AND b.size <= 3 * a.size
      GROUP BY a.set_id, b.set_id)
    SELECT left_set, right_set, CAST(shared AS DOUBLE) / (left_size + right_size - shared) AS overlap FROM common"""

_OVERLAPS = """
    WITH best AS (SELECT left_set AS set_id, max(overlap) AS overlap FROM set_pairs GROUP BY left_set)
    SELECT f.asset_id, f.set_id,
      CASE WHEN d.apps > 1 THEN CAST(1.0 AS DOUBLE) ELSE coalesce(b.overlap, CAST(0.0 AS DOUBLE)) END
        AS function_overlap
    FROM function_sets f JOIN distinct_sets d ON d.set_id = f.set_id LEFT JOIN best b ON b.set_id = f.set_id"""


def _sets(overlap_floor: float) -> str:
    """Bring the sets that rules name together under one key each; partners of an overlap are the sets near it."""
    return f"""
    WITH near AS (
      SELECT set_id AS left_set, set_id AS right_set FROM distinct_sets
      UNION ALL SELECT left_set, right_set FROM set_pairs WHERE overlap >= {overlap_floor}),
    partners AS (
      SELECT n.left_set AS set_key, array_to_string(list_sort(list(f.asset_id)), ';') AS members, count(*) AS size
      FROM near n JOIN function_sets f ON f.set_id = n.right_set GROUP BY n.left_set)
    SELECT 'accounts_on_platform' AS kind, sponsor_unit_id || '|' || platform_key AS set_key, members, accounts AS size
    FROM platform_counts WHERE accounts > 1
    UNION ALL SELECT 'groups_of_sponsor', sponsor_unit_id, members, entries
    FROM sponsor_counts WHERE category = 'work_group' AND entries > 1
    UNION ALL SELECT 'twin_groups', twin_key, members, groups FROM twins WHERE groups > 1
    UNION ALL SELECT 'function_overlap', set_key, members, size FROM partners WHERE size > 1"""
