"""The file of a backup."""

import json
import tarfile
from pathlib import Path
from typing import Any

from tests.web.conftest import AT

from jianfu.web.base.backup import archive


def test_a_backup_tells_what_it_holds(transactional_db: None, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a")
    manifest = archive.write(tmp_path / "kept.tar", at=AT)
    with tarfile.open(tmp_path / "kept.tar") as tar:
        inside = tar.extractfile(archive.MANIFEST)
        assert inside is not None
        assert json.load(inside) == json.loads(json.dumps(manifest))
        assert {"tables/base.user", "files/a.txt"} <= set(tar.getnames())
    assert "base.0001_initial" in manifest["migrations"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == ["kept.tar"]
