"""Production refuses to start half-configured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = "import jianfu.web.settings as s; print(s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG)"


def start(data: Path, **given: str) -> subprocess.CompletedProcess[str]:
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("JIANFU_", "DATABASE_", "DJANGO_"))
    }
    environment = {**plain, "JIANFU_DATA": str(data), **given}
    return subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.one_database
@pytest.mark.parametrize("given", [{}, {"JIANFU_SECRET_KEY": "k" * 50}, {"JIANFU_MODE": "lax"}])
def test_production_says_what_is_missing(tmp_path: Path, given: dict[str, str]) -> None:
    done = start(tmp_path, **given)
    assert done.returncode != 0
    assert "UnableToConfigure" in done.stderr


@pytest.mark.one_database
def test_production_is_served_over_https_alone_and_never_debugs(tmp_path: Path) -> None:
    done = start(tmp_path, JIANFU_SECRET_KEY="k" * 50, JIANFU_HOSTS="jianfu.internal")
    assert done.stdout.split() == ["True", "True", "False"]
