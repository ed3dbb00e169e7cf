"""A result folder appears whole or not at all."""

from pathlib import Path

import pytest

from jianfu.tables.staging import UnableToWriteResult, replacing


def _finish(out: Path, name: str) -> None:
    with replacing(out) as staging:
        (staging / "run.json").write_text("{}", encoding="utf-8")
        (staging / name).write_text("x", encoding="utf-8")


def test_a_finished_result_stands_where_it_was_asked_for(tmp_path: Path) -> None:
    _finish(tmp_path / "out", "a")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "out", "run.json"]


def test_a_later_result_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    _finish(tmp_path / "out", "a")
    _finish(tmp_path / "out", "b")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b", "run.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_work_that_ends_early_leaves_the_earlier_result_and_nothing_else(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    _finish(tmp_path / "out", "a")
    with pytest.raises(fault), replacing(tmp_path / "out") as staging:
        (staging / "half").write_text("x", encoding="utf-8")
        raise fault
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "out", "run.json"]


def test_a_folder_with_somebodys_files_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x", encoding="utf-8")
    with pytest.raises(UnableToWriteResult, match="不会覆盖"), replacing(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_no_place_for_a_result(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UnableToWriteResult, match="应为文件夹"), replacing(tmp_path / "out"):
        pass
