"""The model refitted to what people judged: old beside new, and which pairs would move, before anything changes.

For every level, m is estimated from the pairs judged the same and u from those judged different. Each count gets one
more (Laplace), so that no level ever weighs without bound; the share found is then drawn towards the model's own by
``strength`` pairs' weight, so that a few judgements change little and many change much. A side (m or u) of a field
with fewer than ``fewest`` judged pairs stays as it is. Thresholds, the prior and exact keys are not refitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import comparisons, judgement, predict, tiers
from jianfu.engine.linkage.model import SHIPPED, Field, Level, Model

Counts = Mapping[tuple[str, str], int]
"""How many judged pairs came to a level: by field and level."""


@dataclass(frozen=True, slots=True)
class RefitParameters:
    """How many judged pairs the model's own shares weigh as much as, and with how few nothing is learnt."""

    strength: float = 100.0
    fewest: int = 20


@dataclass(frozen=True, slots=True)
class Shift:
    """One level before and after: its shares, and how many judged pairs came to it."""

    field: str
    level: str
    same: int
    different: int
    old: Level
    new: Level


@dataclass(frozen=True, slots=True)
class Move:
    """A pair that another model would put elsewhere; a tier is null where the pair would not be listed."""

    left_id: str
    right_id: str
    tier_before: str | None
    tier_after: str | None
    score_before: float | None
    score_after: float | None
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Refit:
    """A refitted model, level by level beside the old one, with the pairs that would move.

    *same* and *different* count the judged pairs that could be compared; *right_before* and *right_after* how many of
    them the old and the new model put rightly: a pair judged the same proposed, one judged different not.
    """

    model: Model
    same: int
    different: int
    right_before: int
    right_after: int
    shifts: tuple[Shift, ...]
    moves: tuple[Move, ...]


def refit(backend: Backend, model: Model, parameters: RefitParameters) -> Refit:
    """Refit *model* to the judgements in the session; nothing of the run is changed but ``same_thing_pairs``.

    Reads ``judgements``, ``entries`` and what ``tiers.link`` left (``link_numbered``, ``link_compared``,
    ``same_thing_pairs``, ``exact_pairs``). Pairs judged unsure, or about entries not compared, teach nothing. Same
    judgements, same model.
    """
    judgement.settle(backend)
    same, different = (_counts(backend, verdict) for verdict in (judgement.SAME, judgement.DIFFERENT))
    refitted = fitted(model, same, different, parameters)
    shifts = tuple(
        Shift(field.code, new.code, same.get((field.code, new.code), 0), different.get((field.code, new.code), 0),
              model.field(field.code).level(new.code), new)
        for field in refitted.fields for new in field.levels
    )  # fmt: skip
    moves = _moves(backend, refitted)
    return Refit(refitted, **backend.sql(_JUDGED).to_pylist()[0], shifts=shifts, moves=moves)


def fitted(model: Model, same: Counts, different: Counts, parameters: RefitParameters) -> Model:
    """Return the model with m drawn towards the counts of pairs judged *same* and u towards those *different*."""
    fields = tuple(_field(field, same, different, parameters) for field in model.fields)
    return replace(model, version=f"{model.version}+refit", fields=fields)


def _field(field: Field, same: Counts, different: Counts, parameters: RefitParameters) -> Field:
    m = shares(field, {lv.code: lv.m for lv in field.levels}, same, parameters)
    u = shares(field, {lv.code: lv.u for lv in field.levels}, different, parameters)
    return replace(field, levels=tuple(replace(lv, m=m[lv.code], u=u[lv.code]) for lv in field.levels))


def shares(field: Field, old: Mapping[str, float], counts: Counts, parameters: RefitParameters) -> Mapping[str, float]:
    """Return the share of each level: the counts' with Laplace smoothing, drawn towards the *old* ones.

    The shares keep the sum that the old ones have.
    """
    counted = {code: counts.get((field.code, code), 0) for code in old}
    total = sum(counted.values())
    if total < parameters.fewest:
        return old
    whole, weight = sum(old.values()), total + parameters.strength
    return {
        code: round((total * whole * (n + 1) / (total + len(old)) + parameters.strength * old[code]) / weight, 6)
        for code, n in counted.items()
    }


def _counts(backend: Backend, verdict: str) -> Counts:
    """Return how the pairs of that verdict compare, whether they met in a block or not."""
    backend.sql(
        f"""SELECT l.n AS left_n, r.n AS right_n FROM settled s
        JOIN link_numbered l ON l.asset_id = s.left_id JOIN link_numbered r ON r.asset_id = s.right_id
        WHERE s.verdict = '{verdict}'""",
        into="refit_met",
    )
    comparisons.compare(backend, "refit_met", into="refit_compared")
    each = " UNION ALL ".join(
        f"SELECT '{field}' AS field, {field} AS level FROM refit_compared" for field in comparisons.FIELDS
    )
    rows = backend.sql(
        f"SELECT field, level, count(*) AS n FROM ({each}) WHERE level IS NOT NULL GROUP BY field, level"
    )
    return {(row["field"], row["level"]): row["n"] for row in rows.to_pylist()}


_JUDGED = """
    WITH told AS (
      SELECT s.verdict, coalesce(b.tier = 'proposal', FALSE) AS before, coalesce(a.tier = 'proposal', FALSE) AS after
      FROM settled s JOIN link_records l ON l.asset_id = s.left_id JOIN link_records r ON r.asset_id = s.right_id
        LEFT JOIN refit_before b ON b.left_id = s.left_id AND b.right_id = s.right_id
        LEFT JOIN same_thing_pairs a ON a.left_id = s.left_id AND a.right_id = s.right_id
      WHERE s.verdict IN ('same', 'different'))
    SELECT coalesce(sum(CASE WHEN verdict = 'same' THEN 1 ELSE 0 END), 0) AS same,
      coalesce(sum(CASE WHEN verdict = 'different' THEN 1 ELSE 0 END), 0) AS different,
      coalesce(sum(CASE WHEN (verdict = 'same') = before THEN 1 ELSE 0 END), 0) AS right_before,
      coalesce(sum(CASE WHEN (verdict = 'same') = after THEN 1 ELSE 0 END), 0) AS right_after
    FROM told"""


def _moves(backend: Backend, model: Model) -> tuple[Move, ...]:
    """Score every compared pair by the other model and return the pairs whose tier would change.

    Those judged come first, then new proposals, lost ones, and the rest.
    """
    backend.sql("SELECT left_id, right_id, tier, score FROM same_thing_pairs", into="refit_before")
    predict.score(backend, model, "link_compared", into="refit_scored")
    backend.sql(f"SELECT * FROM refit_scored WHERE score >= {model.review_threshold:.6f}", into="model_pairs")
    tiers.combine(backend, model)
    return tuple(Move(**row) for row in backend.sql(_MOVED).to_pylist())


_MOVED = """
    WITH every AS (
      SELECT left_id, right_id FROM refit_before UNION SELECT left_id, right_id FROM same_thing_pairs)
    SELECT v.left_id, v.right_id, b.tier AS tier_before, a.tier AS tier_after, b.score AS score_before,
      a.score AS score_after, s.verdict
    FROM every v LEFT JOIN refit_before b ON b.left_id = v.left_id AND b.right_id = v.right_id
      LEFT JOIN same_thing_pairs a ON a.left_id = v.left_id AND a.right_id = v.right_id
      LEFT JOIN settled s ON s.left_id = v.left_id AND s.right_id = v.right_id
    WHERE coalesce(a.tier, '') <> coalesce(b.tier, '')
    ORDER BY CASE WHEN s.verdict IS NOT NULL THEN 0 WHEN a.tier = 'proposal' THEN 1 WHEN b.tier = 'proposal' THEN 2
      ELSE 3 END, v.left_id, v.right_id"""


def written(found: Refit, old: Path = SHIPPED) -> str:
    """Return the refitted model as the YAML that ``load_model`` reads: the *old* file with the shares that changed."""
    data: dict[str, Any] = yaml.safe_load(old.read_text(encoding="utf-8"))
    data["version"] = found.model.version
    for shift in found.shifts:
        if (shift.new.m, shift.new.u) != (shift.old.m, shift.old.u):
            level = data["fields"][shift.field]["levels"][shift.level]
            level["m"], level["u"] = shift.new.m, shift.new.u
            level["basis"] = f"refitted: {found.same} pairs judged the same, {found.different} judged different"
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
