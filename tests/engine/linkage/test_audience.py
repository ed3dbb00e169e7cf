"""Same audience: whom two groups address, and for what."""

from typing import Any

import pytest
from tests.engine.linkage.conftest import Register, account, addresses, group, paired

from jianfu.engine.linkage import audience, kinds_text
from jianfu.engine.linkage.parameters import LinkParameters

PROPOSED, LOOKED_AT, NOTHING = {"AB": "proposal"}, {"AB": "review"}, {}


def _case(label: str, pairs: dict[str, str], *, right: str = "vwxyz", **more: Any) -> Any:
    second = {key: more.pop(key) for key in ("matter", "sponsor_unit_id", "state", "category") if key in more}
    rows = {
        "assets": [group("A"), group("B", **second)],
        "audiences": [*addresses("A", "vwxyz"), *addresses("B", right)],
    }
    return pytest.param(rows | more, pairs, id=label)


CASES = [
    _case("the very same", PROPOSED),
    _case("the matter written otherwise", PROPOSED, matter=" 防 汛工作"),
    _case("four of five units", PROPOSED, right="vwxy"),
    _case("three of five units", LOOKED_AT, right="vwx"),
    _case("two of five units is too little", NOTHING, right="vw"),
    _case("no unit shared", NOTHING, right="abc"),
    _case("the matter in another form", LOOKED_AT, matter="防汛调度专班"),
    _case("the matter of another year", LOOKED_AT, matter="2026年防汛工作"),
    _case("another matter", NOTHING, matter="征兵工作"),
    _case("another unit's group", LOOKED_AT, sponsor_unit_id="V"),
    _case("a unit not stated", LOOKED_AT, sponsor_unit_id=None),
    _case("another unit's group, with part of the units", NOTHING, right="vwx", sponsor_unit_id="V"),
    _case("another unit's group for a matter only alike", NOTHING, matter="防汛调度", sponsor_unit_id="V"),
    _case("one not saying whether it lives", LOOKED_AT, state=None),
    _case("one dissolved", NOTHING, state="closed"),
    _case("no matter", NOTHING, matter=None),
    _case("stated to have no matter", NOTHING, matter="none"),
    _case("no audience", NOTHING, right=""),
    _case("an audience with a rejected row", NOTHING, incomplete=[{"table_code": "audiences", "asset_id": "B"}]),
    _case("an account is no group", NOTHING, category="new_media"),
]


@pytest.mark.parametrize(("rows", "pairs"), CASES)
def test_two_groups(register: Register, rows: dict[str, Any], pairs: dict[str, str]) -> None:
    backend = register(rows)
    kinds_text.matters(backend)
    audience.pair_up(backend, LinkParameters())
    assert paired(backend, "same_audience_pairs") == pairs


def test_a_register_without_groups_has_no_pairs(register: Register) -> None:
    backend = register({"assets": [account("A")]})
    kinds_text.matters(backend)
    audience.pair_up(backend, LinkParameters())
    assert paired(backend, "same_audience_pairs") == {}
