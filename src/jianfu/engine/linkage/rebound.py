"""A closed entry that comes back soon after, from the same unit, under another name or on another platform.

*Source:* the circulars name rebound and mutation in disguise (反弹回潮、隐形变异); the window of 90 days is inferred.
"""

from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal
from jianfu.engine.linkage.kinds_reason import count, reason, reasons, share, when
from jianfu.engine.linkage.kinds_text import liken, names
from jianfu.engine.linkage.parameters import LinkParameters


def pair_up(backend: Backend, parameters: LinkParameters, as_of: date) -> None:
    """Make table ``rebound_pairs`` (left_id, right_id, kind, tier, score, reasons).

    One entry stated closed and one opened on that day or within the window after it, both by *as_of*, of one sponsor;
    groups with groups, accounts and apps with each other. A sign must show that it came back: names alike beyond the
    unit's own name, functions that overlap, or for groups one matter. One sign is to be looked at, two are a proposal;
    score is the strongest. An account or app of the same name on the same platform is the same thing, not a rebound.
    Days not stated, and platforms not stated under one name, make no pair. Reads ``link_matters``, ``function_lists``.
    """
    backend.sql(_candidates(parameters, as_of), into="rebound_met")
    backend.sql(_FUNCTIONS, into="rebound_functions")
    names(backend, _IDS, into="rebound_names")
    backend.sql(_BESIDE, into="rebound_beside")
    liken(backend, "rebound_beside", "closed_core", "opened_core", into="rebound_named")
    backend.sql(_signs(parameters), into="rebound_signs")
    backend.sql(_pairs(parameters), into="rebound_pairs")


def _candidates(parameters: LinkParameters, as_of: date) -> str:
    """Return what a unit closed beside what it opened soon after, whatever they are."""
    day = f"DATE {literal(as_of.isoformat())}"
    return f"""
    WITH told AS (
      SELECT e.asset_id, e.sponsor_unit_id, e.category = 'work_group' AS is_group, e.platform_key, e.life, e.alive,
        e.closed_on, e.opened_on, t.matter_core
      FROM entries e LEFT JOIN link_matters t ON t.matter = e.matter WHERE e.sponsor_unit_id IS NOT NULL)
    SELECT c.asset_id AS closed_id, o.asset_id AS opened_id, date_diff('day', c.closed_on, o.opened_on) AS days,
      c.is_group, c.is_group AND coalesce(c.matter_core = o.matter_core, FALSE) AS one_matter,
      coalesce(c.platform_key <> o.platform_key, FALSE) AS other_platform, o.life IS NOT NULL AS life_known
    FROM told c JOIN told o ON o.sponsor_unit_id = c.sponsor_unit_id AND o.is_group = c.is_group
    WHERE c.life = 'closed' AND c.closed_on <= {day} AND o.alive AND o.opened_on <= {day}
      AND date_diff('day', c.closed_on, o.opened_on) BETWEEN 0 AND {parameters.rebound_days}"""


_IDS = "SELECT closed_id AS asset_id FROM rebound_met UNION SELECT opened_id FROM rebound_met"

_BESIDE = """
    SELECT m.*, c.name_core AS closed_core, o.name_core AS opened_core, c.name_key = o.name_key AS one_name
    FROM rebound_met m JOIN rebound_names c ON c.asset_id = m.closed_id
      JOIN rebound_names o ON o.asset_id = m.opened_id
    WHERE m.is_group OR m.other_platform OR c.name_key <> o.name_key"""

_FUNCTIONS = """
    WITH items AS (SELECT asset_id, unnest(codes) AS code, len(codes) AS size FROM function_lists),
    common AS (
      SELECT m.closed_id, m.opened_id, count(*) AS shared, max(c.size) AS closed_size, max(o.size) AS opened_size
      FROM rebound_met m JOIN items c ON c.asset_id = m.closed_id
        JOIN items o ON o.asset_id = m.opened_id AND o.code = c.code
      GROUP BY m.closed_id, m.opened_id)
    SELECT closed_id, opened_id, shared, CAST(shared AS DOUBLE) / (closed_size + opened_size - shared) AS jaccard
    FROM common"""


def _signs(parameters: LinkParameters) -> str:
    return f"""
    SELECT n.*, f.shared, f.jaccard,
      coalesce(n.one_name OR n.likeness >= {parameters.name_likeness:.6f} - 0.000001, FALSE) AS named_alike,
      coalesce(f.jaccard >= {parameters.function_review:.6f} - 0.000001, FALSE) AS functions_alike
    FROM rebound_named n
      LEFT JOIN rebound_functions f ON f.closed_id = n.closed_id AND f.opened_id = n.opened_id"""


def _pairs(parameters: LinkParameters) -> str:
    signs = ("named_alike", "functions_alike", "one_matter")
    shown = " + ".join(f"CASE WHEN s.{sign} THEN 1 ELSE 0 END" for sign in signs)
    strongest = """greatest(CASE WHEN s.one_name OR s.one_matter THEN 1.0 ELSE 0.0 END,
        CASE WHEN s.named_alike THEN coalesce(s.likeness, 0.0) ELSE 0.0 END,
        CASE WHEN s.functions_alike THEN s.jaccard ELSE 0.0 END)"""
    name_level = reason("name", "alike", likeness=share("s.likeness"))
    why = reasons(
        reason("days", "inside_window", value=count("s.days"), window=count(str(parameters.rebound_days))),
        when("s.one_name", reason("name", "same"), when("s.named_alike", name_level)),
        when("s.functions_alike", reason("functions", "overlap", jaccard=share("s.jaccard"), shared=count("s.shared"))),
        when("s.one_matter", reason("matter", "same")),
        when("s.other_platform", reason("platform", "different")),
        when("NOT s.life_known", reason("life", "unknown")),
    )
    return f"""
    SELECT least(s.closed_id, s.opened_id) AS left_id, greatest(s.closed_id, s.opened_id) AS right_id,
      'rebound' AS kind, CASE WHEN {shown} >= 2 AND s.life_known THEN 'proposal' ELSE 'review' END AS tier,
      round(CAST({strongest} AS DOUBLE), 4) AS score, {why} AS reasons
    FROM rebound_signs s WHERE {" OR ".join(f"s.{sign}" for sign in signs)}"""
