from random import Random

import numpy as np
import pyarrow as pa
import pytest

from jianfu.engine.notices.shingle import folded
from jianfu.engine.notices.signature import BANDS, BINS, ROWS, band_keys, signatures

HANZI = [chr(0x4E00 + at) for at in range(2000)]


def test_a_signature_hangs_on_the_text_alone() -> None:
    texts = ["".join(Random(at).choices(HANZI, k=5 + at)) for at in range(1500)]
    whole = signatures(folded(pa.array(texts)))
    alone = signatures(folded(pa.array(texts[1200:1201])))
    assert whole.shape == (1500, BINS)
    assert np.array_equal(whole[1200], alone[0])


@pytest.mark.parametrize("length", [12, 40, 160, 1200])
def test_the_share_that_agrees_is_the_jaccard_index_however_long_the_text(length: int) -> None:
    random, errors = Random(length), []
    for _ in range(60):
        left = random.choices(HANZI, k=length)
        right = [*left[: length * 9 // 10], *random.choices(HANZI, k=length // 10)]
        one, other = ({"".join(row[at : at + 3]) for at in range(len(row) - 2)} for row in (left, right))
        made = signatures(folded(pa.array(["".join(left), "".join(right)])))
        errors.append(float((made[0] == made[1]).mean()) - len(one & other) / len(one | other))
    assert abs(np.mean(errors)) < 0.02
    assert np.std(errors) < 0.05


def test_bands_are_equal_where_five_bytes_are() -> None:
    made = np.zeros((2, BINS), np.uint8)
    made[1, ROWS] = 1
    keys = band_keys(made)
    assert (keys[0] == keys[1]).tolist() == [True, False, *[True] * (BANDS - 2)]
