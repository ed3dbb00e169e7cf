"""Every kind of pair but same_thing, made from facts and overlaps; see the module of each kind."""

from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import audience, functions, kinds_text, rebound, unit_platform
from jianfu.engine.linkage.kinds_reason import added, reason, when
from jianfu.engine.linkage.parameters import LinkParameters

KIND_TABLES = ("same_unit_platform_pairs", "same_function_pairs", "same_audience_pairs", "rebound_pairs")


def pair_up(backend: Backend, parameters: LinkParameters, as_of: date) -> None:
    """Make table ``kind_pairs`` (left_id, right_id, kind, tier, score, reasons), left_id before right_id.

    Two entries of one cluster are one thing, and no pair of another kind. Two accounts that a person may yet find to
    be one (a same_thing pair to be looked at) are not proposed as two of one unit. Reads ``entries``, ``functions``,
    ``audiences``, ``incomplete``, ``clusters`` and ``things_decided``.
    """
    kinds_text.matters(backend)
    functions.prepare(backend)
    unit_platform.pair_up(backend, parameters)
    functions.pair_up(backend, parameters)
    audience.pair_up(backend, parameters)
    rebound.pair_up(backend, parameters, as_of)
    backend.sql(_all_kinds(), into="kind_pairs")


def _all_kinds() -> str:
    every = " UNION ALL ".join(
        f"SELECT left_id, right_id, kind, tier, score, reasons FROM {table}" for table in KIND_TABLES
    )
    open_question = "k.kind = 'same_unit_platform' AND t.tier = 'review' AND coalesce(t.judgement <> 'different', TRUE)"
    return f"""
    SELECT k.left_id, k.right_id, k.kind,
      CASE WHEN {open_question} THEN 'review' ELSE k.tier END AS tier, k.score,
      {added("k.reasons", when(open_question, reason("same_thing", "may_be_one")))} AS reasons
    FROM ({every}) k LEFT JOIN clusters l ON l.asset_id = k.left_id LEFT JOIN clusters r ON r.asset_id = k.right_id
      LEFT JOIN things_decided t ON t.left_id = k.left_id AND t.right_id = k.right_id
    WHERE coalesce(l.cluster_id <> r.cluster_id, TRUE)"""
