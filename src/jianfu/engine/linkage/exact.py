"""Entries that share a key which names one thing: the account on the platform, the address, the filing number."""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal
from jianfu.engine.linkage.model import EXACT_KINDS, Model

KEYS = dict(zip(EXACT_KINDS, ("uid", "url_key", "filing_key"), strict=True))


def pairs(backend: Backend, model: Model) -> None:
    """Make table ``exact_pairs`` (left_id, right_id, key) from ``link_records``: pairs that share a key, each key once.

    Only entries of one category on one stated platform: a key on another platform is another thing. A key that more
    than ``most_sharing`` entries state is a placeholder or a shared page, and joins nothing.
    """
    each = " UNION ALL ".join(_keyed(kind, column) for kind, column in KEYS.items())
    backend.sql(each, into="link_exact_keys")
    backend.sql(_paired(model.most_sharing), into="exact_pairs")


def _keyed(kind: str, column: str) -> str:
    return f"""
    SELECT asset_id, {literal(kind)} AS key, category || '|' || platform_key || '|' || {column} AS value
    FROM link_records WHERE platform_key IS NOT NULL AND {column} IS NOT NULL"""


def _paired(most: int) -> str:
    return f"""
    WITH telling AS (
      SELECT key, value FROM link_exact_keys GROUP BY key, value HAVING count(*) BETWEEN 2 AND {most}),
    kept AS (SELECT k.* FROM link_exact_keys k JOIN telling t ON t.key = k.key AND t.value = k.value)
    SELECT l.asset_id AS left_id, r.asset_id AS right_id, l.key
    FROM kept l JOIN kept r ON r.key = l.key AND r.value = l.value AND l.asset_id < r.asset_id"""
