"""Pairs scored by the model: block, compare, let Splink weigh every pattern of levels, keep what may be one thing."""

from collections.abc import Callable
from functools import partial

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import blocking, comparisons, reasons
from jianfu.engine.linkage.comparisons import FIELDS
from jianfu.engine.linkage.model import Model
from jianfu.engine.linkage.splink_session import SCORED, score_patterns

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

STAGE = "pairs"


def pairs(backend: Backend, model: Model, progress: Progress) -> None:
    """Make table ``model_pairs`` (left_id, right_id, score, contributions) from ``link_records``.

    Score is the probability of being one thing, with six decimals; pairs below the review threshold are left out.
    Contributions is JSON: each field compared with its level, its weight in bits, and both values. Same records, same
    rows.
    """
    blocking.block(backend, model.most_in_block)
    progress(STAGE, 0.3)
    comparisons.compare(backend, "link_met", into="link_compared")
    progress(STAGE, 0.7)
    score(backend, model, "link_compared", into="link_scored")
    progress(STAGE, 0.9)
    reasons.tell(backend, f"SELECT * FROM link_scored WHERE score >= {model.review_threshold:.6f}", into="model_pairs")
    progress(STAGE, 1.0)


def score(backend: Backend, model: Model, compared: str, into: str) -> None:
    """Make table *into* (left_id, right_id, score, contributions without values) of a table of compared pairs."""
    pattern = " || '|' || ".join(f"coalesce({field}, '')" for field in FIELDS)
    fields = ", ".join(FIELDS)
    backend.sql(f"SELECT DISTINCT {pattern} AS pattern, {fields} FROM {compared}", into="link_patterns")
    backend.map("link_patterns", partial(score_patterns, model=model), SCORED, into="link_pattern_scores")
    backend.sql(
        f"""SELECT c.left_id, c.right_id, s.score, s.contributions
        FROM (SELECT left_id, right_id, {pattern} AS pattern FROM {compared}) c
        JOIN link_pattern_scores s ON s.pattern = c.pattern""",
        into=into,
    )
