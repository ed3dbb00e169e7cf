"""How the answer is written back: homes, successors, what a reason names."""

from collections.abc import Callable

import pytest
from tests.engine.consolidation.conftest import Made, Rows, entry, function

from jianfu.engine.consolidation.settle import listed

Planned = Callable[..., Made]


@pytest.mark.parametrize(
    ("codes", "text"),
    [([], None), (["B", "A", "A"], "A、B"), (list("ABCDEFG"), "A、B、C、D、E…(+2)")],
)
def test_a_reason_names_a_few_functions(codes: list[str], text: str | None) -> None:
    assert listed(codes, "、") == text


def test_each_function_has_its_own_home_and_the_entry_the_one_that_takes_most(planned: Planned) -> None:
    rows: Rows = {
        "assets": [entry("A"), entry("B"), entry("C", unit="P", region_code="320000")],
        "functions": [
            *(function("A", code) for code in ("F1", "F2", "F3")),
            function("B", "F1"),
            *(function("B", f"X{n}") for n in range(3)),
            *(function("C", code, region_code="320000") for code in ("F2", "F3", "F1")),
            function("C", "Y", region_code="320000"),
        ],
    }
    made = planned(rows)
    assert made.dispositions == {"A": "migrate_close", "B": "keep", "C": "keep"}
    assert made.successors["A"] == "C"
    moved = {row[1]: row[3] for row in made.coverage if row[0] == "A"}
    assert moved == {"F1": "B", "F2": "C", "F3": "C"}


EN = "Entries that stay take over its 3 functions in use; by the plan of least cost it is closed once they are moved."


@pytest.mark.parametrize(
    ("lang", "reason"),
    [("zh", "3项在用功能均由保留的条目承接，按总成本最低的方案，建议迁移后关停。"), ("en", EN)],
)
def test_reasons_come_in_both_languages(planned: Planned, lang: str, reason: str) -> None:
    rows: Rows = {
        "assets": [entry("A"), entry("B", unit="P", region_code="320000")],
        "functions": [
            *(function("A", f"F{n}") for n in range(3)),
            *(function("B", f"F{n}", region_code="320000") for n in range(4)),
        ],
    }
    assert planned(rows, lang=lang).rows("plan", "asset_id")[0]["reason"] == reason
