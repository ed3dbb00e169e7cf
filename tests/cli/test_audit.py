"""``jianfu audit verify``."""

import json
from pathlib import Path

import pytest
from tests.tables.test_audit_chain import chain

from jianfu.cli.main import exit_code_of


@pytest.mark.parametrize(("lang", "said"), [("zh", "第 3 条审计记录"), ("en", "Audit entry 3")])
def test_the_first_broken_entry_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    file = tmp_path / "audit.jsonl"
    lines = chain(5)
    file.write_text("".join(lines), "utf-8")
    assert exit_code_of(["audit", "verify", str(file), "--lang", lang]) == 0
    assert exit_code_of(["audit", "verify", str(file), "--lang", lang, "--known", "0" * 64]) == 2
    broken = json.loads(lines[3])
    broken["entry"]["reason"] = "改了"
    file.write_text("".join([*lines[:3], json.dumps(broken) + "\n", *lines[4:]]), "utf-8")
    assert exit_code_of(["audit", "verify", str(file), "--lang", lang]) == 2
    assert said in capsys.readouterr().err
