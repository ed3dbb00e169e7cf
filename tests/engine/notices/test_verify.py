import pyarrow as pa
import pytest

from jianfu.engine.notices.verify import jaccard, reaching


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [({1, 2, 3}, {2, 3, 4}, 0.5), ({1}, {1}, 1.0), ({1}, {2}, 0.0), (set(), set(), 0.0), (set(), {1}, 0.0)],
)
def test_likeness_is_what_is_shared_of_what_either_has(left: set[int], right: set[int], expected: float) -> None:
    assert jaccard(left, right) == expected


def test_only_pairs_that_reach_the_threshold_are_kept() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "left_n": [1, 1, 2],
            "right_n": [2, 3, 3],
            "left_text": ["防汛值班通知", "防汛值班通知", "防汛值班通知"],
            "right_text": ["防汛 值班通知", "森林防火巡查", "防汛值班通报"],
        }
    )
    kept = reaching(batch, threshold=0.6)
    assert kept.to_pydict() == {"left_n": [1, 2], "right_n": [2, 3], "similarity": [1.0, 0.6]}
