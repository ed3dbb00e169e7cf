"""Candidate groups out of the backend."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups.family import Group
from jianfu.engine.workgroups.repeats import Tasks, fresh_loads
from jianfu.engine.workgroups.standing import CANDIDATE

CHOSEN = f"JOIN group_standing s ON s.asset_id = x.asset_id WHERE s.standing = '{CANDIDATE}'"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates in order of id, posts by group and unit where known, levels of units where known, repeated tasks."""

    groups: tuple[Group, ...]
    posts: Mapping[tuple[str, str], int]
    levels: Mapping[str, str]
    tasks: Tasks


def gather(backend: Backend, tasks: str) -> Gathered:
    """Read the candidates from ``group_standing`` and the tables beside it.

    *tasks* names a table (group_id, notice_id) of notices that set one task; empty where there is none.
    """
    issuers, audience, posts = _listed(backend)
    rows = backend.sql(f"SELECT x.* FROM group_standing x {CHOSEN}")
    columns = [rows[name].to_pylist() for name in ("asset_id", "direction", "scope", "load", "matter_key")]
    facts = sorted(zip(*columns, strict=True))
    repeated = Tasks.read(backend, tasks)
    fresh = fresh_loads({fact[0]: fact[3] for fact in facts}, repeated)
    groups = tuple(
        Group(asset_id, way, scope, load, fresh[asset_id], matter, issuers[asset_id], audience[asset_id])
        for asset_id, way, scope, load, matter in facts
    )
    known = backend.sql("SELECT unit_id, level FROM unit_facts WHERE level IS NOT NULL")
    levels = dict(zip(known["unit_id"].to_pylist(), known["level"].to_pylist(), strict=True))
    return Gathered(groups, posts, levels, repeated)


def _listed(
    backend: Backend,
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[tuple[str, str], int]]:
    sent = backend.sql(f"SELECT x.asset_id, x.unit_id FROM group_issuers x {CHOSEN}")
    addressed = backend.sql(f"SELECT x.asset_id, x.unit_id, x.posts FROM group_audience x {CHOSEN}")
    ids, units, posts = (addressed[name].to_pylist() for name in ("asset_id", "unit_id", "posts"))
    known = {(group, unit): count for group, unit, count in zip(ids, units, posts, strict=True) if count}
    return (
        _sets(zip(sent["asset_id"].to_pylist(), sent["unit_id"].to_pylist(), strict=True)),
        _sets(zip(ids, units, strict=True)),
        known,
    )


def _sets(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return each group's units; equal sets are one object, since many groups address the same units."""
    listed: dict[str, list[str]] = defaultdict(list)
    for group, unit in pairs:
        listed[group].append(unit)
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {group: shared.setdefault(units := frozenset(found), units) for group, found in listed.items()}
