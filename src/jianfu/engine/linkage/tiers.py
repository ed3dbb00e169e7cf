"""Exact keys and the model brought together: every pair of entries that may be one thing, and what is done with it."""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import exact, predict, records
from jianfu.engine.linkage.model import Model
from jianfu.engine.linkage.predict import Progress


def link(backend: Backend, model: Model, progress: Progress) -> None:
    """Make table ``same_thing_pairs`` from ``entries``: prepare, exact keys, model, tiers (see ``combine``)."""
    records.prepare(backend)
    progress(predict.STAGE, 0.1)
    link_records(backend, model, progress)


def link_records(backend: Backend, model: Model, progress: Progress) -> None:
    """Make table ``same_thing_pairs`` from ``link_records``, however those were prepared."""
    exact.pairs(backend, model)
    predict.pairs(backend, model, progress)
    combine(backend, model)


def combine(backend: Backend, model: Model) -> None:
    """Make table ``same_thing_pairs`` (left_id, right_id, kind, tier, score, reasons) of exact and model pairs.

    A pair that shares a key scores at least what the model file says of that key. Tier is ``proposal`` from the
    proposal threshold on, else ``review``; reasons is JSON, the keys shared first.
    """
    backend.sql(_combined(model), into="same_thing_pairs")


def _combined(model: Model) -> str:
    least = " ".join(f"WHEN '{kind}' THEN {share:.6f}" for kind, share in model.exact.items())
    return f"""
    WITH keyed AS (
      SELECT left_id, right_id, max(CASE key {least} END) AS score,
        string_agg('{{"field": "' || key || '", "level": "key"}}', ', ' ORDER BY key) AS keys
      FROM exact_pairs GROUP BY left_id, right_id),
    every AS (
      SELECT coalesce(k.left_id, m.left_id) AS left_id, coalesce(k.right_id, m.right_id) AS right_id,
        greatest(coalesce(CAST(k.score AS DOUBLE), 0), coalesce(m.score, 0)) AS score, k.keys,
        substr(m.contributions, 2, length(m.contributions) - 2) AS weighed
      FROM keyed k FULL JOIN model_pairs m ON m.left_id = k.left_id AND m.right_id = k.right_id)
    SELECT left_id, right_id, 'same_thing' AS kind,
      CASE WHEN score >= {model.proposal_threshold:.6f} THEN 'proposal' ELSE 'review' END AS tier,
      score, '[' || concat_ws(', ', keys, weighed) || ']' AS reasons
    FROM every WHERE score >= {model.review_threshold:.6f}"""
