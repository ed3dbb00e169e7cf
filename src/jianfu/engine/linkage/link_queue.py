"""Pairs of a finished run: one pair, those that wait for a person, and words that clash."""

from dataclasses import dataclass
from typing import Any

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal

TABLES = ("pairs", "assets", "contradictions")
"""Tables of a run that are read here."""

COLUMNS = ("left_id", "left_name", "right_id", "right_name", "sponsor_unit_id", "sponsor_unit", "region_code", "kind",
           "score", "reasons")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which waiting pairs are asked for; empty means all. A *region* takes all divisions below it."""

    kinds: tuple[str, ...] = ()
    region: str = ""
    unit: str = ""


def waiting(backend: Backend, asked: Asked) -> list[dict[str, Any]]:
    """Return the pairs to be looked at that nobody has judged (``COLUMNS``), the most telling first.

    The most telling same_thing pairs are those nearest to even odds, where one word decides most; the other kinds are
    told by their overlap, the largest first. Same_thing goes before the others, since the others rest on it.
    """
    telling = """CASE WHEN p.kind = 'same_thing' THEN 2 - abs(p.score - 0.5) ELSE p.score END"""
    kinds = f"AND p.kind IN ({', '.join(map(literal, asked.kinds))})" if asked.kinds else ""
    query = f"""
    SELECT p.left_id, l.name AS left_name, p.right_id, r.name AS right_name, l.sponsor_unit_id, l.sponsor_unit,
      l.region_code, p.kind, p.score, p.reasons
    FROM pairs p JOIN assets l ON l.asset_id = p.left_id JOIN assets r ON r.asset_id = p.right_id
    WHERE p.tier = 'review' AND p.judgement IS NULL {kinds} {_of_unit(asked.unit)} {_of_region(asked.region)}
    ORDER BY {telling} DESC, p.left_id, p.right_id, p.kind"""
    rows: list[dict[str, Any]] = backend.sql(query).to_pylist()
    return rows


def _of_unit(unit: str) -> str:
    return f"AND {literal(unit)} IN (l.sponsor_unit_id, r.sponsor_unit_id)" if unit else ""


def _of_region(region: str) -> str:
    bare = region.rstrip("0")
    # Two digits a level down to the county: 320500 is all that begins with 3205, 320000 all that begins with 32.
    start = literal(bare + "0" * (len(bare) % 2))
    return f"AND (starts_with(l.region_code, {start}) OR starts_with(r.region_code, {start}))" if region else ""


def pair(backend: Backend, left: str, right: str) -> list[dict[str, Any]]:
    """Return every kind in which these two entries are paired, whichever is named first."""
    first, second = sorted((left, right))
    query = f"SELECT * FROM pairs WHERE left_id = {literal(first)} AND right_id = {literal(second)} ORDER BY kind"
    rows: list[dict[str, Any]] = backend.sql(query).to_pylist()
    return rows


def entry(backend: Backend, asset_id: str) -> dict[str, Any]:
    """Return one entry's id, name, platform and sponsor; nothing but the id where the run does not hold it."""
    query = f"SELECT asset_id, name, platform, sponsor_unit FROM assets WHERE asset_id = {literal(asset_id)}"
    rows: list[dict[str, Any]] = backend.sql(query).to_pylist()
    return rows[0] if rows else {"asset_id": asset_id, "name": None, "platform": None, "sponsor_unit": None}


def clashes(backend: Backend) -> list[dict[str, Any]]:
    """Return the contradictions between judgements: left_id, right_id, path."""
    rows: list[dict[str, Any]] = backend.sql("SELECT * FROM contradictions ORDER BY left_id, right_id").to_pylist()
    return rows
