"""Work groups for the same matter that address the same units.

*Source:* Qichun's rule on duplicate groups: one unit's groups with like audiences and crossing duties are merged; the
share of 0.8 and the reading for groups of several units are our inference (docs/linkage-decisions.md).
"""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.kinds_overlap import beside, overlaps, within
from jianfu.engine.linkage.kinds_reason import count, reason, reasons, share, when
from jianfu.engine.linkage.kinds_text import liken
from jianfu.engine.linkage.parameters import LinkParameters

ENDS = 2
"""Characters at either end of a matter's core by which like matters are looked up."""


def pair_up(backend: Backend, parameters: LinkParameters) -> None:
    """Make table ``same_audience_pairs`` (left_id, right_id, kind, tier, score, reasons).

    Work groups not stated closed, of one unit or of several. Units addressed must overlap (Jaccard index) and the
    matters be the same or alike. Score is the index times the likeness of the matters. Three signs tell: one sponsor,
    one matter, the higher index. All three, and two groups whose state is stated: a proposal; two: to be looked at;
    with one alone the pair is not worth a person's time. A group whose audience or matter is not stated, or whose
    audience has a rejected row, makes no pair. Reads ``link_matters``.
    """
    backend.sql(_GROUPS, into="audience_groups")
    backend.sql(_CLASSES, into="audience_classes")
    backend.sql(_ITEMS, into="audience_items")
    backend.sql(_reach(), into="audience_reach")
    overlaps(backend, items="audience_items", reach="audience_reach", floor=parameters.audience_review,
             into="audience_likeness")  # fmt: skip
    backend.sql(_MATTERS, into="audience_matters")
    liken(backend, "audience_matters", "left_core", "right_core", into="audience_alike")
    backend.sql("SELECT class_id AS block, asset_id FROM audience_groups", into="audience_members")
    backend.sql(_near(parameters), into="audience_near")
    backend.sql(_met(parameters.most_in_block), into="audience_met")
    backend.sql(_pairs(parameters), into="same_audience_pairs")


_GROUPS = """
    WITH bad AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'audiences'),
    addressed AS (
      SELECT asset_id, list_sort(list(DISTINCT unit_id)) AS units FROM audiences WHERE unit_id IS NOT NULL
      GROUP BY asset_id)
    SELECT e.asset_id, a.units, t.matter_key, t.matter_core,
      md5(array_to_string(a.units, ';')) || '@' || md5(t.matter_key) AS class_id
    FROM entries e JOIN addressed a ON a.asset_id = e.asset_id JOIN link_matters t ON t.matter = e.matter
      LEFT JOIN bad b ON b.asset_id = e.asset_id
    WHERE e.category = 'work_group' AND e.alive AND t.matter_key IS NOT NULL AND b.asset_id IS NULL"""

_CLASSES = """
    SELECT class_id, any_value(units) AS units, any_value(matter_key) AS matter_key,
      any_value(matter_core) AS matter_core
    FROM audience_groups GROUP BY class_id"""

_ITEMS = "SELECT class_id AS set_id, unnest(units) AS item FROM audience_classes"


def _reach() -> str:
    """Return what each class meets: those whose matter begins or ends alike."""
    ends = f"""
      SELECT class_id, '<' || substr(matter_core, 1, {ENDS}) AS block FROM audience_classes
      UNION ALL SELECT class_id, '>' || right(matter_core, {ENDS}) FROM audience_classes"""
    return f"""
    SELECT class_id AS set_id, block, 'out' AS side FROM ({ends})
    UNION ALL SELECT class_id, block, 'in' FROM ({ends})"""


_MATTERS = """
    SELECT p.*, l.matter_core AS left_core, r.matter_core AS right_core, l.matter_key = r.matter_key AS one_matter
    FROM audience_likeness p JOIN audience_classes l ON l.class_id = p.left_set
      JOIN audience_classes r ON r.class_id = p.right_set"""


def _near(parameters: LinkParameters) -> str:
    return f"SELECT * FROM audience_alike WHERE likeness >= {parameters.matter_likeness:.6f} - 0.000001"


def _met(most: int) -> str:
    """Bring together groups of one audience and matter, and those whose audiences and matters are near."""
    return f"""
    SELECT t.left_id, t.right_id, len(c.units) AS shared, len(c.units) AS left_size, len(c.units) AS right_size,
      CAST(1.0 AS DOUBLE) AS jaccard, CAST(1.0 AS DOUBLE) AS likeness, TRUE AS one_matter
    FROM ({within("audience_members", most)}) t JOIN audience_classes c ON c.class_id = t.block
    UNION ALL {beside("audience_members", "audience_near", most, "n.likeness, n.one_matter")}"""


def _pairs(parameters: LinkParameters) -> str:
    counted = {name: count(f"m.{name}") for name in ("shared", "left_size", "right_size")}
    why = reasons(
        reason("audience", "overlap", jaccard=share("m.jaccard"), **counted),
        when("m.one_matter", reason("matter", "same"), reason("matter", "alike", likeness=share("m.likeness"))),
        when("one_sponsor", reason("sponsor", "same"), reason("sponsor", "not_the_same")),
        when("NOT lives_known", reason("life", "unknown")),
    )
    signs = " + ".join(f"CASE WHEN {sign} THEN 1 ELSE 0 END" for sign in ("one_sponsor", "m.one_matter", "near"))
    return f"""
    WITH m AS (
      SELECT m.*, l.life IS NOT NULL AND r.life IS NOT NULL AS lives_known,
        coalesce(l.sponsor_unit_id = r.sponsor_unit_id, FALSE) AS one_sponsor,
        m.jaccard >= {parameters.audience_proposal:.6f} - 0.000001 AS near
      FROM audience_met m JOIN entries l ON l.asset_id = m.left_id JOIN entries r ON r.asset_id = m.right_id)
    SELECT m.left_id, m.right_id, 'same_audience' AS kind,
      CASE WHEN one_sponsor AND m.one_matter AND near AND lives_known THEN 'proposal' ELSE 'review' END AS tier,
      round(m.jaccard * m.likeness, 4) AS score, {why} AS reasons
    FROM m WHERE {signs} >= {parameters.audience_signs}"""
