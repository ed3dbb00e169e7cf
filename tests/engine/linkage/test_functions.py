"""Same functions, in places that touch: how much is shared, and what is not known."""

import json
from typing import Any

import pytest
from tests.engine.linkage.conftest import Register, account, application, group, offers, paired

from jianfu.engine.linkage import functions
from jianfu.engine.linkage.parameters import LinkParameters

PROPOSED, LOOKED_AT, NOTHING = {"AB": "proposal"}, {"AB": "review"}, {}


def _case(label: str, pairs: dict[str, str], *, left: str = "abcde", right: str = "abcde", **more: Any) -> Any:
    second = more.pop("second", application("B"))
    first = more.pop("first", application("A"))
    rows = {"assets": [first, second], "functions": [*offers("A", left), *offers("B", right)], **more}
    return pytest.param(rows, pairs, id=label)


CASES = [
    _case("the very same", PROPOSED),
    _case("four of five", PROPOSED, right="abcd"),
    _case("three of five", LOOKED_AT, right="abc"),
    _case("two of five is too little", NOTHING, right="ab"),
    _case("half, but the smaller does not lie in the larger", NOTHING, left="abcd", right="abcx"),
    _case("nothing shared", NOTHING, right="vwxyz"),
    _case("one function is too thin to propose", LOOKED_AT, left="a", right="a"),
    _case("an account beside an app", PROPOSED, second=account("B")),
    _case("a group has no functions", NOTHING, second=group("B")),
    _case("a county inside the city", PROPOSED, second=application("B", region_code="320500")),
    _case("a town inside the county", PROPOSED, second=application("B", region_code="320506102")),
    _case("two counties of one city do not touch", NOTHING, second=application("B", region_code="320507")),
    _case("a code alike in its first digits only", NOTHING, second=application("B", region_code="320600")),
    _case("a place not known", NOTHING, second=application("B", region_code=None)),
    _case("one of them closed", NOTHING, second=application("B", state="closed")),
    _case("one not saying whether it lives", LOOKED_AT, second=application("B", state=None)),
    _case("a list with a rejected row", NOTHING, incomplete=[{"table_code": "functions", "asset_id": "B"}]),
    _case("a rejected row elsewhere", PROPOSED, incomplete=[{"table_code": "audiences", "asset_id": "B"}]),
]


@pytest.mark.parametrize(("rows", "pairs"), CASES)
def test_two_apps(register: Register, rows: dict[str, Any], pairs: dict[str, str]) -> None:
    backend = register(rows)
    functions.prepare(backend)
    functions.pair_up(backend, LinkParameters())
    assert paired(backend, "same_function_pairs") == pairs


def test_the_place_its_functions_name_goes_before_the_place_of_the_entry(register: Register) -> None:
    both = [*offers("A", "abc"), *offers("B", "abc", region_code="320507")]
    backend = register({"assets": [application("A"), application("B")], "functions": both})
    functions.prepare(backend)
    functions.pair_up(backend, LinkParameters())
    assert paired(backend, "same_function_pairs") == {}


def test_the_reason_tells_each_side_in_the_order_of_the_ids(register: Register) -> None:
    rows = {"assets": [application("A"), application("B")], "functions": [*offers("A", "abc"), *offers("B", "abcd")]}
    backend = register(rows)
    functions.prepare(backend)
    functions.pair_up(backend, LinkParameters())
    found = backend.sql("SELECT score, reasons FROM same_function_pairs").to_pylist()[0]
    first = json.loads(found["reasons"])[0]
    assert found["score"] == 0.75
    assert (first["shared"], first["left_size"], first["right_size"], first["containment"]) == (3, 3, 4, 1.0)


@pytest.mark.parametrize(
    ("code", "cut"),
    [
        ("320000", "32"),
        ("320500", "3205"),
        ("320506", "320506"),
        ("320506000000", "320506"),
        ("320506102", "320506102"),
        ("320506102000", "320506102"),
        ("320506102201", "320506102201"),
        ("441900003", "441900003"),
        ("3", None),
    ],
)
def test_a_division_code_is_cut_to_the_level_it_names(register: Register, code: str, cut: str | None) -> None:
    found = register({}).sql(f"SELECT {functions.area('code')} AS area FROM (SELECT '{code}' AS code)").to_pylist()
    assert found == [{"area": cut}]
