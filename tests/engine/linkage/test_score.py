import hypothesis.strategies as st
import pyarrow as pa
import pytest
from hypothesis import given

from jianfu.engine.linkage import score
from jianfu.engine.linkage.score import Rates

PAIR = pa.schema([("left_id", pa.string()), ("right_id", pa.string())])
ids = st.sampled_from("ABCDEFG")
pair = st.tuples(ids, ids).filter(lambda p: p[0] != p[1])


def _truth(*pairs: tuple[str, str]) -> pa.Table:
    return pa.Table.from_pylist([{"left_id": a, "right_id": b} for a, b in pairs], schema=PAIR)


def _found(*pairs: tuple[str, str, float]) -> pa.Table:
    rows = [{"left_id": a, "right_id": b, "score": s} for a, b, s in pairs]
    return pa.Table.from_pylist(rows, schema=PAIR.append(pa.field("score", pa.float64())))


TRUTH = _truth(("A", "B"), ("C", "D"), ("E", "F"))
FOUND = _found(("A", "B", 0.9), ("D", "C", 0.7), ("A", "C", 0.7), ("A", "E", 0.1))


@pytest.mark.parametrize(
    ("threshold", "rates"),
    [(0.95, Rates(0, 3, 0)), (0.9, Rates(1, 3, 1)), (0.7, Rates(3, 3, 2)), (0.0, Rates(4, 3, 2))],
)
def test_pairs_at_or_above_the_threshold_count(threshold: float, rates: Rates) -> None:
    assert score.at(FOUND, TRUTH, threshold) == rates


def test_rates_are_those_of_the_books_and_none_where_nothing_divides() -> None:
    assert (Rates(3, 4, 2).precision, Rates(3, 4, 2).recall, Rates(3, 4, 2).f1) == (2 / 3, 0.5, 4 / 7)
    assert (Rates(0, 0, 0).precision, Rates(0, 0, 0).recall, Rates(0, 0, 0).f1) == (None, None, None)


def test_the_side_does_not_matter_and_a_pair_given_twice_counts_once() -> None:
    found = _found(("B", "A", 0.2), ("A", "B", 0.8))
    assert score.labelled(found, TRUTH).to_pylist() == [{"left_id": "A", "right_id": "B", "score": 0.8, "same": True}]


def test_a_table_of_thresholds_has_a_row_a_step() -> None:
    table = score.thresholds(FOUND, TRUTH, (0.5, 0.99))
    assert table["precision"].to_pylist() == [2 / 3, None]
    assert table["recall"].to_pylist() == [2 / 3, 0.0]


def test_the_best_threshold_takes_or_leaves_pairs_of_one_score_together() -> None:
    assert score.best(FOUND, TRUTH) == (0.7, Rates(3, 3, 2))
    assert score.best(_found(), TRUTH) == (1.0, Rates(0, 3, 0))


@given(st.lists(st.tuples(ids, ids, st.sampled_from([0.1, 0.5, 0.5, 0.9]))), st.lists(pair))
def test_no_threshold_beats_the_best(found: list[tuple[str, str, float]], truth: list[tuple[str, str]]) -> None:
    found = [row for row in found if row[0] != row[1]]
    threshold, rates = score.best(_found(*found), _truth(*truth))
    assert score.at(_found(*found), _truth(*truth), threshold) == rates
    others = [score.at(_found(*found), _truth(*truth), step).f1 or 0.0 for step in (0.0, 0.1, 0.5, 0.9)]
    assert (rates.f1 or 0.0) >= max(others)


def test_one_wrong_pair_costs_a_cluster_more_than_itself() -> None:
    found = _found(("A", "B", 0.9), ("C", "D", 0.9), ("B", "C", 0.6))
    truth = _truth(("A", "B"), ("C", "D"))
    assert score.clusters(found, truth, 0.5).pairs == Rates(6, 2, 2)
    assert score.clusters(found, truth, 0.5).whole == Rates(1, 2, 0)
    assert score.clusters(found, truth, 0.8).whole == Rates(2, 2, 2)


@given(st.lists(pair))
def test_the_truth_itself_is_wholly_right(truth: list[tuple[str, str]]) -> None:
    found = _found(*((a, b, 1.0) for a, b in truth))
    rates = score.clusters(found, _truth(*truth), 0.5)
    assert rates.pairs.predicted == rates.pairs.true == rates.pairs.right
    assert rates.whole.predicted == rates.whole.right
