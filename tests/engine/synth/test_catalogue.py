"""Functions: no overlap but the planted, one catalogue for all provinces."""

from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest

from jianfu.engine.synth import catalogue
from jianfu.engine.synth.catalogue import CODES, FAR, NAMES, NEAR, PLAIN, SAME, Catalogue, Offers
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.lines import LINES


def _draw(stage: str = "x") -> Draw:
    return Draw(seed=1, province="32", stage=stage)


def _sets(made: Offers) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for row, code in zip(made.rows.tolist(), made.codes.tolist(), strict=True):
        found.setdefault(row, set()).add(code)
    return found


def _overlap(left: set[int], right: set[int]) -> float:
    return len(left & right) / len(left | right)


@pytest.fixture(scope="module")
def crowded() -> Offers:
    return catalogue.offers(Catalogue(), np.zeros(600, np.int64), _draw())


def test_two_plain_apps_have_at_most_one_function_in_common(crowded: Offers) -> None:
    sets = _sets(crowded)
    plain = [sets[row] for row in sorted(sets) if crowded.parts[row] == PLAIN][:200]
    assert max(len(left & right) for left, right in combinations(plain, 2)) == 1


def test_partners_overlap_by_half_and_more_and_far_ones_by_less(crowded: Offers) -> None:
    sets = _sets(crowded)
    partners = [row for row in sets if crowded.parts[row] != PLAIN and crowded.mates[row] in sets]
    overlaps = {
        part: [_overlap(sets[row], sets[int(crowded.mates[row])]) for row in partners if crowded.parts[row] == part]
        for part in (SAME, NEAR, FAR)
    }
    assert set(overlaps[SAME]) == {1.0}
    assert min(overlaps[NEAR]) >= 0.5
    assert max(overlaps[FAR]) < 0.5


def test_a_second_province_gets_functions_that_do_not_overlap_with_the_first() -> None:
    using = Catalogue()
    first = catalogue.offers(using, np.zeros(150, np.int64), _draw("a"))
    second = catalogue.offers(using, np.zeros(150, np.int64), _draw("b"))
    left = [s for row, s in _sets(first).items() if first.parts[row] == PLAIN]
    right = [s for row, s in _sets(second).items() if second.parts[row] == PLAIN]
    assert max(_overlap(one, other) for one in left for other in right) < 0.5


def test_a_full_line_hands_its_apps_to_the_next() -> None:
    using = Catalogue()
    using.given[0] = catalogue.OBJECTS**2 - 1
    made = catalogue.offers(using, np.zeros(20, np.int64), _draw())
    assert using.given[0] == catalogue.OBJECTS**2
    assert using.given[1] == 19
    assert len(made.rows) > 0


def test_codes_and_names_are_one_to_a_function() -> None:
    assert len(set(CODES)) == len(CODES) == len(NAMES) == len(LINES) * 7 * 61


def test_the_table_names_app_function_and_region(crowded: Offers) -> None:
    ids, regions = pa.array([f"A{n}" for n in range(600)]), pa.array(["320000"] * 600)
    row = catalogue.sheet(crowded, ids, regions, _draw()).typed().to_pylist()[0]
    assert row["asset_id"].startswith("A")
    assert row["function_code"] in CODES
    assert row["region_code"] == "320000"
