"""Entries with their unit, region, life and platform resolved: the base every measure is derived from."""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.sql import text
from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.platforms import PLATFORM_PATTERNS

ANCESTORS = 6
"""Levels of the unit tree looked through for a region; the tree has five."""


def prepare(backend: Backend) -> None:
    """Make table ``unit_facts`` (unit_id, name, level, line, unit_type, region) and table ``entries``.

    ``entries`` holds the assets columns plus unit_name, unit_level, unit_line, unit_type, region, city_code,
    county_code, life (state, or closed where only a closing date is given; null when unknown), platform_key, alive
    (not stated closed), class_2018, class_2023 and counted_with. Missing facts stay null.
    """
    backend.sql(_unit_facts(), into="unit_facts")
    backend.sql(_entries(states_given=count_states(backend) > 0), into="entries")


def count_states(backend: Backend) -> int:
    """Return how many entries state whether they live; where none does, what is listed counts as in use."""
    stated = "nullif(state, 'none') IS NOT NULL OR closed_on IS NOT NULL"
    counted = backend.sql(f"SELECT count(*) AS n FROM assets WHERE {stated}").to_pylist()
    return int(counted[0]["n"])


def division(expression: str, digits: int) -> str:
    """Return SQL for the first digits of a division code, or null where the code stops at a higher level."""
    part = f"substr({expression}, {digits - 1}, 2)"
    return f"CASE WHEN length({expression}) >= {digits} AND {part} <> '00' THEN substr({expression}, 1, {digits}) END"


def platform_key(expression: str) -> str:
    """Return SQL that folds a platform's name for comparison (see ``schema.platforms``)."""
    folded = f"lower(regexp_replace({expression}, '[ \\t　]', '', 'g'))"
    whens = " ".join(
        f"WHEN regexp_matches({folded}, {text(pattern)}) THEN {text(name)}" for name, pattern in PLATFORM_PATTERNS
    )
    return f"CASE {whens} ELSE nullif({folded}, 'none') END"


def _unit_facts() -> str:
    joins = "\n".join(
        f"LEFT JOIN units u{n} ON u{n}.unit_id = {'u' if n == 1 else f'u{n - 1}'}.parent_id"
        for n in range(1, ANCESTORS + 1)
    )
    regions = ", ".join(f"nullif({u}.region_code, 'none')" for u in ["u", *(f"u{n}" for n in range(1, ANCESTORS + 1))])
    return f"""
    SELECT u.unit_id, u.name, nullif(u.level, 'none') AS level, u.line, u.unit_type, coalesce({regions}) AS region
    FROM units u {joins}"""


def _resolved(states_given: bool) -> str:
    otherwise = "NULL" if states_given else "'active'"
    own = ", ".join(f"a.{code}" for code in ASSETS.codes if code not in ("sponsor_unit", "region_code"))
    return f"""
    SELECT {own}, a.stated_none,
      coalesce(u.name, a.sponsor_unit) AS sponsor_unit,
      coalesce(nullif(a.region_code, 'none'), u.region) AS region_code,
      u.level AS unit_level, u.line AS unit_line, u.unit_type AS unit_type,
      CASE WHEN nullif(a.state, 'none') IS NOT NULL THEN a.state
           WHEN a.closed_on IS NOT NULL THEN 'closed' ELSE {otherwise} END AS life,
      {platform_key("a.platform")} AS platform_key,
      {platform_key("a.platform")} || ':' || nullif(a.platform_id, 'none') AS thing_key,
      coalesce(regexp_matches(lower(coalesce(a.sub_kind, '') || coalesce(a.platform, '')),
        '小程序|快应用|移动客户端|^app$'), FALSE) AS is_application
    FROM assets a LEFT JOIN unit_facts u ON u.unit_id = a.sponsor_unit_id"""


def _entries(*, states_given: bool) -> str:
    return f"""
    WITH resolved AS ({_resolved(states_given)}),
    things AS (
      SELECT thing_key, min(asset_id) AS first_id FROM resolved
      WHERE thing_key IS NOT NULL AND category <> 'work_group' GROUP BY thing_key HAVING count(*) > 1)
    SELECT r.* EXCLUDE (thing_key, is_application),
      {division("r.region_code", 4)} AS city_code,
      {division("r.region_code", 6)} AS county_code,
      coalesce(r.life <> 'closed', TRUE) AS alive,
      CASE WHEN r.category <> 'work_group' THEN 'new_media' END AS class_2018,
      CASE WHEN r.category = 'work_group' THEN 'work_group'
           WHEN r.category = 'app' OR r.is_application THEN 'app' ELSE 'public_account' END AS class_2023,
      CASE WHEN t.first_id <> r.asset_id AND r.category <> 'work_group' THEN t.first_id END AS counted_with
    FROM resolved r LEFT JOIN things t ON t.thing_key = r.thing_key"""
