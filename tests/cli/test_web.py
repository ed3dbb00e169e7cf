"""The commands of the web half, as processes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _jianfu(data: Path, *arguments: str, **given: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: said for name, said in os.environ.items() if not name.startswith(("JIANFU_", "DATABASE_", "DJANGO_"))}
    environment = {**kept, "JIANFU_DATA": str(data), **given}
    command = [sys.executable, "-m", "jianfu.cli.main", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.one_database
@pytest.mark.parametrize("command", [("serve",), ("worker",), ("manage", "check")])
def test_what_is_missing_from_the_environment_is_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    said = _jianfu(tmp_path, *command)
    assert said.returncode == 2
    assert "JIANFU_SECRET_KEY" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.one_database
def test_production_refuses_a_database_that_lacks_migrations(tmp_path: Path) -> None:
    said = _jianfu(tmp_path, "serve", JIANFU_MODE="production", JIANFU_SECRET_KEY="k" * 60, JIANFU_HOSTS="a.example")
    assert said.returncode == 2
    assert "jianfu manage migrate" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.one_database
def test_manage_passes_on_to_django(tmp_path: Path) -> None:
    assert "5.2" in _jianfu(tmp_path, "manage", "--version", JIANFU_MODE="test").stdout
