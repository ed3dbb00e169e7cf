"""Databases of their own for tests that need several processes: on the kind of database the test run is on."""

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """A data folder and a database, and how to run Python there."""

    data: Path
    url: str  # empty for the SQLite in the data folder
    started: list["subprocess.Popen[str]"] = field(default_factory=list)
    # A process may read its end of this pipe: it is closed with us, even where we are killed.
    lifeline: tuple[int, int] = field(default_factory=os.pipe)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a process that works here."""
        given = {name: said for name, said in os.environ.items() if not name.startswith(("JIANFU_", "DATABASE_"))}
        given |= {"JIANFU_MODE": "test", "JIANFU_DATA": str(self.data), "PYTHONPATH": str(ROOT)}
        given |= {"DJANGO_SETTINGS_MODULE": "jianfu.web.settings"}
        return {**given, "DATABASE_URL": self.url} if self.url else given

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a Python process here; ``end`` ends it at the latest."""
        pipe, command = subprocess.PIPE, [sys.executable, *arguments]
        lifeline, _held = self.lifeline
        process = subprocess.Popen(
            command, env=self.environment, text=True, stdin=lifeline, stdout=pipe, stderr=pipe, cwd=self.data
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        """End every process that was started here and still runs."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
                process.communicate()
        for end in self.lifeline:
            os.close(end)

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
