import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.notices.shingle import digests, fold, folded, shingles


def unpacked(texts: list[str | None]) -> list[set[str]]:
    packed, counts = shingles(folded(pa.array(texts, pa.string())))
    rows, low = [], 0
    for count in counts.tolist():
        codes = packed[low : low + count].tolist()
        rows.append({"".join(chr(code >> shift & 0x1FFFFF) for shift in (42, 21, 0)) for code in codes})
        low += count
    return rows


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=6))
def test_a_batch_is_folded_and_cut_like_single_texts(texts: list[str]) -> None:
    plain = [fold(text) for text in texts]
    assert unpacked(list(texts)) == [{text[at : at + 3] for at in range(len(text) - 2)} for text in plain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请于 ９月２８日\n前", "请于9月28日前"),
        ("ﾊﾞ　½", "バ1⁄2"),
        ("e\u0301 \t", "é"),
        ("㎡", "m2"),
    ],
)
def test_width_and_white_space_do_not_count(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert digests(folded(pa.array([text, expected])))[0] == digests(folded(pa.array([expected])))[0]


def test_a_missing_text_is_an_empty_one() -> None:
    assert unpacked([None, "防汛通知", ""]) == [set(), {"防汛通", "汛通知"}, set()]
