"""Where rows of an import lie."""

from pathlib import Path

from jianfu.web.census.actions import importing_files as files
from jianfu.web.census.models import ImportBatch


def test_a_folder_made_anew_is_empty(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "rest").write_text("x")
    assert list(files.remade(tmp_path / "old").iterdir()) == []


def test_every_import_has_its_own_folder() -> None:
    assert files.folder_of(ImportBatch(pk=7)).name == "7"
    assert files.outcome(ImportBatch(pk=7), "assets") != files.outcome(ImportBatch(pk=8), "assets")


def test_rows_come_by_the_name_of_their_columns() -> None:
    with files.asking() as connection:
        assert files.rows_of(connection, "SELECT ? AS n, 'a' AS t", [1]) == [{"n": 1, "t": "a"}]
