import pyarrow as pa

from jianfu.engine.notices.task import JUDGED, judged, recurring


def test_every_pair_of_a_batch_is_judged_in_order() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "left_n": [1, 2],
            "right_n": [3, 4],
            "similarity": [0.9, 0.8],
            "left_text": ["请各村9月28日前核对台账", "请报送第38周周报表"],
            "right_text": ["转发：请各村9月28日前核对台账", "请报送第39周周报表"],
        }
    )
    made = judged(batch)
    assert made.schema == JUDGED
    assert made["verdict"].to_pylist() == ["same", "different"]


def test_every_text_says_its_period() -> None:
    batch = pa.RecordBatch.from_pydict({"n": [1, 2], "text": ["今天下班前报送", "核对台账"]})
    assert recurring(batch)["recurs"].to_pylist() == ["day", ""]
