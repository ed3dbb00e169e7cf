"""What waits for a person: the most telling first, nothing judged, and only what was asked for."""

from typing import Any

import pyarrow as pa
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.rows import keep
from jianfu.engine.linkage import link_queue
from jianfu.engine.linkage.cluster_table import CONTRADICTIONS
from jianfu.engine.linkage.link_queue import Asked

PAIRS = (
    ("A", "B", "same_thing", "review", 0.9, None),
    ("A", "C", "same_thing", "review", 0.55, None),
    ("B", "C", "same_thing", "proposal", 0.99, None),
    ("A", "D", "same_thing", "review", 0.5, "unsure"),
    ("A", "B", "same_function", "review", 0.6, None),
    ("C", "D", "rebound", "review", 0.95, None),
)
ENTRIES = {"A": ("U", "320506"), "B": ("U", "320500"), "C": ("V", "320600"), "D": (None, None)}


@pytest.fixture
def finished(embedded: Backend) -> Backend:
    names = ("left_id", "right_id", "kind", "tier", "score", "judgement")
    rows = [dict(zip(names, pair, strict=True)) | {"reasons": "[]"} for pair in PAIRS]
    texts = [(name, pa.string()) for name in ("left_id", "right_id", "kind", "tier", "judgement", "reasons")]
    keep(embedded, pa.Table.from_pylist(rows, pa.schema([*texts, ("score", pa.float64())])), into="pairs")
    assets = [
        {"asset_id": i, "name": f"名{i}", "platform": "微信", "sponsor_unit": unit, "sponsor_unit_id": unit,
         "region_code": region} for i, (unit, region) in ENTRIES.items()
    ]  # fmt: skip
    schema = pa.schema([(name, pa.string()) for name in assets[0]])
    keep(embedded, pa.Table.from_pylist(assets, schema), into="assets")
    clash = [{"left_id": "A", "right_id": "C", "path": "A;B;C"}]
    keep(embedded, pa.Table.from_pylist(clash, CONTRADICTIONS), into="contradictions")
    return embedded


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        pytest.param(Asked(), ["AC", "AB", "CD", "AB"], id="nearest to even odds first, then the largest overlap"),
        pytest.param(Asked(kinds=("rebound",)), ["CD"], id="one kind"),
        pytest.param(Asked(unit="V"), ["AC", "CD"], id="either side's sponsor"),
        pytest.param(Asked(region="320506"), ["AC", "AB", "AB"], id="one county"),
        pytest.param(Asked(region="320600"), ["AC", "CD"], id="one city"),
        pytest.param(Asked(region="320000"), ["AC", "AB", "CD", "AB"], id="the province"),
        pytest.param(Asked(region="330000"), [], id="another province"),
    ],
)
def test_what_waits(finished: Backend, asked: Asked, listed: list[str]) -> None:
    rows = link_queue.waiting(finished, asked)
    assert [row["left_id"] + row["right_id"] for row in rows] == listed
    assert all(tuple(row) == link_queue.COLUMNS for row in rows)


def test_a_pair_is_found_whichever_is_named_first(finished: Backend) -> None:
    kinds = [row["kind"] for row in link_queue.pair(finished, "B", "A")]
    assert kinds == ["same_function", "same_thing"]
    assert link_queue.pair(finished, "B", "D") == []


def test_an_entry_the_run_does_not_hold_is_shown_by_its_id(finished: Backend) -> None:
    assert link_queue.entry(finished, "A")["name"] == "名A"
    missing: dict[str, Any] = link_queue.entry(finished, "X'")
    assert (missing["asset_id"], missing["name"]) == ("X'", None)


def test_contradictions_are_told(finished: Backend) -> None:
    assert link_queue.clashes(finished) == [{"left_id": "A", "right_id": "C", "path": "A;B;C"}]
