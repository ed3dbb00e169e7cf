"""Apps and accounts that offer the same functions to the same places, or to one place inside the other.

*Source:* Guobanfa [2018] 123, and the 2023 opinions: what has like functions is to be merged, nothing of the same kind
to be built again. The shares are our inference (docs/linkage-decisions.md).
"""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.kinds_overlap import beside, overlaps, within
from jianfu.engine.linkage.kinds_reason import count, reason, reasons, share, when
from jianfu.engine.linkage.parameters import LinkParameters

DIVISIONS = ((12, 10, "000"), (9, 7, "000"), (6, 5, "00"), (4, 3, "00"), (2, 1, "00"))
"""Levels of a division code from village to province: its digits, where the level's own begin, what says “none”."""


def prepare(backend: Backend) -> None:
    """Make table ``function_lists`` (asset_id, codes, set_id, area, alive) from ``functions`` and ``entries``.

    One row an app or account whose list is complete: one with a rejected row is left out, as what it shares is not
    known. *area* is the division served (that of its functions where all name one, else the entry's own) without the
    zeros of the levels below it; null when not known.
    """
    backend.sql(_lists(), into="function_lists")


def pair_up(backend: Backend, parameters: LinkParameters) -> None:
    """Make table ``same_function_pairs`` (left_id, right_id, kind, tier, score, reasons) from ``function_lists``.

    Score is the Jaccard index of the function codes; the smaller list must lie in the larger by ``containment``. A
    proposal needs the higher index, enough shared functions, and two entries whose state is stated. Entries of places
    apart, of places not known, and closed ones make no pair.
    """
    backend.sql(_CLASSES, into="function_classes")
    backend.sql(_ITEMS, into="function_items")
    backend.sql(_reach(), into="function_reach")
    overlaps(backend, items="function_items", reach="function_reach", floor=parameters.function_review,
             into="function_likeness")  # fmt: skip
    backend.sql(_MEMBERS, into="function_members")
    backend.sql(_near(parameters), into="function_near")
    backend.sql(_met(parameters.most_in_block), into="function_met")
    backend.sql(_pairs(parameters), into="same_function_pairs")


def area(expression: str) -> str:
    """Return SQL that cuts a division code down to the level it names; null where it is shorter than a province's."""
    levels = " ".join(
        f"WHEN length({expression}) >= {digits} AND substr({expression}, {start}, {digits - start + 1}) <> '{none}' "
        f"THEN substr({expression}, 1, {digits})"
        for digits, start, none in DIVISIONS
    )
    return f"CASE {levels} END"


def _lists() -> str:
    served = "CASE WHEN o.regions = 1 AND o.unplaced = 0 THEN o.region ELSE nullif(e.region_code, 'none') END"
    return f"""
    WITH bad AS (SELECT DISTINCT asset_id FROM incomplete WHERE table_code = 'functions'),
    offered AS (
      SELECT asset_id, list_sort(list(DISTINCT function_code)) AS codes,
        count(DISTINCT nullif(region_code, 'none')) AS regions, min(nullif(region_code, 'none')) AS region,
        sum(CASE WHEN nullif(region_code, 'none') IS NULL THEN 1 ELSE 0 END) AS unplaced
      FROM functions WHERE nullif(function_code, 'none') IS NOT NULL GROUP BY asset_id),
    placed AS (
      SELECT e.asset_id, e.alive, o.codes, {served} AS served
      FROM offered o JOIN entries e ON e.asset_id = o.asset_id LEFT JOIN bad b ON b.asset_id = o.asset_id
      WHERE e.category <> 'work_group' AND b.asset_id IS NULL)
    SELECT asset_id, alive, codes, md5(array_to_string(codes, ';')) AS set_id, {area("served")} AS area FROM placed"""


_CLASSES = """
    SELECT set_id || '@' || area AS class_id, area, any_value(codes) AS codes, count(*) AS entries
    FROM function_lists WHERE alive AND area IS NOT NULL GROUP BY set_id || '@' || area, area"""

_ITEMS = "SELECT class_id AS set_id, unnest(codes) AS item FROM function_classes"

_MEMBERS = """
    SELECT set_id || '@' || area AS block, asset_id FROM function_lists WHERE alive AND area IS NOT NULL"""


def _reach() -> str:
    """Return what each class meets: it reaches out to its own place and all above, and is met at its own."""
    above = " UNION ALL ".join(
        f"SELECT class_id, substr(area, 1, {digits}) AS block FROM function_classes WHERE length(area) >= {digits}"
        for digits, _, _ in DIVISIONS
    )
    return f"""
    SELECT class_id AS set_id, block, 'out' AS side FROM ({above})
    UNION ALL SELECT class_id, area, 'in' FROM function_classes"""


def _near(parameters: LinkParameters) -> str:
    return f"""
    SELECT p.*, l.area = r.area AS one_place FROM function_likeness p
      JOIN function_classes l ON l.class_id = p.left_set JOIN function_classes r ON r.class_id = p.right_set
    WHERE p.containment >= {parameters.function_containment:.6f} - 0.000001"""


def _met(most: int) -> str:
    """Bring together pairs inside one class (wholly alike) and pairs of classes that overlap enough."""
    return f"""
    SELECT a.left_id, a.right_id, len(c.codes) AS shared, len(c.codes) AS left_size, len(c.codes) AS right_size,
      CAST(1.0 AS DOUBLE) AS jaccard, CAST(1.0 AS DOUBLE) AS containment, TRUE AS one_place
    FROM ({within("function_members", most)}) a JOIN function_classes c ON c.class_id = a.block
    UNION ALL {beside("function_members", "function_near", most, "n.containment, n.one_place")}"""


def _pairs(parameters: LinkParameters) -> str:
    counted = {name: count(f"m.{name}") for name in ("shared", "left_size", "right_size")}
    why = reasons(
        reason("functions", "overlap", jaccard=share("m.jaccard"), containment=share("m.containment"), **counted),
        when("m.one_place", reason("region", "same"), reason("region", "one_above_the_other")),
        when("NOT lives_known", reason("life", "unknown")),
    )
    return f"""
    WITH m AS (
      SELECT m.*, l.life IS NOT NULL AND r.life IS NOT NULL AS lives_known
      FROM function_met m JOIN entries l ON l.asset_id = m.left_id JOIN entries r ON r.asset_id = m.right_id)
    SELECT m.left_id, m.right_id, 'same_function' AS kind,
      CASE WHEN lives_known AND m.shared >= {parameters.functions_shared}
        AND m.jaccard >= {parameters.function_proposal:.6f} - 0.000001 THEN 'proposal' ELSE 'review' END AS tier,
      round(m.jaccard, 4) AS score, {why} AS reasons
    FROM m"""
