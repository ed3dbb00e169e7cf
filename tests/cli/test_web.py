"""The commands of the web half, as processes."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

HOST = "jianfu.example.gov.cn"
IN_EARNEST = {"JIANFU_MODE": "production", "JIANFU_SECRET_KEY": "k7Qz" * 15 + "xW3", "JIANFU_HOSTS": HOST}
# What a proxy that keeps HTTPS adds.
PROXIED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": HOST, "Referer": f"https://{HOST}/"}


COMMAND = (sys.executable, "-m", "jianfu.cli.main")


def _environment(data: Path, **given: str) -> dict[str, str]:
    kept = {name: said for name, said in os.environ.items() if not name.startswith(("JIANFU_", "DATABASE_", "DJANGO_"))}
    return {**kept, "JIANFU_DATA": str(data), **given}


def _jianfu(data: Path, *arguments: str, **given: str) -> "subprocess.CompletedProcess[str]":
    environment, command = _environment(data, **given), [*COMMAND, *arguments]
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


@pytest.mark.one_database
def test_production_refuses_the_data_of_a_demonstration(tmp_path: Path) -> None:
    assert _jianfu(tmp_path, "manage", "migrate", "-v0", **IN_EARNEST).returncode == 0
    make = "from jianfu.web.base.models import User; User.objects.create(username='demo-clerk', is_demonstration=True)"
    assert _jianfu(tmp_path, "manage", "shell", "-v0", "-c", make, **IN_EARNEST).returncode == 0
    said = _jianfu(tmp_path, "serve", **IN_EARNEST)
    assert said.returncode == 2
    assert "演示账号" in said.stderr and "Traceback" not in said.stderr


@contextmanager
def _served(data: Path, **given: str) -> Iterator[int]:
    """Serve the register behind a proxy that is not there; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [*COMMAND, "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=_environment(data, JIANFU_TRUSTED_PROXY="yes", **given))
    try:
        ends = time.monotonic() + 60
        while not _is_ready(port):
            assert time.monotonic() < ends and server.poll() is None
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        assert server.wait(30) == 0


def _is_ready(port: int) -> bool:
    try:
        return _ask(port, "/ready", headers={})[0].status == 200  # asked by this machine itself, without HTTPS
    except OSError:
        return False


def _ask(
    port: int, path: str, *, headers: dict[str, str] = PROXIED, said: dict[str, str] | None = None
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    body, kind = (urlencode(said), {"Content-Type": "application/x-www-form-urlencoded"}) if said else (None, {})
    connection.request("POST" if said else "GET", path, body, {"Host": HOST, **headers, **kind})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def _cookies(answer: HTTPResponse) -> dict[str, str]:
    """Return the cookies an answer sets; each must be for HTTPS alone."""
    given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    assert all("Secure" in each and "SameSite=Lax" in each for each in given)
    return dict(each.split(";")[0].strip().split("=", 1) for each in given)  # type: ignore[misc]


@pytest.mark.one_database
def test_a_production_installation_starts_and_its_first_administrator_signs_in(tmp_path: Path) -> None:
    assert _jianfu(tmp_path, "manage", "migrate", "-v0", **IN_EARNEST).returncode == 0
    checked = _jianfu(tmp_path, "manage", "check", "--deploy", "--fail-level", "WARNING", **IN_EARNEST)
    assert checked.returncode == 0, checked.stderr
    who = ("--unit", "苏江省", "--username", "admin", "--name", "某人")
    password = _jianfu(tmp_path, "found", *who, **IN_EARNEST).stdout.split()[-1]
    with _served(tmp_path, **IN_EARNEST) as port:
        assert _ask(port, "/", headers={})[0].getheader("Location") == f"https://{HOST}/"
        answer, page = _ask(port, "/sign-in/login/")
        assert answer.status == 200 and "max-age" in (answer.getheader("Strict-Transport-Security") or "")
        styles = re.search(r"/static/base/frame\.[0-9a-f]{12}\.css", page)
        assert styles is not None
        assert "immutable" in (_ask(port, styles[0])[0].getheader("Cache-Control") or "")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)', page)
        assert token is not None
        cookie = {"Cookie": f"csrftoken={_cookies(answer)['csrftoken']}"}
        said = {"login": "admin", "password": password, "csrfmiddlewaretoken": token[1]}
        answer, _page = _ask(port, "/sign-in/login/", headers={**PROXIED, **cookie}, said=said)
        assert answer.status == 302
        signed_in = {**PROXIED, "Cookie": f"sessionid={_cookies(answer)['sessionid']}"}
        # The initial password opens nothing but the page where it is changed.
        assert "password/change" in (_ask(port, "/units/people/me/", headers=signed_in)[0].getheader("Location") or "")
