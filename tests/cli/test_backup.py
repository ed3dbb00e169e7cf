"""``jianfu backup``; what it keeps is tested with ``web.base.backup``."""

from pathlib import Path

import pytest

from jianfu.cli.main import exit_code_of


@pytest.mark.one_database
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_must_be_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of([command]) == 2
    assert "FILE" in capsys.readouterr().err


@pytest.mark.one_database
def test_a_backup_that_is_not_there_is_not_restored(tmp_path: Path) -> None:
    assert exit_code_of(["restore", str(tmp_path / "none.tar")]) == 2
