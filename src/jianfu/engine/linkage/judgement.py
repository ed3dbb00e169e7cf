"""What people have said about pairs: the latest word counts, and two words at one moment leave it open."""

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.sql_text import literal
from jianfu.engine.schema.words import VERDICTS

SAME, DIFFERENT, UNSURE = (word.code for word in VERDICTS)


def settle(backend: Backend) -> None:
    """Make table ``settled`` (left_id, right_id, verdict, said_at, tied) from ``judgements`` and ``entries``.

    One row a pair, left_id before right_id. The judgement with the latest ``at`` counts; one without a moment counts
    only where no other has one. Where the latest differ, the verdict is ``unsure`` and *tied* is true. Judgements about
    an entry not in the register, or about one entry and itself, settle nothing.
    """
    backend.sql(_settled(), into="settled")


def _settled() -> str:
    verdicts = ", ".join(literal(verdict) for verdict in (SAME, DIFFERENT, UNSURE))
    return f"""
    WITH given AS (
      SELECT least(j.left_id, j.right_id) AS left_id, greatest(j.left_id, j.right_id) AS right_id, j.verdict,
        j.at AS said_at
      FROM judgements j WHERE j.left_id <> j.right_id AND j.verdict IN ({verdicts})),
    known AS (
      SELECT g.* FROM given g JOIN entries l ON l.asset_id = g.left_id JOIN entries r ON r.asset_id = g.right_id),
    latest AS (SELECT left_id, right_id, max(said_at) AS said_at FROM known GROUP BY left_id, right_id),
    last_said AS (
      SELECT k.left_id, k.right_id, l.said_at, count(DISTINCT k.verdict) AS verdicts, min(k.verdict) AS verdict
      FROM known k JOIN latest l ON l.left_id = k.left_id AND l.right_id = k.right_id
      WHERE k.said_at = l.said_at OR l.said_at IS NULL
      GROUP BY k.left_id, k.right_id, l.said_at)
    SELECT left_id, right_id, CASE WHEN verdicts = 1 THEN verdict ELSE {literal(UNSURE)} END AS verdict, said_at,
      verdicts > 1 AS tied
    FROM last_said"""
