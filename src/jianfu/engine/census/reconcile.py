"""Three sources laid over each other: what all know, what two know, what only one knows, and where they contradict.

Reads ``sourced`` (columns ``SOURCED``: one row a thing a source, ``record_id`` unique, beginning with the source) and
``decided`` (left_id, right_id, verdict: what people said of two records before). Exact keys join records first, then
the folded name on one platform under one unit; what the linkage model finds beyond that is only suggested.
*Source:* domain.md, section (f).
"""

from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import exact, records, tiers
from jianfu.engine.linkage.model import Model, load_model

SOURCED = (
    "record_id", "source", "row_key", "category", "platform", "platform_id", "url", "filing_no", "name", "sponsor_unit",
    "unit_id", "region_code", "opened_on", "closed_on", "followers", "state",
)  # fmt: skip
COMPARED = ("unit_id", "category", "state", "folded", "uid", "filing_key")
"""Columns that contradict where two sources state different values; ``folded`` is the name, ``uid`` the account."""
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """How many things fell into each class, and how many pairs are suggested."""

    by_kind: dict[str, int]


def reconcile(backend: Backend, *, model: Model | None = None, suggest: bool = True) -> Counted:
    """Make tables ``things`` (record_id, thing), ``reconciled`` and ``suggested``; count what they hold.

    ``reconciled``: thing, kind (all, two, one, conflict), sources (joined by ``+``), differing (columns by ``;``) and
    reason (key, name or judged; empty for one record). ``suggested``: left_id, right_id, score, reasons.
    """
    used = model or load_model()
    records.prepare_from(backend, _GIVEN)
    exact.pairs(backend, used)
    backend.sql(_KEYED, into="joined")
    backend.sql(_NAMED, into="joined_by_name")
    backend.sql(_EDGES, into="edges")
    _components(backend)
    backend.sql(_reconciled(), into="reconciled")
    _suggest(backend, used) if suggest else backend.sql(_NOTHING, into="suggested")
    counted = backend.sql("SELECT kind, count(*) AS n FROM reconciled GROUP BY kind ORDER BY kind").to_pylist()
    return Counted({row["kind"]: row["n"] for row in counted})


_GIVEN = """
    SELECT record_id AS asset_id, category, platform, platform_id, url, filing_no, name, sponsor_unit, unit_id,
      region_code, opened_on, closed_on, followers FROM sourced"""

# What a person called different is never joined again, whatever key the two share.
_KEYED = """
    SELECT DISTINCT p.left_id, p.right_id, 'key' AS reason FROM exact_pairs p
    JOIN sourced l ON l.record_id = p.left_id JOIN sourced r ON r.record_id = p.right_id
    WHERE l.source <> r.source"""

_NAMED = """
    WITH named AS (
      SELECT s.record_id, s.source, s.category, k.folded, coalesce(k.platform_key, '') AS platform_key, s.unit_id
      FROM sourced s JOIN link_records k ON k.asset_id = s.record_id
      WHERE k.folded IS NOT NULL AND s.unit_id IS NOT NULL),
    met AS (
      SELECT p.left_id AS record_id, r.source AS other FROM joined p JOIN sourced r ON r.record_id = p.right_id
      UNION SELECT p.right_id, l.source FROM joined p JOIN sourced l ON l.record_id = p.left_id)
    SELECT l.record_id AS left_id, r.record_id AS right_id, 'name' AS reason
    FROM named l JOIN named r ON r.folded = l.folded AND r.platform_key = l.platform_key AND r.unit_id = l.unit_id
      AND r.category = l.category AND l.source <> r.source AND l.record_id < r.record_id
      LEFT JOIN met a ON a.record_id = l.record_id AND a.other = r.source
      LEFT JOIN met b ON b.record_id = r.record_id AND b.other = l.source
    WHERE a.record_id IS NULL AND b.record_id IS NULL"""

_EDGES = """
    WITH every AS (
      SELECT left_id, right_id, reason FROM joined UNION ALL SELECT left_id, right_id, reason FROM joined_by_name
      UNION ALL SELECT left_id, right_id, 'judged' FROM decided WHERE verdict = 'same')
    SELECT e.left_id, e.right_id, min(e.reason) AS reason FROM every e
    LEFT JOIN decided d ON d.verdict = 'different' AND least(d.left_id, d.right_id) = least(e.left_id, e.right_id)
      AND greatest(d.left_id, d.right_id) = greatest(e.left_id, e.right_id)
    WHERE d.left_id IS NULL GROUP BY e.left_id, e.right_id"""


def _components(backend: Backend) -> None:
    """Give every record the least record that it is joined with, however far; a few rounds reach everything."""
    backend.sql("SELECT record_id, record_id AS thing FROM sourced", into="things")
    for _ in range(_ROUNDS):
        backend.sql(_LEAST, into="things_next")
        moved = backend.sql(
            "SELECT count(*) AS n FROM things t JOIN things_next x ON x.record_id = t.record_id "
            "WHERE x.thing <> t.thing"
        ).to_pylist()
        backend.sql("SELECT * FROM things_next", into="things")
        if not moved[0]["n"]:
            return


_LEAST = """
    WITH linked AS (
      SELECT left_id AS a, right_id AS b FROM edges UNION ALL SELECT right_id, left_id FROM edges
      UNION ALL SELECT record_id, record_id FROM things)
    SELECT b.a AS record_id, min(t.thing) AS thing FROM linked b JOIN things t ON t.record_id = b.b GROUP BY b.a"""


def _reconciled() -> str:
    differing = ", ".join(f"CASE WHEN count(DISTINCT {column}) > 1 THEN '{column}' END" for column in COMPARED)
    twice = "CASE WHEN count(*) > count(DISTINCT source) THEN 'twice' END"
    return f"""
    WITH laid AS (
      SELECT t.thing, s.source, s.record_id, s.unit_id, s.category, s.state, k.folded, k.uid, k.filing_key
      FROM things t JOIN sourced s ON s.record_id = t.record_id JOIN link_records k ON k.asset_id = s.record_id),
    present AS (SELECT count(DISTINCT source) AS sources FROM sourced),
    grouped AS (
      SELECT thing, count(DISTINCT source) AS n, string_agg(DISTINCT source, '+' ORDER BY source) AS sources,
        concat_ws(';', {differing}, {twice}) AS differing FROM laid GROUP BY thing),
    why AS (
      SELECT t.thing, min(e.reason) AS reason FROM edges e JOIN things t ON t.record_id = e.left_id GROUP BY t.thing)
    SELECT g.thing, CASE WHEN g.differing <> '' THEN 'conflict' WHEN g.n = 1 THEN 'one'
        WHEN g.n < p.sources THEN 'two' ELSE 'all' END AS kind,
      g.sources, g.differing, coalesce(w.reason, '') AS reason
    FROM grouped g CROSS JOIN present p LEFT JOIN why w ON w.thing = g.thing"""


_NOTHING = """
    SELECT record_id AS left_id, record_id AS right_id, CAST(0 AS DOUBLE) AS score, '' AS reasons
    FROM sourced WHERE FALSE"""


def _suggest(backend: Backend, model: Model) -> None:
    """Ask the linkage model about what only one source knows; pairs of one source are another matter."""
    backend.sql(
        """SELECT k.* FROM link_records k JOIN things t ON t.record_id = k.asset_id
        JOIN reconciled r ON r.thing = t.thing WHERE r.kind = 'one' AND k.category <> 'work_group'""",
        into="link_records",
    )
    tiers.link_records(backend, model, lambda _stage, _share: None)
    backend.sql(_SUGGESTED, into="suggested")


_SUGGESTED = """
    SELECT p.left_id, p.right_id, p.score, p.reasons FROM same_thing_pairs p
    JOIN sourced l ON l.record_id = p.left_id JOIN sourced r ON r.record_id = p.right_id
    LEFT JOIN decided d ON least(d.left_id, d.right_id) = least(p.left_id, p.right_id)
      AND greatest(d.left_id, d.right_id) = greatest(p.left_id, p.right_id) AND d.verdict <> 'unsure'
    WHERE l.source <> r.source AND d.left_id IS NULL"""
