"""Which entries could be the new home of a function."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.engine.consolidation.conftest import AS_OF, REMEDIES, Rows, entry, finding, function, load

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.consolidation import offers, standing
from jianfu.engine.consolidation.parameters import PlanParameters

Homes = Callable[[Rows], dict[tuple[str, str], list[str]]]


@pytest.fixture
def homes(tmp_path: Path, write_clean: Callable[[Rows, Path], Path]) -> Iterator[Homes]:
    """Give a function that returns the homes of each function in use, best first."""
    with closing(DuckDB(tmp_path / "offers", memory_limit="500MB")) as opened:

        def look(rows: Rows) -> dict[tuple[str, str], list[str]]:
            load(opened, tmp_path / "clean", write_clean, rows)
            standing.prepare(opened, AS_OF, PlanParameters(remedies=REMEDIES))
            offers.prepare(opened)
            known = offers.entries(opened)
            return {
                (known.ids[need.owner], need.function_code): [known.ids[home] for home in need.homes]
                for need in offers.needs(opened, known)
            }

        yield look


OWNER = entry("A")


@pytest.mark.parametrize(
    ("other", "offered", "is_home"),
    [
        (entry("B"), {}, True),
        (entry("B", unit="P"), {}, True),
        (entry("B", unit="Y"), {}, False),
        (entry("B", unit="Y"), {"region_code": "320600"}, True),
        (entry("B", "new_media"), {}, True),
        (entry("B", "work_group"), {}, False),
        (entry("B", state="suspended"), {}, False),
        (entry("B", state=None), {}, False),
        (entry("B", unit=None), {}, False),
    ],
)
def test_the_same_function_for_the_same_place_or_above(
    homes: Homes, other: dict[str, object], offered: dict[str, object], is_home: bool
) -> None:
    rows = {"assets": [OWNER, other], "functions": [function("A", "F"), function("B", "F", 0, **offered)]}
    assert homes(rows)["A", "F"] == (["B"] if is_home else [])


@pytest.mark.parametrize(
    ("owner", "other", "is_home"),
    [
        (OWNER, entry("B", absorbs="F"), False),
        (OWNER, entry("B", absorbs="E;F"), True),
        (OWNER, entry("B", absorbs="*"), True),
        (OWNER, entry("B", absorbs="FF"), False),
        (OWNER, entry("B", unit="Y", absorbs="*"), False),
        (OWNER, entry("B", unit="P", absorbs="*"), True),
        (OWNER, entry("B", "new_media", absorbs="*"), False),
        (entry("A", "new_media"), entry("B", "new_media", absorbs="*"), True),
    ],
)
def test_an_absorber_must_serve_the_place_and_be_able_to_carry_it(
    homes: Homes, owner: dict[str, object], other: dict[str, object], is_home: bool
) -> None:
    """Without functions of its own an app is left to a person and takes nothing over: here B offers one."""
    rows: Rows = {
        "assets": [owner, other],
        "functions": [function("A", "F"), *([] if other["absorbs"] == "F" else [function("B", "G")])],
        "findings": [finding("A", "NM-06")],
    }
    assert homes(rows)["A", "F"] == (["B"] if is_home else [])


def test_homes_stand_best_first(homes: Homes) -> None:
    rows: Rows = {
        "assets": [OWNER, entry("Z"), entry("B"), entry("P", unit="P"), entry("H", absorbs="*")],
        "functions": [*(function(asset_id, "F") for asset_id in ("A", "Z", "B", "P")), function("H", "G")],
    }
    assert homes(rows)["A", "F"] == ["B", "Z", "P", "H"]


def test_unused_functions_need_no_home_and_lawful_ones_always_do(homes: Homes) -> None:
    rows: Rows = {
        "assets": [OWNER],
        "functions": [function("A", "F", 0), function("A", "G", 0, statutory=True), function("A", "H", None)],
    }
    assert homes(rows) == {("A", "G"): [], ("A", "H"): []}
