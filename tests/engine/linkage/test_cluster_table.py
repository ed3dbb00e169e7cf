"""Clusters as tables: from the backend's pairs and people's words, and back."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.engine.linkage.conftest import Register, account, judged, keep_things

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import cluster_table, judgement
from jianfu.engine.linkage.parameters import SURVIVOR_ORDER

CHAIN = (("A", "B", 0.99, "proposal"), ("B", "C", 0.97, "proposal"), ("C", "D", 0.6, "review"))


def _clustered(register: Register, said: Sequence[Any], things: Sequence[Any] = CHAIN) -> Backend:
    backend = register({"assets": [account(asset_id) for asset_id in "ABCDE"], "judgements": said})
    keep_things(backend, things)
    judgement.settle(backend)
    cluster_table.make(backend, SURVIVOR_ORDER)
    return backend


def _sets(backend: Backend) -> list[str]:
    rows = backend.sql("SELECT cluster_id, asset_id FROM clusters ORDER BY cluster_id, asset_id").to_pylist()
    found: dict[str, str] = {}
    for row in rows:
        found[row["cluster_id"]] = found.get(row["cluster_id"], "") + row["asset_id"]
    assert all(members.startswith(first) for first, members in found.items())
    return list(found.values())


@pytest.mark.parametrize(
    ("said", "sets"),
    [
        pytest.param([], ["ABC"], id="proposals join; pairs to be looked at do not"),
        pytest.param([judged("C", "D", "same")], ["ABCD"], id="a person joins what the model left open"),
        pytest.param([judged("D", "E", "same")], ["ABC", "DE"], id="a person joins what the model did not see"),
        pytest.param([judged("A", "C", "different")], ["AB"], id="a person parts what the model joined"),
        pytest.param([judged("A", "B", "unsure")], ["BC"], id="what a person is unsure of joins nothing"),
        pytest.param([judged("A", "B", "same"), judged("B", "C", "same"), judged("A", "C", "different")], [],
                     id="words that clash join nothing"),
    ],
)  # fmt: skip
def test_what_people_said_shapes_the_clusters(register: Register, said: list[Any], sets: list[str]) -> None:
    assert _sets(_clustered(register, said)) == sets


def test_words_that_clash_are_listed_with_the_way_between(register: Register) -> None:
    said = [judged("A", "B", "same"), judged("B", "C", "same"), judged("C", "A", "different")]
    backend = _clustered(register, said)
    clashes = backend.sql("SELECT * FROM contradictions").to_pylist()
    assert clashes == [{"left_id": "A", "right_id": "C", "path": "A;B;C"}]
    assert backend.sql("SELECT count(*) AS n FROM cut_pairs").to_pylist() == [{"n": 2}]


def test_one_of_each_cluster_survives(register: Register) -> None:
    backend = _clustered(register, [judged("D", "E", "same")])
    counted = "SELECT sum(CASE WHEN survivor THEN 1 ELSE 0 END) AS n FROM clusters GROUP BY cluster_id"
    assert backend.sql(counted).to_pylist() == [{"n": 1}, {"n": 1}]


def test_without_pairs_there_are_no_clusters_and_the_tables_stand(register: Register) -> None:
    backend = _clustered(register, [], things=[])
    for table in ("clusters", "contradictions", "cut_pairs"):
        assert backend.sql(f"SELECT * FROM {table}").num_rows == 0
