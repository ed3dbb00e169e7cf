"""The whole room: what people said beats the model, what is not known proposes nothing, order does not matter."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.linkage.conftest import (
    Register,
    account,
    addresses,
    application,
    group,
    judged,
    keep_things,
    offers,
)

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import link
from jianfu.engine.linkage.parameters import LinkParameters
from jianfu.engine.schema.outputs import CLUSTERS, CONTRADICTIONS, PAIRS

AS_OF = date(2026, 9, 1)
THINGS = (("A", "B", 0.99, "proposal"), ("B", "C", 0.97, "proposal"), ("C", "D", 0.6, "review"))
REGISTER = {
    "assets": [
        *(account(asset_id, platform=f"平台{asset_id}") for asset_id in "ABCD"),
        *(account(asset_id, name="江城微观察", sponsor_unit_id="V") for asset_id in "EF"),
        application("G"),
        application("H", name="河湖通"),
        group("I"),
        group("J", matter="防汛调度"),
        group("K", name="一路同行", state="closed", closed_on=date(2026, 7, 1)),
        group("L", name="同舟共济", opened_on=date(2026, 8, 1), matter="防汛工作"),
    ],
    "functions": [*offers("G", "abcd"), *offers("H", "abcde")],
    "audiences": [*addresses("I", "xyz"), *addresses("J", "xyz")],
}

TIERS = {
    ("AB", "same_thing"): "proposal",
    ("BC", "same_thing"): "proposal",
    ("CD", "same_thing"): "review",
    ("EF", "same_unit_platform"): "proposal",
    ("GH", "same_function"): "proposal",
    ("IJ", "same_audience"): "review",
    ("KL", "rebound"): "review",
}


def _decided(
    register: Register, rows: Mapping[str, Any], things: Sequence[Any] = THINGS, backend: Backend | None = None
) -> Backend:
    made = register(rows, backend) if backend else register(rows)
    keep_things(made, things)
    link.decide(made, as_of=AS_OF, parameters=LinkParameters(), progress=lambda _stage, _share: None)
    return made


def _pairs(backend: Backend) -> dict[tuple[str, str], dict[str, Any]]:
    rows = backend.sql("SELECT * FROM pairs").to_pylist()
    return {(row["left_id"] + row["right_id"], row["kind"]): row for row in rows}


def test_every_kind_is_found_on_both_engines(register: Register, backend: Backend) -> None:
    found = _pairs(_decided(register, REGISTER, backend=backend))
    assert {key: row["tier"] for key, row in found.items()} == TIERS
    assert all(isinstance(json.loads(row["reasons"]), list) for row in found.values())
    outputs = (PAIRS, CLUSTERS, CONTRADICTIONS)
    columns = [tuple(backend.sql(f"SELECT * FROM {out.code} LIMIT 0").schema.names) for out in outputs]
    assert columns == [out.codes for out in outputs]


@pytest.mark.parametrize(
    ("said", "pair", "tier", "judgement", "level"),
    [
        pytest.param([judged("C", "D", "same")], "CD", "proposal", "same", "same", id="same lifts a pair"),
        pytest.param([judged("A", "D", "same")], "AD", "proposal", "same", "same", id="same adds a pair"),
        pytest.param([judged("A", "B", "different")], "AB", "proposal", "different", "different",
                     id="different keeps the row and says so"),
        pytest.param([judged("A", "B", "unsure")], "AB", "review", "unsure", "unsure", id="unsure proposes nothing"),
        pytest.param([judged("A", "B", "same"), judged("A", "B", "different")], "AB", "review", "unsure", "tied",
                     id="two words at one moment are said to tie"),
        pytest.param([judged("A", "C", "different")], "BC", "review", None, "cut",
                     id="the weakest pair between two judged different is not believed"),
    ],
)  # fmt: skip
def test_what_people_said_beats_the_model(
    register: Register, said: list[Any], pair: str, tier: str, judgement: str | None, level: str
) -> None:
    found = _pairs(_decided(register, REGISTER | {"judgements": said}))[pair, "same_thing"]
    assert (found["tier"], found["judgement"]) == (tier, judgement)
    assert {"field": "judgement", "level": level} in json.loads(found["reasons"])


def test_a_pair_of_any_kind_that_was_judged_is_not_asked_again(register: Register) -> None:
    said = [judged(left, right, "different") for left, right in ("EF", "GH", "IJ", "KL", "CD")]
    found = _pairs(_decided(register, REGISTER | {"judgements": said}))
    assert [key for key, row in found.items() if row["tier"] == "review" and row["judgement"] is None] == []


def test_what_is_counted_is_what_is_listed(register: Register) -> None:
    backend = register(REGISTER | {"judgements": [judged("C", "D", "different")]})
    keep_things(backend, THINGS)
    found = link.decide(backend, as_of=AS_OF, parameters=LinkParameters(), progress=lambda _stage, _share: None)
    things = next(count for count in found.pairs if count.kind == "same_thing")
    assert (things.proposals, things.waiting, things.judged) == (2, 0, 1)
    assert (found.clusters, found.members, found.contradictions, found.tied) == (1, 3, 0, 0)


def test_progress_is_told_in_order_to_the_end(register: Register) -> None:
    told: list[float] = []
    backend = register(REGISTER)
    keep_things(backend, THINGS)
    link.decide(backend, as_of=AS_OF, parameters=LinkParameters(), progress=lambda _stage, share: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_taking_a_word_back_restores_pairs_and_clusters(register: Register) -> None:
    def stood(said: list[Any]) -> list[Any]:
        backend = _decided(register, REGISTER | {"judgements": said})
        return [backend.sql(f"SELECT * FROM {table} ORDER BY ALL").to_pylist() for table in ("pairs", "clusters")]

    before = stood([])
    assert stood([judged("A", "C", "different"), judged("C", "D", "same")]) != before
    assert stood([]) == before


few = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(register: Register, chance: Any) -> None:
    shuffled = {table: chance.sample(rows, len(rows)) for table, rows in REGISTER.items()}
    again = _decided(register, shuffled, chance.sample(THINGS, len(THINGS)))
    rows = [again.sql(f"SELECT * FROM {table} ORDER BY ALL").to_pylist() for table in ("pairs", "clusters")]
    first = _decided(register, REGISTER)
    assert rows == [first.sql(f"SELECT * FROM {table} ORDER BY ALL").to_pylist() for table in ("pairs", "clusters")]


RANK = {None: 0, "review": 1, "proposal": 2}
EVIDENCE = ("sponsor_unit_id", "platform", "platform_id", "account_type", "region_code", "matter", "opened_on", "state")
cells = st.tuples(st.integers(0, len(REGISTER["assets"]) - 1), st.sampled_from(EVIDENCE))


@settings(parent=few, max_examples=15)
@given(st.lists(cells, min_size=1, max_size=6))
def test_removing_evidence_never_raises_a_tier(register: Register, blanked: list[tuple[int, str]]) -> None:
    assets = [dict(row) for row in REGISTER["assets"]]
    for row, code in blanked:
        if code != "state" or assets[row].get("closed_on") is None:
            assets[row][code] = None
    bare = _pairs(_decided(register, REGISTER | {"assets": assets}))
    for key, row in bare.items():
        assert RANK[row["tier"]] <= RANK[TIERS.get(key)], key
