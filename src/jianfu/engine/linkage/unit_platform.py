"""One unit with several accounts on one platform.

*Source:* Guobanfa [2018] 123: “one unit in principle opens only one” account on one platform (our translation). A
service and a subscription account side by side may be explained; such a pair is for a person to look at.
"""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.kinds_overlap import within
from jianfu.engine.linkage.kinds_reason import reason, reasons, when
from jianfu.engine.linkage.parameters import LinkParameters

FACTS = 4
"""Facts a pair rests on: the unit and platform they share, that both live, that they are two, what each is for."""


def pair_up(backend: Backend, parameters: LinkParameters) -> None:
    """Make table ``same_unit_platform_pairs`` (left_id, right_id, kind, tier, score, reasons).

    Accounts not stated closed of one sponsor on one platform. Score is the share of four facts that is stated: unit
    and platform (without them there is no pair), that both live, that their platform accounts differ, what each is
    for. All stated: a proposal; a fact missing, or one account for publishing and one for service: to be looked at.
    Accounts stating one platform account are one thing and no pair of this kind.
    """
    backend.sql(_HELD, into="unit_platform_held")
    backend.sql(within("unit_platform_held", parameters.most_in_block), into="unit_platform_met")
    backend.sql(_pairs(), into="same_unit_platform_pairs")


_HELD = """
    SELECT sponsor_unit_id || '|' || platform_key AS block, asset_id FROM entries
    WHERE category = 'new_media' AND alive AND sponsor_unit_id IS NOT NULL AND platform_key IS NOT NULL"""

_FACTS = """
    SELECT p.left_id, p.right_id,
      l.life IS NOT NULL AND r.life IS NOT NULL AS lives_known,
      nullif(l.platform_id, 'none') <> nullif(r.platform_id, 'none') AS ids_differ,
      nullif(l.account_type, 'none') IS NOT NULL AND nullif(r.account_type, 'none') IS NOT NULL AS types_known,
      coalesce(l.account_type <> r.account_type AND l.account_type IN ('publishing', 'service')
        AND r.account_type IN ('publishing', 'service'), FALSE) AS side_by_side
    FROM unit_platform_met p JOIN entries l ON l.asset_id = p.left_id JOIN entries r ON r.asset_id = p.right_id"""


def _pairs() -> str:
    told = ("lives_known", "ids_differ IS NOT NULL", "types_known")
    stated = " + ".join(["1", *(f"CASE WHEN {fact} THEN 1 ELSE 0 END" for fact in told)])
    why = reasons(
        reason("unit_platform", "same"),
        when("lives_known", reason("life", "both_live"), reason("life", "unknown")),
        when("ids_differ", reason("platform_id", "different"), reason("platform_id", "unknown")),
        when("side_by_side", reason("account_type", "publishing_and_service")),
        when("NOT types_known", reason("account_type", "unknown")),
    )
    return f"""
    WITH facts AS ({_FACTS})
    SELECT left_id, right_id, 'same_unit_platform' AS kind,
      CASE WHEN {" AND ".join(told)} AND NOT side_by_side THEN 'proposal' ELSE 'review' END AS tier,
      round(CAST({stated} AS DOUBLE) / {FACTS}, 4) AS score, {why} AS reasons
    FROM facts WHERE coalesce(ids_differ, TRUE)"""
