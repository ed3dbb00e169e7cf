import hypothesis.strategies as st
import pyarrow as pa
import pytest
from hypothesis import given

from jianfu.engine.linkage import calibration


def _pairs(*rows: tuple[float, bool]) -> pa.Table:
    return pa.table(
        {"score": pa.array([s for s, _ in rows], pa.float64()), "same": pa.array([t for _, t in rows], pa.bool_())}
    )


def test_a_bin_holds_its_lower_bound_and_the_last_one_its_upper() -> None:
    table = calibration.reliability(_pairs((0.5, True), (0.49, False), (1.0, True)), (0.0, 0.5, 1.0))
    assert table["n"].to_pylist() == [1, 2]
    assert table["mean_score"].to_pylist() == [0.49, 0.75]
    assert table["observed"].to_pylist() == [0.0, 1.0]


def test_an_empty_bin_says_nothing() -> None:
    table = calibration.reliability(_pairs((0.9, True)), (0.0, 0.5, 1.0))
    assert table.to_pylist()[0] == {"low": 0.0, "high": 0.5, "n": 0, "mean_score": None, "observed": None}


def test_the_error_is_the_gap_weighed_by_pairs() -> None:
    table = calibration.reliability(_pairs((0.2, False), (0.8, True), (0.8, True), (0.8, False)), (0.0, 0.5, 1.0))
    assert calibration.expected_error(table) == pytest.approx((0.2 + 3 * (0.8 - 2 / 3)) / 4)
    assert calibration.expected_error(calibration.reliability(_pairs())) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_pair_falls_into_one_bin(rows: list[tuple[float, bool]]) -> None:
    table = calibration.reliability(_pairs(*rows))
    assert sum(table["n"].to_pylist()) == len(rows)
    error = calibration.expected_error(table)
    assert error is not None
    assert 0 <= error <= 1
