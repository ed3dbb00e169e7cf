"""What holds each live entry and what speaks against it: who stays, who may go, who must be looked at.

Accounts are judged in SQL, however many there are. Apps, and whatever else offers functions, are only sorted here:
which of those that may go do go is for the optimiser.
"""

from datetime import date

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import ensure
from jianfu.engine.consolidation.parameters import PlanParameters
from jianfu.engine.detection.rule import Remedy
from jianfu.engine.detection.sql import day, text

BY_SEVERITY: dict[str, Remedy] = {"ban": "fix", "fail": "fix", "deduct": "fix", "review": "review", "warn": ""}
"""What a rule proposes that does not say so itself: never a closing."""

SAYINGS = ("closes", "merges", "reviews", "fixes", "doubts")
"""What a finding says for the plan: go, merge, ask a person, mend, or wait for evidence or confirmation."""

OPTIONAL = {
    "clusters": {"cluster_id": "VARCHAR", "asset_id": "VARCHAR", "survivor": "BOOLEAN"},
    "contradictions": {"left_id": "VARCHAR", "right_id": "VARCHAR", "path": "VARCHAR"},
    "pairs": {
        **dict.fromkeys(("left_id", "right_id", "kind", "tier"), "VARCHAR"),
        "score": "DOUBLE",
        **dict.fromkeys(("reasons", "judgement"), "VARCHAR"),
    },
    "group_plan": dict.fromkeys(("asset_id", "disposition", "successor_id", "reason"), "VARCHAR"),
}
CLOSINGS = ("merge", "migrate_close", "close", "dissolve")
"""Dispositions after which an entry is no more."""

CLOSING_LIST = ", ".join(text(word) for word in CLOSINGS)


def prepare(backend: Backend, as_of: date, parameters: PlanParameters) -> None:
    """Make table ``standing``, one row a live entry, from entries, findings, exemptions, incomplete and likenesses.

    Columns: asset_id, category, life, standing (stays, review, goes, free, keeps), ground (the word for why), intent
    (what becomes of it when it goes), successor_id (for a merge), rules, fixes, said (a group's own reason), home_ok
    (may take functions over), keep_cost, region_code, absorbs, carries (app, new_media), and what prefers one entry.
    Unknown life and incomplete rows give review. Tables of linkage and groups that are not there count as empty.
    """
    for name, columns in OPTIONAL.items():
        ensure(backend, name, columns)
    backend.sql(_spoken(parameters), into="spoken")
    backend.sql(_held(as_of), into="held")
    backend.sql(_own(parameters), into="own_standing")
    backend.sql(_doubles(), into="doubles")
    backend.sql(_extras(), into="extras")
    backend.sql(_settled(), into="first_standing")
    backend.sql(_followed(), into="standing")


def _remedy(parameters: PlanParameters) -> str:
    stated = " ".join(
        f"WHEN rule_id = {text(rule)} THEN {text(remedy)}" for rule, remedy in sorted(parameters.remedies.items())
    )
    usual = " ".join(f"WHEN severity = {text(word)} THEN {text(remedy)}" for word, remedy in BY_SEVERITY.items())
    return f"CASE {stated} {usual} ELSE 'review' END"


def _spoken(parameters: PlanParameters) -> str:
    """Return SQL for each entry's rules joined by ``;``: closing, merging, asking a person, mending, in doubt."""
    columns = ", ".join(
        f"string_agg(CASE WHEN says = {text(word)} THEN rule_id END, ';' ORDER BY rule_id) AS {word}"
        for word in SAYINGS
    )
    return f"""
    WITH told AS (
      SELECT f.asset_id, f.rule_id, f.verdict, coalesce(f.needs_confirmation, FALSE) AS waits,
        {_remedy(parameters)} AS remedy
      FROM findings f JOIN entries e ON e.asset_id = f.asset_id AND e.category <> 'work_group'
      WHERE f.verdict IN ('hit', 'unknown')),
    sorted AS (
      SELECT asset_id, rule_id,
        CASE WHEN verdict = 'unknown' THEN CASE WHEN remedy = 'close' THEN 'doubts' END
             WHEN waits AND remedy IN ('close', 'merge') THEN 'doubts'
             WHEN remedy = 'close' THEN 'closes' WHEN remedy = 'merge' THEN 'merges'
             WHEN remedy = 'review' THEN 'reviews' WHEN remedy = 'fix' THEN 'fixes' END AS says
      FROM told)
    SELECT asset_id, {columns} FROM sorted WHERE says IS NOT NULL GROUP BY asset_id"""


def _held(as_of: date) -> str:
    """Return SQL for exemptions in force (rule|reason|until of the first) and the exemptions findings give by kind."""
    return f"""
    WITH each AS (
      SELECT asset_id, rule_id || '|' || reason_code || '|' || CAST(valid_until AS VARCHAR) AS exemption
      FROM exemptions WHERE valid_until >= {day(as_of)} AND (valid_from IS NULL OR valid_from <= {day(as_of)}))
    SELECT asset_id, min(exemption) AS exemption FROM each GROUP BY asset_id"""


def _own(parameters: PlanParameters) -> str:
    """Return SQL for what each live entry says of itself, before others are looked at."""
    told = "coalesce(e.name, '') || '|' || coalesce(e.purpose, '') || '|' || coalesce(e.sub_kind, '')"
    protected = " OR ".join(f"strpos({told}, {text(word)}) > 0" for word in parameters.protected) or "FALSE"
    return f"""
    WITH offering AS (SELECT DISTINCT asset_id FROM functions),
    broken AS (SELECT DISTINCT asset_id FROM incomplete WHERE asset_id IS NOT NULL),
    torn AS (SELECT left_id AS asset_id FROM contradictions UNION SELECT right_id FROM contradictions)
    SELECT e.asset_id, e.category, e.life, e.sponsor_unit_id, e.platform_key, e.region_code, e.absorbs, e.unit_level,
      e.certification, e.followers, e.posts_90d, e.opened_on,
      coalesce(e.keep_cost, {parameters.keep_cost}) AS keep_cost,
      CASE WHEN e.category = 'app' OR e.class_2023 = 'app' THEN 'app' ELSE e.category END AS carries,
      o.asset_id IS NOT NULL AS offering, b.asset_id IS NOT NULL AS broken, t.asset_id IS NOT NULL AS torn,
      h.exemption, ({protected}) AS protected,
      s.closes, s.merges, s.reviews, s.fixes, s.doubts,
      (e.category <> 'work_group' AND s.closes IS NOT NULL AND h.exemption IS NULL AND e.life IS NOT NULL
        AND b.asset_id IS NULL AND NOT ({protected})) AS leaving
    FROM entries e LEFT JOIN spoken s ON s.asset_id = e.asset_id LEFT JOIN held h ON h.asset_id = e.asset_id
    LEFT JOIN offering o ON o.asset_id = e.asset_id LEFT JOIN broken b ON b.asset_id = e.asset_id
    LEFT JOIN torn t ON t.asset_id = e.asset_id
    WHERE e.alive"""


def _doubles() -> str:
    """Return SQL for live members of clusters not to survive, with the survivor and whether it can be kept."""
    return """
    SELECT c.asset_id, max(s.asset_id) AS survivor_id,
      max(CASE WHEN NOT k.leaving AND k.life IS NOT NULL THEN s.asset_id END) AS successor_id
    FROM clusters c JOIN own_standing o ON o.asset_id = c.asset_id
    LEFT JOIN clusters s ON s.cluster_id = c.cluster_id AND s.survivor
    LEFT JOIN own_standing k ON k.asset_id = s.asset_id
    WHERE NOT c.survivor GROUP BY c.asset_id"""


def _extras() -> str:
    """Return SQL for further accounts of one unit on a platform, with the strongest; *sure* when linkage agrees."""
    return """
    WITH ranked AS (
      SELECT o.asset_id, o.merges, o.sponsor_unit_id, o.platform_key,
        row_number() OVER (PARTITION BY o.sponsor_unit_id, o.platform_key ORDER BY
          CASE WHEN o.certification = 'certified' THEN 0 ELSE 1 END, coalesce(o.followers, -1) DESC,
          coalesce(o.posts_90d, -1) DESC, coalesce(CAST(o.opened_on AS VARCHAR), '9'), o.asset_id) AS place
      FROM own_standing o LEFT JOIN doubles d ON d.asset_id = o.asset_id
      WHERE o.category = 'new_media' AND o.life = 'active' AND NOT o.leaving AND o.exemption IS NULL
        AND d.asset_id IS NULL AND o.sponsor_unit_id IS NOT NULL AND o.platform_key IS NOT NULL),
    likened AS (
      SELECT left_id, right_id, bool_or(tier = 'proposal' OR coalesce(judgement = 'same', FALSE)) AS proposed,
        bool_or(coalesce(judgement = 'different', FALSE)) AS denied
      FROM pairs WHERE kind IN ('same_unit_platform', 'same_thing') GROUP BY left_id, right_id)
    SELECT r.asset_id, m.asset_id AS main_id, coalesce(l.proposed AND NOT l.denied, FALSE) AS sure,
      coalesce(l.denied, FALSE) AS denied
    FROM ranked r JOIN ranked m
      ON m.sponsor_unit_id = r.sponsor_unit_id AND m.platform_key = r.platform_key AND m.place = 1
    LEFT JOIN likened l ON l.left_id = least(r.asset_id, m.asset_id) AND l.right_id = greatest(r.asset_id, m.asset_id)
    WHERE r.place > 1 AND r.merges IS NOT NULL"""


_GROUND = f"""
      CASE WHEN o.category = 'work_group' THEN
             CASE WHEN g.disposition IN ({CLOSING_LIST}) AND o.exemption IS NOT NULL THEN 'exempt'
                  WHEN g.asset_id IS NULL THEN 'group_unplanned' ELSE 'group' END
           WHEN o.exemption IS NOT NULL THEN 'exempt'
           WHEN o.life IS NULL THEN 'life_unknown'
           WHEN o.broken THEN 'incomplete'
           WHEN o.torn THEN 'contradiction'
           WHEN (o.closes IS NOT NULL OR d.asset_id IS NOT NULL OR x.sure) AND o.protected THEN 'protected_hit'
           WHEN o.carries = 'app' AND NOT o.offering AND (o.category = 'app' OR o.closes IS NOT NULL
             OR d.asset_id IS NOT NULL OR x.sure) THEN 'no_functions'
           WHEN o.closes IS NOT NULL THEN 'closes'
           WHEN d.successor_id IS NOT NULL THEN 'duplicate'
           WHEN d.asset_id IS NOT NULL THEN 'duplicate_unsure'
           WHEN x.sure THEN 'extra'
           WHEN x.asset_id IS NOT NULL AND NOT x.denied THEN 'extra_unsure'
           WHEN o.carries = 'app' AND o.offering AND o.protected THEN 'protected'
           WHEN o.carries = 'app' AND o.offering THEN 'free'
           WHEN o.doubts IS NOT NULL THEN 'doubtful'
           WHEN o.reviews IS NOT NULL THEN 'review'
           ELSE 'keep' END"""

STANDINGS = {
    "stays": ("exempt", "protected"),
    "goes": ("closes", "duplicate", "extra"),
    "free": ("free",),
    "keeps": ("keep",),
}


def _settled() -> str:
    """Return SQL for the ground of each live entry, and where a merge leads."""
    return f"""
    SELECT o.*, {_GROUND} AS ground, coalesce(d.survivor_id, x.main_id) AS alike_id,
      g.disposition AS group_disposition, g.successor_id AS group_successor, g.reason AS said
    FROM own_standing o LEFT JOIN doubles d ON d.asset_id = o.asset_id LEFT JOIN extras x ON x.asset_id = o.asset_id
    LEFT JOIN group_plan g ON g.asset_id = o.asset_id"""


def _followed() -> str:
    """Return SQL for the standing; a merge into what is itself merged follows it one step, else waits for a person."""
    named = " ".join(
        f"WHEN a.ground IN ({', '.join(text(ground) for ground in grounds)}) THEN {text(name)}"
        for name, grounds in STANDINGS.items()
    )
    merging = "a.ground IN ('duplicate', 'extra')"
    lost = "(b.asset_id IS NULL OR b.ground IN ('closes', 'duplicate') OR b.ground = 'extra' AND c.asset_id IS NULL)"
    return f"""
    WITH a AS (
      SELECT a.*, CASE WHEN b.ground = 'extra' THEN b.alike_id ELSE a.alike_id END AS target_id,
        ({merging} AND {lost}) AS lost
      FROM first_standing a LEFT JOIN first_standing b ON b.asset_id = a.alike_id
      LEFT JOIN first_standing c ON c.asset_id = b.alike_id AND c.ground NOT IN ('closes', 'duplicate', 'extra'))
    SELECT a.asset_id, a.category, a.life, a.carries, a.keep_cost, a.region_code, a.absorbs, a.exemption, a.said,
      a.unit_level, a.opened_on, a.fixes, a.reviews, a.doubts, a.offering,
      CASE WHEN a.ground IN ('closes', 'protected_hit') THEN coalesce(a.closes, a.merges, '')
           WHEN a.ground = 'doubtful' THEN a.doubts
           WHEN a.ground IN ('extra', 'extra_unsure') THEN a.merges
           ELSE coalesce(a.reviews, a.doubts, a.merges) END AS rules,
      CASE WHEN a.lost THEN a.ground || '_unsure' ELSE a.ground END AS ground,
      CASE WHEN a.lost THEN 'review' WHEN a.ground IN ('group', 'group_unplanned') THEN
             CASE WHEN a.group_disposition IN ({CLOSING_LIST}) THEN 'goes'
                  WHEN a.group_disposition = 'review' THEN 'review' ELSE 'keeps' END
           {named} ELSE 'review' END AS standing,
      CASE WHEN a.category = 'work_group' THEN coalesce(a.group_disposition, 'keep')
           WHEN {merging} THEN 'merge' ELSE 'close' END AS intent,
      CASE WHEN a.category = 'work_group' THEN a.group_successor
           WHEN a.ground IN ('duplicate', 'extra', 'duplicate_unsure', 'extra_unsure') THEN a.target_id
           END AS successor_id,
      (a.life = 'active' AND a.category <> 'work_group'
        AND a.ground IN ('exempt', 'protected', 'free', 'keep')) AS home_ok
    FROM a"""
