import numpy as np
import pyarrow as pa

from jianfu.engine.notices.candidates import BITS, SKETCHES, WORDS, estimate_words, sketched
from jianfu.engine.notices.signature import BINS


def test_texts_too_short_are_left_out() -> None:
    batch = pa.RecordBatch.from_pydict({"n": [1, 2, 3], "text": ["防汛值班通知", "收到", None]})
    made = sketched(batch)
    assert made.schema == SKETCHES
    assert made["n"].to_pylist() == [1]


def test_the_bits_kept_differ_by_the_lowest_two_of_each_byte() -> None:
    made = np.zeros((3, BINS), np.uint8)
    made[1] = 0b11
    made[2] = 0b1100
    words = estimate_words(made)
    assert words.shape == (3, WORDS) and WORDS * 64 == BITS
    assert [int(np.bitwise_count((words[0] ^ words[at]).view(np.uint64)).sum()) for at in (1, 2)] == [BITS, 0]
