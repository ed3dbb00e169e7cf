"""Yes, no and open behave as SQL's true, false and null do."""

import itertools

import duckdb
import numpy as np
import pytest

from jianfu.engine.synth.kleene import NO, OPEN, YES, both, either, known, opposite

SQL = {NO: "FALSE", OPEN: "NULL", YES: "TRUE"}
BACK = {False: NO, None: OPEN, True: YES}
PAIRS = list(itertools.product((NO, OPEN, YES), repeat=2))


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_both_and_either_agree_with_sql(left: float, right: float) -> None:
    said = duckdb.sql(f"SELECT {SQL[left]} AND {SQL[right]} AS a, {SQL[left]} OR {SQL[right]} AS o").to_arrow_table()
    row = said.to_pylist()[0]
    one, other = np.array([left]), np.array([right])
    assert (both(one, other)[0], either(one, other)[0]) == (BACK[row["a"]], BACK[row["o"]])


def test_the_opposite_of_open_is_open() -> None:
    assert opposite(np.array([NO, OPEN, YES])).tolist() == [YES, OPEN, NO]


def test_removed_evidence_is_open_whatever_the_truth() -> None:
    values, missing = np.array([True, False, True]), np.array([True, True, False])
    assert known(values, missing).tolist() == [OPEN, OPEN, YES]
