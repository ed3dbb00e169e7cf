"""All kinds together: one thing is not two, and what may be one is not proposed as two."""

import json
from datetime import date

from tests.engine.linkage.conftest import Register, account, judged, keep_things, paired

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage import cluster_table, judgement, kinds, link
from jianfu.engine.linkage.parameters import SURVIVOR_ORDER, LinkParameters

AS_OF = date(2026, 9, 1)


def _paired(register: Register, tier: str, *said: dict[str, object]) -> Backend:
    backend = register({"assets": [account("A"), account("B")], "judgements": said})
    keep_things(backend, [("A", "B", 0.9, tier)] if tier else [])
    judgement.settle(backend)
    cluster_table.make(backend, SURVIVOR_ORDER)
    backend.sql(link.things_decided(), into="things_decided")
    kinds.pair_up(backend, LinkParameters(), AS_OF)
    return backend


def test_two_accounts_that_are_one_thing_are_not_two_of_one_unit(register: Register) -> None:
    assert paired(_paired(register, "proposal"), "kind_pairs") == {}


def test_two_accounts_that_may_be_one_are_for_a_person(register: Register) -> None:
    backend = _paired(register, "review")
    assert paired(backend, "kind_pairs") == {"AB": "review"}
    reasons = json.loads(backend.sql("SELECT reasons FROM kind_pairs").to_pylist()[0]["reasons"])
    assert reasons[-1] == {"field": "same_thing", "level": "may_be_one"}


def test_two_accounts_judged_two_are_proposed_as_two_of_one_unit(register: Register) -> None:
    backend = _paired(register, "review", judged("A", "B", "different"))
    assert paired(backend, "kind_pairs") == {"AB": "proposal"}


def test_two_accounts_the_model_does_not_pair_are_proposed_as_two_of_one_unit(register: Register) -> None:
    assert paired(_paired(register, ""), "kind_pairs") == {"AB": "proposal"}
