"""The optimiser's answer written back: what becomes of every live entry, and of every function."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.consolidation.model import Model
from jianfu.engine.consolidation.standing import CLOSING_LIST
from jianfu.engine.consolidation.wording import GROUNDS, MEND, NONE
from jianfu.engine.detection.findings import filled
from jianfu.engine.detection.sql import text, words
from jianfu.engine.detection.wording import PHRASES, shown_words
from jianfu.engine.optimisation.solver import BoolArray

NAMED = 5
"""How many functions a reason names."""

OUTCOME = pa.schema(
    [
        ("asset_id", pa.string()),
        ("stays", pa.bool_()),
        ("stuck", pa.bool_()),
        ("moved", pa.int64()),
        ("taken", pa.int64()),
        ("main_successor", pa.string()),
        ("homeless", pa.string()),
    ]
)
MOVED = pa.schema([(name, pa.string()) for name in ("asset_id", "function_code", "region_code", "successor_id")])


def settle(backend: Backend, model: Model, kept: BoolArray, lang: str) -> None:
    """Make tables ``plan`` and ``coverage`` (columns of the contract) from ``standing``, ``offered`` and the choice."""
    homes = new_homes(model, kept)
    keep(backend, _outcome(model, kept, homes, PHRASES[lang].list_mark), "outcome")
    keep(backend, _moved(model, homes), "moved")
    backend.sql(_decided(), into="decided")
    backend.sql(_plan(lang), into="plan")
    cover(backend)


def cover(backend: Backend) -> None:
    """Make table ``coverage`` from ``plan``, ``offered`` and ``moved``."""
    backend.sql(_COVERAGE, into="coverage")


def new_homes(model: Model, kept: BoolArray) -> Mapping[int, int]:
    """Return for each need (by its place) of an entry that goes the best home that stays."""
    return {
        number: next(home for home in need.homes if kept[home])
        for number, need in enumerate(model.needs)
        if not kept[need.owner]
    }


def _outcome(model: Model, kept: BoolArray, homes: Mapping[int, int], mark: str) -> pa.Table:
    n, ids = len(model.entries), model.entries.ids
    moves: list[dict[int, int]] = [{} for _ in range(n)]
    homeless: list[list[str]] = [[] for _ in range(n)]
    taken = np.zeros(n, dtype=np.int64)
    for number, need in enumerate(model.needs):
        if not need.homes:
            homeless[need.owner].append(need.function_code)
        if number in homes:
            taken[homes[number]] += 1
            moves[need.owner][homes[number]] = moves[need.owner].get(homes[number], 0) + 1
    rows = [
        {
            "asset_id": ids[at],
            "stays": bool(kept[at]),
            "stuck": bool(model.stuck[at]),
            "moved": sum(moves[at].values()),
            "taken": int(taken[at]),
            "main_successor": _main(moves[at], ids),
            "homeless": listed(homeless[at], mark),
        }
        for at in range(n)
    ]
    return pa.Table.from_pylist(rows, schema=OUTCOME)


def _main(moves: dict[int, int], ids: list[str]) -> str | None:
    """Return the home that takes most functions over, of several the first by id."""
    return min((-count, ids[home]) for home, count in moves.items())[1] if moves else None


def listed(codes: list[str], mark: str) -> str | None:
    """Return the first codes joined, and how many more there are; null for none."""
    known = sorted(set(codes))
    more = f"…(+{len(known) - NAMED})" if len(known) > NAMED else ""
    return mark.join(known[:NAMED]) + more if known else None


def _moved(model: Model, homes: Mapping[int, int]) -> pa.Table:
    rows = [
        {
            "asset_id": model.entries.ids[need.owner],
            "function_code": need.function_code,
            "region_code": need.region_code,
            "successor_id": model.entries.ids[homes[number]],
        }
        for number, need in enumerate(model.needs)
        if number in homes
    ]
    return pa.Table.from_pylist(rows, schema=MOVED)


def _decided() -> str:
    """Return SQL for the disposition and its ground; a merge into what goes becomes a closing of its own."""
    asked = "(b.standing = 'free' AND coalesce(b.reviews, b.doubts) IS NOT NULL)"
    going = "(s.standing = 'goes' AND NOT coalesce(u.stuck, FALSE) OR s.standing = 'free' AND NOT u.stays)"
    return f"""
    WITH a AS (
      SELECT s.*, {going} AS going, coalesce(u.stuck, FALSE) AS stuck, coalesce(u.moved, 0) AS moved,
        coalesce(u.taken, 0) AS taken, u.main_successor, u.homeless
      FROM standing s LEFT JOIN outcome u ON u.asset_id = s.asset_id),
    b AS (
      SELECT a.*, (a.category <> 'work_group' AND a.intent = 'merge' AND a.going AND coalesce(t.going, TRUE)) AS gone
      FROM a LEFT JOIN a t ON t.asset_id = a.successor_id)
    SELECT b.asset_id, b.category, split_part(b.exemption, '|', 1) AS exempt_rule,
      split_part(b.exemption, '|', 2) AS exempt_reason, split_part(b.exemption, '|', 3) AS exempt_until,
      b.said, b.rules, b.moved, b.taken, b.homeless,
      b.successor_id AS alike_id,
      CASE WHEN b.going AND NOT b.gone AND b.intent <> 'close' AND b.standing = 'goes' THEN b.intent
           WHEN b.going AND b.moved > 0 THEN 'migrate_close'
           WHEN b.going THEN 'close'
           WHEN b.standing IN ('review', 'goes') OR {asked} AND b.taken = 0 THEN 'review'
           WHEN b.fixes IS NOT NULL AND b.category <> 'work_group' THEN 'fix'
           WHEN b.category = 'work_group' AND b.intent = 'fix' THEN 'fix'
           ELSE 'keep' END AS disposition,
      CASE WHEN b.going AND NOT b.gone AND b.intent = 'merge' AND b.standing = 'goes' THEN b.successor_id
           WHEN b.going AND b.moved > 0 THEN b.main_successor
           WHEN b.going AND b.category = 'work_group' THEN b.successor_id END AS successor_id,
      CASE WHEN b.standing = 'goes' AND b.stuck THEN 'stuck'
           WHEN b.gone THEN 'duplicate_gone'
           WHEN b.ground = 'closes' AND b.moved > 0 THEN 'closes_moved'
           WHEN b.standing <> 'free' THEN b.ground
           WHEN b.going AND b.moved > 0 THEN 'free_moved'
           WHEN b.going THEN 'free_unused'
           WHEN {asked} AND b.taken > 0 THEN 'free_kept_asked'
           WHEN b.reviews IS NOT NULL THEN 'review'
           WHEN b.doubts IS NOT NULL THEN 'doubtful'
           WHEN b.homeless IS NOT NULL THEN 'free_homeless'
           ELSE 'free_kept' END AS ground,
      CASE WHEN NOT b.going AND b.category <> 'work_group' THEN b.fixes END AS fixes
    FROM b"""


def _plan(lang: str) -> str:
    mark = text(PHRASES[lang].list_mark)
    values = {
        "rules": f"nullif(replace(d.rules, ';', {mark}), '')",
        "fixes": f"replace(d.fixes, ';', {mark})",
        "successor": "d.successor_id",
        "alike": "d.alike_id",
        "moved": "CAST(d.moved AS VARCHAR)",
        "taken": "CAST(d.taken AS VARCHAR)",
        "homeless": "d.homeless",
        "said": "d.said",
        "exempt_rule": "d.exempt_rule",
        "exempt_reason": words("d.exempt_reason", shown_words("reason_code", lang)),
        "exempt_until": "d.exempt_until",
    }
    none = NONE.get(lang)
    grounds = " ".join(
        f"WHEN {text(ground)} THEN {filled(sentence.get(lang), values, none)}"
        for ground, sentence in GROUNDS.items()
        if ground != "unproved"
    )
    mend = f"CASE WHEN d.fixes IS NOT NULL THEN {filled(MEND.get(lang), values, none)} ELSE '' END"
    return f"""
    SELECT d.asset_id, d.disposition, d.successor_id, (CASE d.ground {grounds} END) || {mend} AS reason
    FROM decided d"""


_COVERAGE = f"""
    WITH closing AS (SELECT asset_id, disposition IN ({CLOSING_LIST}) AS goes FROM plan)
    SELECT o.asset_id, o.function_code, o.region_code,
      CASE WHEN NOT c.goes THEN o.asset_id WHEN o.in_use THEN m.successor_id END AS successor_id,
      CASE WHEN NOT c.goes THEN 'kept' WHEN NOT o.in_use THEN 'unused'
           WHEN m.successor_id IS NOT NULL THEN 'moved' ELSE 'uncovered' END AS status
    FROM offered o JOIN closing c ON c.asset_id = o.asset_id
    LEFT JOIN moved m ON m.asset_id = o.asset_id AND m.function_code = o.function_code
      AND coalesce(m.region_code, '') = coalesce(o.region_code, '')"""
