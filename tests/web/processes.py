"""Databases of their own for tests that need several processes: on the kind of database the test run is on."""

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """A data folder and a database, and how to run Python there."""

    data: Path
    url: str  # empty for the SQLite in the data folder

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a process that works here."""
        given = {name: said for name, said in os.environ.items() if not name.startswith(("JIANFU_", "DATABASE_"))}
        given |= {"JIANFU_MODE": "test", "JIANFU_DATA": str(self.data), "PYTHONPATH": str(ROOT)}
        given |= {"DJANGO_SETTINGS_MODULE": "jianfu.web.settings"}
        return {**given, "DATABASE_URL": self.url} if self.url else given

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a Python process here."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, *arguments], env=self.environment, text=True, stdout=pipe, stderr=pipe, cwd=self.data
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a Python process here to its end and return what it printed."""
        process = self.start(*arguments)
        said, complained = process.communicate(timeout=120)
        assert process.returncode == code, (process.returncode, said, complained)
        return said


def address(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    before, mark, options = url.partition("?")
    return before.rpartition("/")[0] + "/" + name + mark + options


def copied(template: Place, data: Path) -> Place:
    """Return a place of its own that holds what the template holds."""
    data.mkdir(parents=True, exist_ok=True)
    if not template.url:
        shutil.copy(template.data / "jianfu.sqlite3", data)
        return Place(data, "")
    name = f"jianfu_{uuid.uuid4().hex}"
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template.url.partition("?")[0].rpartition("/")[2]}"')
    return Place(data, address(server, name))


def migrated(data: Path) -> Place:
    """Return a new place with every migration applied."""
    server = os.environ.get("DATABASE_URL", "")
    place = Place(data, "")
    if server:
        name = f"jianfu_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        place = Place(data, address(server, name))
    place.run("-m", "django", "migrate", "-v0")
    return place
