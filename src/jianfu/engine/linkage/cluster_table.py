"""Clusters made in Python from the backend's pairs, and handed back to it as tables."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.linkage.cluster import Clusters, Edge, clusters
from jianfu.engine.linkage.survivor import survivors

MEMBERS = pa.schema([("cluster_id", pa.string()), ("asset_id", pa.string())])
CUT = pa.schema([("left_id", pa.string()), ("right_id", pa.string())])
CONTRADICTIONS = pa.schema([*CUT, ("path", pa.string())])


def make(backend: Backend, survivor_order: tuple[str, ...]) -> None:
    """Make tables ``clusters`` (cluster_id, asset_id, survivor), ``contradictions`` and ``cut_pairs``.

    Reads ``same_thing_pairs``, ``settled`` and ``entries``. Proposals no one has judged otherwise and pairs judged
    the same join; those judged different keep apart, those judged unsure join nothing. ``contradictions`` (left_id,
    right_id, path: ids joined by ``;``) lists entries judged different that judgements “same” join; ``cut_pairs``
    (left_id, right_id) the pairs not believed because of such words. Entries alone are in no cluster.
    """
    edges = _columns(backend, _EDGES, "left_id", "right_id", "score", "judged")
    apart = _columns(backend, "SELECT * FROM settled WHERE verdict = 'different'", "left_id", "right_id")
    found = clusters([Edge(*edge) for edge in edges], list(apart))
    keep(backend, _members(found), into="cluster_members")
    cut = [{"left_id": left, "right_id": right} for left, right in found.cut]
    keep(backend, pa.Table.from_pylist(cut, CUT), into="cut_pairs")
    clashes = [{"left_id": c.left, "right_id": c.right, "path": ";".join(c.path)} for c in found.contradictions]
    keep(backend, pa.Table.from_pylist(clashes, CONTRADICTIONS), into="contradictions")
    backend.sql(survivors(survivor_order, "cluster_members"), into="clusters")


_EDGES = """
    SELECT p.left_id, p.right_id, coalesce(p.score, 0.0) AS score, FALSE AS judged
    FROM same_thing_pairs p LEFT JOIN settled s ON s.left_id = p.left_id AND s.right_id = p.right_id
    WHERE p.tier = 'proposal' AND s.verdict IS NULL
    UNION ALL SELECT left_id, right_id, CAST(1.0 AS DOUBLE), TRUE FROM settled WHERE verdict = 'same'"""


def _columns(backend: Backend, query: str, *names: str) -> Iterable[Any]:
    rows = backend.sql(f"SELECT {', '.join(names)} FROM ({query})")
    return zip(*(rows.column(name).to_pylist() for name in names), strict=True)


def _members(found: Clusters) -> pa.Table:
    sizes = [(members[0], members) for members in found.members]
    return pa.table(
        {
            "cluster_id": [first for first, members in sizes for _ in members],
            "asset_id": [asset_id for _, members in sizes for asset_id in members],
        },
        schema=MEMBERS,
    )
