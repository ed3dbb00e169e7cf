"""The plan as tables: what becomes of each group, and which groups become one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.workgroups.parameters import GroupParameters
from jianfu.engine.workgroups.solution import Merged, Solved
from jianfu.engine.workgroups.standing import CANDIDATE, DISSOLVED, KEPT, WAITING
from jianfu.engine.workgroups.wording import sentence

Age = tuple[bool, date, str]
MOVES = pa.schema(
    [("asset_id", pa.string()), ("disposition", pa.string()), ("successor_id", pa.string()), ("reason", pa.string())]
)
MERGES = pa.schema(
    [
        ("successor_id", pa.string()),
        ("sources", pa.string()),
        ("groups", pa.int64()),
        ("load", pa.float64()),
        ("irrelevant_share", pa.float64()),
        ("family_id", pa.string()),
        ("family_cost", pa.float64()),
        ("family_bound", pa.float64()),
        ("family_gap", pa.float64()),
    ]
)
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Merger:
    """Groups that become one, the survivor first named, and the family they come from."""

    successor: str
    merged: Merged
    family: str
    solved: Solved


def mergers(backend: Backend, solved: Sequence[Solved]) -> tuple[Merger, ...]:
    """Name the survivor of every set of groups: approved before not, then opened first, then the smaller id."""
    ages = _ages(backend)
    named = []
    for one in solved:
        family = min(group.asset_id for merged in one.merged for group in merged.groups)
        for merged in one.merged:
            survivor = min(ages[group.asset_id] for group in merged.groups)[2]
            named.append(Merger(survivor, merged, family, one))
    return tuple(sorted(named, key=lambda merger: merger.successor))


def _ages(backend: Backend) -> dict[str, Age]:
    rows = backend.sql(f"SELECT asset_id, approved, opened_on FROM group_standing WHERE standing = '{CANDIDATE}'")
    columns = (rows[name].to_pylist() for name in ("asset_id", "approved", "opened_on"))
    return {group: (not approved, opened or date.max, group) for group, approved, opened in zip(*columns, strict=True)}


def write(
    backend: Backend,
    named: Sequence[Merger],
    *,
    parameters: GroupParameters,
    lang: str,
    unproved: frozenset[str] = frozenset(),
) -> None:
    """Make tables ``group_plan`` and ``group_merges``.

    ``group_plan`` has a row for each live group (asset_id, disposition keep|merge|dissolve|review, successor_id,
    reason). ``group_merges`` has one for each group that takes in others (successor_id, sources: all ids parted by ;,
    the survivor's too, groups, load in messages/day less repeats, irrelevant_share of readings, and cost, bound and gap
    of the family it belongs to). Mergers whose survivor is *unproved* are put to review and not merged.
    """
    moves, joined = [], []
    for merger in named:
        moves += _moves(merger, parameters, lang, merger.successor in unproved)
        if len(merger.merged.groups) > 1 and merger.successor not in unproved:
            joined.append(_merge(merger))
    keep(backend, pa.Table.from_pylist(moves, schema=MOVES), "group_moves")
    keep(backend, pa.Table.from_pylist(joined, schema=MERGES), "group_merges")
    backend.sql(_plan(lang), into="group_plan")


def _moves(merger: Merger, parameters: GroupParameters, lang: str, unproved: bool) -> list[dict[str, str | None]]:
    merged, several = merger.merged, len(merger.merged.groups) > 1
    given = {
        "successor": merger.successor,
        "groups": len(merged.groups),
        "others": len(merged.groups) - 1,
        "load": merged.load,
        "cap": parameters.load_cap,
        "share": 100.0 * merged.irrelevant_share,
    }
    more = sentence("by_matter", lang) if merged.split and several else ""
    rows = []
    for group in merged.groups:
        stays = group.asset_id == merger.successor
        reason = ("heads" if stays else "joins") if several else ("alone_split" if merged.split else "alone")
        if unproved and several:
            disposition, successor, said = "review", None, sentence("unproved", lang)
        else:
            disposition, successor = ("keep", None) if stays else ("merge", merger.successor)
            said = sentence(reason, lang, **given) + more
        rows.append({"asset_id": group.asset_id, "disposition": disposition, "successor_id": successor, "reason": said})
    return rows


def _merge(merger: Merger) -> dict[str, object]:
    solved = merger.solved
    return {
        "successor_id": merger.successor,
        "sources": ";".join(sorted(group.asset_id for group in merger.merged.groups)),
        "groups": len(merger.merged.groups),
        "load": round(merger.merged.load, DIGITS),
        "irrelevant_share": round(merger.merged.irrelevant_share, DIGITS),
        "family_id": merger.family,
        "family_cost": round(solved.cost, DIGITS),
        "family_bound": round(solved.bound, DIGITS),
        "family_gap": round(solved.gap, DIGITS),
    }


def _plan(lang: str) -> str:
    proposals = (*((word, "keep") for word in KEPT), *((word, "dissolve") for word in DISSOLVED),
                 *((word, "review") for word in WAITING))  # fmt: skip
    dispositions = " ".join(f"WHEN '{word}' THEN '{proposal}'" for word, proposal in proposals)
    reasons = " ".join(f"WHEN '{word}' THEN '{_quoted(sentence(word, lang))}'" for word, _ in proposals)
    return f"""
    SELECT asset_id, CASE standing {dispositions} END AS disposition, CAST(NULL AS VARCHAR) AS successor_id,
      CASE standing {reasons} END AS reason
    FROM group_standing WHERE standing <> '{CANDIDATE}'
    UNION ALL SELECT asset_id, disposition, successor_id, reason FROM group_moves"""


def _quoted(words: str) -> str:
    return words.replace("'", "''")
