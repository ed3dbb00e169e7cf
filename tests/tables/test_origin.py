"""Corrected rows replace the rows they came from, and only those."""

import pyarrow.parquet as pq
import pytest

HEADER = "编号,类别,名称,主办单位"
ORIGINAL = f"{HEADER}\nA1,政务App,甲,某局\nA2,什么,乙,某局\nA3,政务App,丙,某局\n"


@pytest.fixture(scope="module")
def origin(submit) -> str:
    folder = submit({"assets.csv": ORIGINAL}).submission.rejected_folder
    (row,) = pq.read_table(folder / "assets.parquet").to_pylist()
    assert row["category"] == "什么"
    return row["origin"]


def _corrected(origin: str, name: str = "乙") -> str:
    return f"{HEADER},来源行,问题,修改建议\nA2,政务App,{name},某局,{origin},x,y\n"


def test_a_rejected_row_says_which_row_it_is(origin: str) -> None:
    place, digest = origin.split("#")
    assert place == "assets.csv!!3"
    assert len(digest) == 16


def test_a_corrected_row_replaces_the_original(submit, origin: str) -> None:
    read = submit({"assets.csv": ORIGINAL, "assets_改正.csv": _corrected(origin)})
    assert read.faults == []
    assert [row["asset_id"] for row in read.rows("assets")] == ["A1", "A3", "A2"]
    assert len(read.notes("replaced_rows")) == 1
    assert read.submission.counts["assets"].received == 3


def test_the_folder_a_file_lies_in_does_not_matter(submit, origin: str) -> None:
    read = submit({"原件/assets.csv": ORIGINAL, "改正/assets_2.csv": _corrected(origin)})
    assert read.faults == []


@pytest.mark.parametrize("change", ["乙改", "丙"])
def test_an_original_changed_meanwhile_is_not_replaced_unseen(submit, origin: str, change: str) -> None:
    changed = ORIGINAL.replace("乙", change)
    read = submit({"assets.csv": changed, "assets_改正.csv": _corrected(origin)})
    assert {code for _, _, code in read.faults} == {"unknown_word", "duplicate"}


def test_without_the_original_a_corrected_row_is_simply_a_row(submit, origin: str) -> None:
    read = submit({"assets_改正.csv": _corrected(origin)})
    assert [row["asset_id"] for row in read.rows("assets")] == ["A2"]


def test_a_row_corrected_wrongly_keeps_its_first_origin(submit, origin: str) -> None:
    again = _corrected(origin).replace("政务App", "还是错")
    folder = submit({"assets.csv": ORIGINAL, "assets_改正.csv": again}).submission.rejected_folder
    (row,) = pq.read_table(folder / "assets.parquet").to_pylist()
    assert row["origin"] == origin


@pytest.mark.parametrize("origin", ["乱写", "assets.csv!!3#zz", "a!b!c!3#0123456789abcdef"])
def test_an_origin_that_means_nothing_is_no_fault(submit, origin: str) -> None:
    assert submit({"assets_改正.csv": _corrected(origin)}).faults == []
