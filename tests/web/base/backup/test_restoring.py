"""Back up, destroy, restore: everything is there again."""

import json
import os
from pathlib import Path

import pytest
from tests.web.processes import Place

INSTALLATION = str(Path(__file__).parent / "installation.py")
JIANFU = ("-m", "jianfu.cli.main")


def test_what_was_destroyed_is_restored_whole_and_can_be_written_on(place: Place) -> None:
    before = json.loads(place.run(INSTALLATION, "fill"))
    assert before["rows"] == [1, 1]
    place.run(*JIANFU, "backup", "kept.tar")
    place.run(INSTALLATION, "destroy")
    place.run(*JIANFU, "restore", "kept.tar")
    assert json.loads(place.run(INSTALLATION, "tell")) == before
    place.run(INSTALLATION, "add")
    place.run(*JIANFU, "audit", "export", "audit.jsonl")
    assert "701" in place.run(*JIANFU, "audit", "verify", "audit.jsonl")
    # What is there now is not overwritten unasked, and wholly when asked.
    place.run(*JIANFU, "restore", "kept.tar", code=2)
    place.run(*JIANFU, "restore", "kept.tar", "--replace")
    assert json.loads(place.run(INSTALLATION, "tell")) == before


@pytest.mark.parametrize("cut", [b"", b"not a tar"])
def test_a_broken_backup_touches_nothing(place: Place, cut: bytes) -> None:
    (place.data / "broken.tar").write_bytes(cut)
    process = place.start(*JIANFU, "restore", "broken.tar", "--replace")
    _, complained = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "备份文件不完整" in complained


@pytest.mark.skipif("JIANFU_TEST_DATABASE" not in os.environ, reason="needs PostgreSQL beside SQLite")
def test_a_backup_goes_from_one_kind_of_database_into_the_other_and_back(place: Place, tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    small = Place(tmp_path / "small", "")
    small.run("-m", "django", "migrate", "-v0")
    before = json.loads(small.run(INSTALLATION, "fill"))
    small.run(*JIANFU, "backup", "kept.tar")
    place.run(*JIANFU, "restore", str(small.data / "kept.tar"))
    assert json.loads(place.run(INSTALLATION, "tell")) == before
    place.run(INSTALLATION, "add")
    place.run(*JIANFU, "backup", "back.tar")
    small.run(*JIANFU, "restore", str(place.data / "back.tar"), "--replace")
    assert small.run(INSTALLATION, "tell") == place.run(INSTALLATION, "tell")
    small.end()
