"""One unit, one platform: two accounts are a fact, and what is not known keeps them from being proposed."""

import json
from typing import Any

import pytest
from tests.engine.linkage.conftest import Register, account, paired

from jianfu.engine.linkage import unit_platform
from jianfu.engine.linkage.parameters import LinkParameters

PROPOSED, LOOKED_AT, NOTHING = {"AB": "proposal"}, {"AB": "review"}, {}


@pytest.mark.parametrize(
    ("second", "pairs"),
    [
        pytest.param({}, PROPOSED, id="both live and are two"),
        pytest.param({"platform": "微信服务号"}, PROPOSED, id="the platform is written otherwise"),
        pytest.param({"name": "别的名字"}, PROPOSED, id="names do not matter"),
        pytest.param({"state": "suspended"}, PROPOSED, id="one is suspended, not closed"),
        pytest.param({"platform_id": None}, LOOKED_AT, id="one states no platform account"),
        pytest.param({"platform_id": "none"}, LOOKED_AT, id="one states that it has no platform account"),
        pytest.param({"state": None}, LOOKED_AT, id="one does not say whether it lives"),
        pytest.param({"account_type": None}, LOOKED_AT, id="what one is for is not stated"),
        pytest.param({"state": "closed"}, NOTHING, id="one is closed"),
        pytest.param({"platform_id": "a"}, NOTHING, id="one account listed twice is one thing"),
        pytest.param({"platform": "新浪微博"}, NOTHING, id="another platform"),
        pytest.param({"platform": None}, NOTHING, id="no platform"),
        pytest.param({"sponsor_unit_id": "V"}, NOTHING, id="another unit"),
        pytest.param({"sponsor_unit_id": None}, NOTHING, id="no unit"),
        pytest.param({"category": "app"}, NOTHING, id="an app is no account"),
    ],
)
def test_two_accounts_of_one_unit(register: Register, second: dict[str, Any], pairs: dict[str, str]) -> None:
    backend = register({"assets": [account("A"), account("B", **second)]})
    unit_platform.pair_up(backend, LinkParameters())
    assert paired(backend, "same_unit_platform_pairs") == pairs


def test_a_service_and_a_publishing_account_side_by_side_are_for_a_person(register: Register) -> None:
    rows = [account("A", account_type="publishing"), account("B", account_type="service")]
    backend = register({"assets": rows})
    unit_platform.pair_up(backend, LinkParameters())
    found = backend.sql("SELECT tier, score, reasons FROM same_unit_platform_pairs").to_pylist()[0]
    assert (found["tier"], found["score"]) == ("review", 1.0)
    assert {"field": "account_type", "level": "publishing_and_service"} in json.loads(found["reasons"])


def test_the_score_is_the_share_of_facts_stated(register: Register) -> None:
    backend = register({"assets": [account("A"), account("B", platform_id=None, account_type=None)]})
    unit_platform.pair_up(backend, LinkParameters())
    assert backend.sql("SELECT score FROM same_unit_platform_pairs").to_pylist() == [{"score": 0.5}]


def test_a_unit_with_very_many_accounts_is_listed_whole_without_all_their_pairs(register: Register) -> None:
    backend = register({"assets": [account(f"{number:03}") for number in range(200)]})
    unit_platform.pair_up(backend, LinkParameters(most_in_block=20))
    pairs = backend.sql("SELECT left_id, right_id FROM same_unit_platform_pairs").to_pylist()
    assert {pair["left_id"] for pair in pairs} == {"000"}
    assert len({pair["right_id"] for pair in pairs}) == len(pairs) == 199
