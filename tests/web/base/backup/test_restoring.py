"""Back up, destroy, restore: everything is there again."""

import json
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
