"""Which files an input holds."""

from pathlib import Path

from jianfu.tables.sheets.find import find


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_folders_are_read_whole_in_order_without_lock_and_hidden_files(tmp_path: Path) -> None:
    _touch(tmp_path, "b.csv", "a/z.XLSX", "a/~$z.xlsx", ".c.csv", ".git/d.csv", "e.parquet", "f.docx", "a/g.xls")
    faults: list = []
    read, other = find([tmp_path], faults)
    assert [found.name for found in read] == ["b.csv", "e.parquet", "a/z.XLSX"]
    assert [found.name for found in other] == ["f.docx", "a/g.xls"]
    assert faults == []


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    _touch(tmp_path, "a.csv")
    read, _ = find([tmp_path / "a.csv", tmp_path], [])
    assert [found.name for found in read] == ["a.csv"]


def test_what_is_not_there_is_a_fault_with_its_name(tmp_path: Path) -> None:
    faults: list = []
    find([tmp_path / "no"], faults)
    assert [(fault.file, "没有找到" in fault.zh, "not found" in fault.en) for fault in faults] == [("no", True, True)]


def test_a_folder_without_a_file_to_read_is_a_fault(tmp_path: Path) -> None:
    faults: list = []
    _touch(tmp_path, "a.docx")
    find([tmp_path], faults)
    assert ".parquet" in faults[0].en


def test_the_result_of_an_earlier_run_among_the_input_is_passed_over_and_said(tmp_path: Path) -> None:
    (tmp_path / "单位.csv").write_text("x", encoding="utf-8")
    (tmp_path / "out" / "rows").mkdir(parents=True)
    for name in ("run.json", "assets.csv", "rows/NM-01-hit.csv"):
        (tmp_path / "out" / name).write_text("x", encoding="utf-8")
    read, other = find([tmp_path], [])
    assert [found.name for found in read] == ["单位.csv"]
    assert [found.name for found in other] == ["out/run.json"]
