"""The same task set more than once: across issuers, across groups, within weeks of each other.

Likeness of text only proposes; what differs between the texts, who sent them and when decides
(docs/notices-likeness.md).
"""

from collections.abc import Callable
from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.groups import connect
from jianfu.engine.notices.near import COPIES_CAP, NearTexts, near_texts
from jianfu.engine.notices.task import judge_texts

Progress = Callable[[str, float], None]
STAGE = "notices.likeness"

LEVELS_ABOVE = 6
"""Levels of the unit tree looked through for who stands above whom; the tree has five."""


@dataclass(frozen=True, slots=True)
class LikenessParameters:
    """The least similarity, and how many days may lie between two settings of one task."""

    threshold: float = 0.7
    window_days: int = 30


@dataclass(frozen=True, slots=True)
class LikenessOutcome:
    """Counts: the search for texts, then pairs of notices within the window by what became of them.

    ``pairs`` same task; ``different`` alike but another task; ``unknown`` the texts do not tell; ``other_period`` the
    same words meant for another day, week or month; ``channel_unknown`` one issuer, and a group not stated;
    ``reminders`` one issuer in one group; ``groups`` of notices of one task.
    """

    texts: NearTexts
    pairs: int
    different: int
    unknown: int
    other_period: int
    channel_unknown: int
    reminders: int
    groups: int


def compare(backend: Backend, *, parameters: LikenessParameters, progress: Progress) -> LikenessOutcome:
    """Make tables ``notice_pairs`` and ``notice_groups`` from ``notices``, ``audiences`` and ``units``.

    Notices without a text, issuer or time of sending are in no pair. Same input, same rows.
    """
    progress(STAGE, 0.0)
    found = near_texts(
        backend, "notices", text_column="text", id_column="notice_id", threshold=parameters.threshold, into="near"
    )
    progress(STAGE, 0.6)
    backend.sql(_sent(), into="near_sent")
    backend.sql(_met(parameters.window_days), into="near_met")
    backend.sql(
        "SELECT DISTINCT left_n, right_n, similarity FROM near_met WHERE left_n <> right_n "
        "AND channel = 'apart' ORDER BY left_n, right_n",
        into="near_asked",
    )
    judge_texts(backend, "near_asked", "near_texts", into="near_judged")
    progress(STAGE, 0.8)
    backend.sql(_line(), into="near_line")
    backend.sql(_decided(), into="near_decided")
    backend.sql(_pairs(), into="notice_pairs")
    connect(backend, "notice_pairs", into="near_groups")
    backend.sql(_groups(), into="notice_groups")
    progress(STAGE, 1.0)
    return _outcome(backend, found)


def _sent() -> str:
    return """
    SELECT m.n, m.id, m.copies, t.unit_id, t.asset_id, t.sent_at,
        row_number() OVER (PARTITION BY m.n ORDER BY t.sent_at, m.id) AS turn
    FROM near_members m JOIN notices t ON t.notice_id = m.id
    WHERE t.sent_at IS NOT NULL AND t.unit_id IS NOT NULL"""


def _met(window_days: int) -> str:
    """Return SQL for the pairs of notices alike in text within the window, and whether issuer or group tell them apart.

    Of more than COPIES_CAP copies each is paired with the one sent before it, which connects them all.
    """
    pair = """
        SELECT a.n AS a_n, b.n AS b_n, a.id AS a_id, b.id AS b_id, a.unit_id AS a_unit, b.unit_id AS b_unit,
            a.asset_id AS a_asset, b.asset_id AS b_asset, a.sent_at AS a_sent, b.sent_at AS b_sent"""
    return f"""
    WITH met AS ({pair}, 1.0::DOUBLE AS similarity
        FROM near_sent a JOIN near_sent b ON a.n = b.n AND a.turn < b.turn
        WHERE a.copies > 1 AND (a.copies <= {COPIES_CAP} OR b.turn = a.turn + 1)
        UNION ALL {pair}, p.similarity
        FROM near p JOIN near_sent a ON a.n = p.left_n JOIN near_sent b ON b.n = p.right_n
        WHERE a.turn <= {COPIES_CAP} AND b.turn <= {COPIES_CAP})
    SELECT a_n AS left_n, b_n AS right_n, a_id, b_id, a_unit, b_unit, a_asset, b_asset, a_sent, b_sent, similarity,
        CASE WHEN a_unit <> b_unit OR a_asset <> b_asset THEN 'apart'
            WHEN a_asset = b_asset THEN 'reminder' ELSE 'unknown' END AS channel
    FROM met WHERE abs(epoch(a_sent) - epoch(b_sent)) <= {window_days * 86400}"""


def _line() -> str:
    """Return SQL for who stands above whom (unit_id, above_id)."""
    return " UNION ".join(
        f"SELECT u0.unit_id AS unit_id, u{level}.parent_id AS above_id FROM units u0 "
        + " ".join(f"JOIN units u{n} ON u{n}.unit_id = u{n - 1}.parent_id" for n in range(1, level + 1))
        + f" WHERE u{level}.parent_id IS NOT NULL AND u{level}.parent_id <> 'none'"
        for level in range(LEVELS_ABOVE)
    )


def _decided() -> str:
    """Return SQL for what becomes of every pair whose issuer or group differ."""
    same_period = " ".join(
        f"WHEN {side}.recurs = '{period}' THEN {unit('m.a_sent')} = {unit('m.b_sent')}"
        for period, unit in _PERIODS.items()
        for side in ("ra", "rb")
    )
    return f"""
    SELECT m.a_id, m.b_id, m.a_asset, m.b_asset, m.similarity,
        CASE WHEN NOT (CASE {same_period} ELSE TRUE END) THEN 'other_period'
            WHEN m.left_n = m.right_n OR j.verdict = 'same' THEN 'same'
            WHEN j.verdict <> 'passed_down' THEN j.verdict
            WHEN j.lower <> 'right' AND la.unit_id IS NOT NULL THEN 'same'
            WHEN j.lower <> 'left' AND lb.unit_id IS NOT NULL THEN 'same'
            ELSE 'different' END AS outcome
    FROM near_met m
    LEFT JOIN near_judged j ON j.left_n = m.left_n AND j.right_n = m.right_n
    LEFT JOIN near_judged_recurring ra ON ra.n = m.left_n
    LEFT JOIN near_judged_recurring rb ON rb.n = m.right_n
    LEFT JOIN near_line la ON la.unit_id = m.a_unit AND la.above_id = m.b_unit
    LEFT JOIN near_line lb ON lb.unit_id = m.b_unit AND lb.above_id = m.a_unit
    WHERE m.channel = 'apart'"""


def _day(moment: str) -> str:
    return f"CAST({moment} AS DATE)"


def _week(moment: str) -> str:
    return f"date_trunc('week', {moment})"


def _month(moment: str) -> str:
    return f"date_trunc('month', {moment})"


_PERIODS = {"day": _day, "week": _week, "month": _month}


def _pairs() -> str:
    return """
    WITH reach AS (SELECT DISTINCT asset_id, unit_id FROM audiences WHERE asset_id IS NOT NULL AND unit_id IS NOT NULL),
    known AS (SELECT DISTINCT asset_id FROM reach),
    same AS (SELECT a_asset, b_asset, least(a_id, b_id) AS left_id, greatest(a_id, b_id) AS right_id, similarity
        FROM near_decided WHERE outcome = 'same'),
    met AS (SELECT DISTINCT a_asset, b_asset FROM same),
    shared AS (SELECT met.a_asset, met.b_asset, count(*) AS units
        FROM met JOIN reach a ON a.asset_id = met.a_asset
        JOIN reach b ON b.asset_id = met.b_asset AND b.unit_id = a.unit_id GROUP BY met.a_asset, met.b_asset)
    SELECT same.left_id, same.right_id, same.similarity,
        CASE WHEN ka.asset_id IS NOT NULL AND kb.asset_id IS NOT NULL THEN coalesce(s.units, 0) END
            AS shared_audience_units
    FROM same LEFT JOIN known ka ON ka.asset_id = same.a_asset LEFT JOIN known kb ON kb.asset_id = same.b_asset
    LEFT JOIN shared s ON s.a_asset = same.a_asset AND s.b_asset = same.b_asset"""


def _groups() -> str:
    return """
    WITH placed AS (SELECT g.group_id, g.notice_id, t.unit_id,
        row_number() OVER (PARTITION BY g.group_id ORDER BY t.sent_at, g.notice_id) AS place
        FROM near_groups g JOIN notices t ON t.notice_id = g.notice_id)
    SELECT p.group_id, p.notice_id, f.unit_id AS first_unit_id
    FROM placed p JOIN placed f ON f.group_id = p.group_id AND f.place = 1"""


def _outcome(backend: Backend, found: NearTexts) -> LikenessOutcome:
    counted = {
        row["what"]: row["n"]
        for row in backend.sql(
            """SELECT outcome AS what, count(*) AS n FROM near_decided GROUP BY outcome
            UNION ALL SELECT 'channel_' || channel, count(*) FROM near_met GROUP BY channel"""
        ).to_pylist()
    }
    return LikenessOutcome(
        texts=found,
        pairs=counted.get("same", 0),
        different=counted.get("different", 0),
        unknown=counted.get("unknown", 0),
        other_period=counted.get("other_period", 0),
        channel_unknown=counted.get("channel_unknown", 0),
        reminders=counted.get("channel_reminder", 0),
        groups=int(backend.sql("SELECT count(DISTINCT group_id) AS n FROM notice_groups").to_pylist()[0]["n"]),
    )
