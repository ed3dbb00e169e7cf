"""Three pages under twenty people: ``python bench/web/pages.py [sqlite] [postgres] [--seconds 30]``.

The register's list with three filters and a search, an entry, the coverage of a campaign: each served by the server of
``jianfu serve``, beside Django's own admin over the same rows on the same server, and beside the bare SQL of our page.
Server and database have two cores; who asks is a process of its own on the same cores.
"""

import argparse
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import bare
import load
import place
from questions import PAGES

from jianfu.cli.supervise import web_command

HERE = Path(__file__).resolve().parent
WORKERS = 2
PAUSES = {"pausing": 2.0, "at_once": 0.0}
"""How long a person waits before he asks again, in seconds on average."""
START_SECONDS = 60
Record = dict[str, Any]


def measured(database: str, *, seconds: float) -> Record:
    """Return, by page, the figures of ours, of the admin's and of the bare SQL, pausing and at once."""
    said = subprocess.run(
        [sys.executable, str(HERE / "questions.py"), database], capture_output=True, text=True, check=True
    )
    asked: Record = json.loads(said.stdout.splitlines()[-1])
    found: Record = {page: {} for page in PAGES}
    for side, settings in (("ours", "jianfu.web.settings"), ("admin", "admin_settings")):
        with _server(database, settings) as port:
            for page in PAGES:
                people = [load.asker(port, cookie, asked[side][page]) for cookie in asked["cookies"][: load.USERS]]
                found[page][side] = _both(people, seconds)
                print(database, page, side, found[page][side], flush=True)
    for page in PAGES:
        found[page]["bare"] = _both([bare.asker(database, asked["bare"][page])] * load.USERS, seconds)
        print(database, page, "bare", found[page]["bare"], flush=True)
    return {page: {**sides, "ratios": _ratios(sides)} for page, sides in found.items()}


def _both(people: Sequence[Callable[[Random], load.Ask]], seconds: float) -> Record:
    return {
        way: _figures(load.times(people, seconds=seconds * (1 if pause else 0.4), pause=pause))
        for way, pause in PAUSES.items()
    }


def _figures(times: list[float]) -> Record:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {"answers": len(times), "p50_ms": round(cuts[49], 1), "p95_ms": round(cuts[94], 1)}


def _ratios(sides: Record) -> Record:
    """Return p95 over the bare SQL's and the admin's, and whether the goal is met: 3 times the SQL plus 30 ms."""
    found = {}
    for way in PAUSES:
        ours, admin, sql = (sides[side][way]["p95_ms"] for side in ("ours", "admin", "bare"))
        found[way] = {
            "to_bare": round(ours / sql, 2), "to_admin": round(ours / admin, 2),
            "within": bool(ours <= 3 * sql + 30 and ours < admin),
        }  # fmt: skip
    return found


@contextmanager
def _server(database: str, settings: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {
        **os.environ, **place.environment(database, "register"), "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(HERE / "beside"),
    }  # fmt: skip
    server = subprocess.Popen(web_command(host="127.0.0.1", port=port, workers=WORKERS), env=environment)
    try:
        _wait(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/there/is/none", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise load.UnableToMeasure("the server does not answer")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("databases", nargs="*", default=place.DATABASES)
    parser.add_argument("--seconds", type=float, default=30.0)
    want = parser.parse_args()
    print(json.dumps({name: measured(name, seconds=want.seconds) for name in want.databases}, indent=1))
