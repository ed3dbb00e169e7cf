"""Who stays: the first fact that decides, in the order asked for."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.engine.linkage.conftest import Register, account

from jianfu.engine.backends.rows import keep
from jianfu.engine.linkage.cluster_table import MEMBERS
from jianfu.engine.linkage.parameters import SURVIVOR_ORDER
from jianfu.engine.linkage.survivor import UnableToOrderSurvivors, survivors

EARLY, LATE = date(2015, 1, 1), date(2020, 1, 1)


@pytest.mark.parametrize(
    ("first", "second", "survivor"),
    [
        pytest.param({}, {}, "A", id="nothing decides but the id"),
        pytest.param({"state": "closed", "opened_on": EARLY}, {"opened_on": LATE}, "B", id="one lives"),
        pytest.param({"opened_on": LATE}, {"opened_on": EARLY}, "B", id="opened earlier"),
        pytest.param({"opened_on": None}, {"opened_on": LATE}, "B", id="a day known goes before one not known"),
        pytest.param({}, {"certification": "certified"}, "B", id="certified"),
        pytest.param({"certification": "mismatch", "followers": 9}, {"followers": 10}, "B", id="more followers"),
        pytest.param({"followers": 9}, {"mau": 10}, "B", id="more users of whatever kind is known"),
        pytest.param({"followers": None}, {"followers": 0}, "B", id="none is more than not known"),
        pytest.param({"opened_on": LATE, "followers": 1}, {"opened_on": EARLY}, "B", id="age goes before use"),
    ],
)
def test_who_stays(register: Register, first: dict[str, Any], second: dict[str, Any], survivor: str) -> None:
    backend = register({"assets": [account("A", **first), account("B", **second)]})
    rows = [{"cluster_id": "A", "asset_id": asset_id} for asset_id in "AB"]
    keep(backend, pa.Table.from_pylist(rows, MEMBERS), into="members")
    found = backend.sql(survivors(SURVIVOR_ORDER, "members")).to_pylist()
    assert [row["asset_id"] for row in found if row["survivor"]] == [survivor]


def test_the_order_is_a_parameter(register: Register) -> None:
    rows = [account("A", opened_on=EARLY), account("B", opened_on=LATE, followers=5)]
    backend = register({"assets": rows})
    keep(backend, pa.Table.from_pylist([{"cluster_id": "A", "asset_id": i} for i in "AB"], MEMBERS), into="members")
    found = backend.sql(survivors(("use",), "members")).to_pylist()
    assert {row["asset_id"]: row["survivor"] for row in found} == {"A": False, "B": True}


def test_an_order_by_something_unknown_is_refused_with_what_is_known() -> None:
    with pytest.raises(UnableToOrderSurvivors, match="beauty") as refused:
        survivors(("beauty",), "members")
    assert "opened_on" in refused.value.zh
    assert "opened_on" in refused.value.en
