"""The plan checked from the raw tables, by other means than it was made with.

Nothing here reads what the optimiser or ``standing`` worked out: only entries, functions, exemptions, incomplete, and
the plan and coverage to be checked. An entry that fails is taken out of the closings and left to a person.
"""

from dataclasses import dataclass
from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.consolidation.standing import CLOSING_LIST
from jianfu.engine.consolidation.wording import COMPLAINTS, GROUNDS
from jianfu.engine.detection.findings import filled
from jianfu.engine.detection.sql import day, words


@dataclass(frozen=True, slots=True)
class Proof:
    """How the check went: closings and functions in use looked at, closings it did not pass (0 is the proof)."""

    closings: int
    functions: int
    withdrawn: int


def significant(code: str) -> str:
    """Return SQL for the significant digits of a division code."""
    ends = ((9, 3), (6, 3), (4, 2), (2, 2), (0, 2))
    whens = " ".join(
        f"WHEN length({code}) > {start} AND replace(substr({code}, {start + 1}, {size}), '0', '') <> '' "
        f"THEN substr({code}, 1, {start + size})"
        for start, size in ends
    )
    return f"CASE WHEN regexp_matches({code}, '[^0-9]') THEN {code} {whens} ELSE '' END"


def prove(backend: Backend, as_of: date) -> None:
    """Make table ``complaints`` (asset_id, complaint): what is wrong with closings in ``plan``; empty is sound."""
    backend.sql(_IN_USE, into="used_functions")
    backend.sql(_SOUND, into="sound_homes")
    backend.sql(_complaints(as_of), into="complaints")


def withdraw(backend: Backend, lang: str) -> Proof:
    """Turn closings with complaints into review, in table ``plan``, and return how the check went."""
    counted = f"""
    SELECT (SELECT count(*) FROM plan WHERE disposition IN ({CLOSING_LIST})) AS closings,
      (SELECT count(*) FROM used_functions) AS functions,
      (SELECT count(DISTINCT asset_id) FROM complaints) AS withdrawn"""
    row = backend.sql(counted).to_pylist()[0]
    if row["withdrawn"]:
        backend.sql(_withdrawn(lang), into="plan")
    return Proof(int(row["closings"]), int(row["functions"]), int(row["withdrawn"]))


def _withdrawn(lang: str) -> str:
    shown = {code: sentence.get(lang) for code, sentence in COMPLAINTS.items()}
    reason = filled(GROUNDS["unproved"].get(lang), {"complaints": words("c.complaint", shown)}, "")
    return f"""
    SELECT p.asset_id, CASE WHEN c.asset_id IS NULL THEN p.disposition ELSE 'review' END AS disposition,
      CASE WHEN c.asset_id IS NULL THEN p.successor_id END AS successor_id,
      CASE WHEN c.asset_id IS NULL THEN p.reason ELSE {reason} END AS reason
    FROM plan p LEFT JOIN (SELECT asset_id, min(complaint) AS complaint FROM complaints GROUP BY asset_id) c
      ON c.asset_id = p.asset_id"""


_IN_USE = f"""
    WITH used AS (
      SELECT f.asset_id, f.function_code, coalesce(nullif(f.region_code, 'none'), e.region_code) AS region_code,
        e.category, e.class_2023
      FROM functions f JOIN entries e ON e.asset_id = f.asset_id
      JOIN plan p ON p.asset_id = f.asset_id AND p.disposition IN ({CLOSING_LIST})
      WHERE coalesce(f.monthly_uses, 1) > 0 OR coalesce(f.statutory, FALSE))
    SELECT DISTINCT u.*, {significant("u.region_code")} AS spot FROM used u"""

_ABLE = """h.category <> 'work_group' AND h.life = 'active' AND p.disposition IN ('keep', 'fix')"""
_CARRIES = """(h.category = 'app' OR h.class_2023 = 'app' OR u.category = 'new_media' AND u.class_2023 <> 'app'
        AND h.category = 'new_media')"""
_TAKES = """(strpos(';' || h.absorbs || ';', ';*;') > 0
        OR strpos(';' || h.absorbs || ';', ';' || u.function_code || ';') > 0)"""

_OFFERED_SPOT = significant("coalesce(nullif(f.region_code, 'none'), e.region_code)")

_SOUND = f"""
    WITH named AS (
      SELECT u.*, c.successor_id FROM used_functions u JOIN coverage c ON c.asset_id = u.asset_id
        AND c.function_code = u.function_code AND coalesce(c.region_code, '') = coalesce(u.region_code, '')
      WHERE c.status = 'moved' AND c.successor_id <> u.asset_id AND u.region_code IS NOT NULL),
    offering AS (
      SELECT f.asset_id, f.function_code, {_OFFERED_SPOT} AS spot
      FROM functions f JOIN entries e ON e.asset_id = f.asset_id
      WHERE coalesce(nullif(f.region_code, 'none'), e.region_code) IS NOT NULL)
    SELECT u.asset_id, u.function_code, u.spot
    FROM named u JOIN entries h ON h.asset_id = u.successor_id JOIN plan p ON p.asset_id = u.successor_id
    JOIN offering o ON o.asset_id = u.successor_id AND o.function_code = u.function_code
    WHERE {_ABLE} AND starts_with(u.spot, o.spot)
    UNION
    SELECT u.asset_id, u.function_code, u.spot
    FROM named u JOIN entries h ON h.asset_id = u.successor_id JOIN plan p ON p.asset_id = u.successor_id
    WHERE {_ABLE} AND {_TAKES} AND {_CARRIES} AND h.region_code IS NOT NULL
      AND starts_with(u.spot, {significant("h.region_code")})"""


def _complaints(as_of: date) -> str:
    exempt = f"valid_until >= {day(as_of)} AND (valid_from IS NULL OR valid_from <= {day(as_of)})"
    return f"""
    WITH goes AS (
      SELECT p.asset_id, p.disposition, p.successor_id, e.category, e.life, e.alive
      FROM plan p LEFT JOIN entries e ON e.asset_id = p.asset_id WHERE p.disposition IN ({CLOSING_LIST}))
    SELECT g.asset_id, 'exempt' AS complaint FROM goes g
    WHERE g.asset_id IN (SELECT asset_id FROM exemptions WHERE {exempt})
    UNION ALL SELECT g.asset_id, 'life_unknown' FROM goes g
    WHERE g.category <> 'work_group' AND (g.life IS NULL OR NOT coalesce(g.alive, FALSE))
    UNION ALL SELECT g.asset_id, 'incomplete' FROM goes g
    WHERE g.category <> 'work_group' AND g.asset_id IN (SELECT asset_id FROM incomplete WHERE asset_id IS NOT NULL)
    UNION ALL SELECT g.asset_id, 'no_functions' FROM goes g
    WHERE g.category = 'app' AND g.asset_id NOT IN (SELECT asset_id FROM functions WHERE asset_id IS NOT NULL)
    UNION ALL SELECT g.asset_id, 'successor' FROM goes g
    LEFT JOIN plan t ON t.asset_id = g.successor_id
    WHERE g.category <> 'work_group' AND g.disposition = 'merge'
      AND (t.asset_id IS NULL OR t.disposition IN ({CLOSING_LIST}))
    UNION ALL SELECT u.asset_id, 'uncovered' FROM used_functions u
    LEFT JOIN sound_homes s ON s.asset_id = u.asset_id AND s.function_code = u.function_code AND s.spot = u.spot
    WHERE s.asset_id IS NULL"""
