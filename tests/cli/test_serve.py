"""The report server: what it shows, and what it refuses."""

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from jianfu.cli.serve import UnableToServe, address_of, is_loopback, open_server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("not for you", encoding="utf-8")
    report = tmp_path / "out"
    report.mkdir()
    (report / "report.html").write_text("<p>减负</p>", encoding="utf-8")
    (report / "findings.csv").write_bytes("\ufeff编号\n".encode())
    (report / "findings.parquet").write_bytes(b"PAR1")
    (report / ".staging").write_text("half", encoding="utf-8")
    (report / "way-out").symlink_to(tmp_path / "secret.txt")
    return report


@pytest.fixture
def server(folder: Path) -> Iterator[ThreadingHTTPServer]:
    with open_server(folder, host="127.0.0.1", port=0) as opened:
        thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


def ask(server: ThreadingHTTPServer, path: str, *, method: str = "GET", host: str = "") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_address[1]}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_the_front_page_is_the_report(server: ThreadingHTTPServer) -> None:
    answer, body = ask(server, "/")
    assert answer.status == 200
    assert body.decode() == "<p>减负</p>"


def test_an_index_page_goes_before_the_report(server: ThreadingHTTPServer, folder: Path) -> None:
    (folder / "index.html").write_text("index", encoding="utf-8")
    assert ask(server, "/")[1] == b"index"


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/report.html", "text/html; charset=utf-8"),
        ("/findings.csv", "text/csv; charset=utf-8"),
        ("/findings.parquet", "application/vnd.apache.parquet"),
    ],
)
def test_each_file_says_what_it_is(server: ThreadingHTTPServer, path: str, type_: str) -> None:
    assert ask(server, path)[0].getheader("Content-Type") == type_


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/report.html/../../secret.txt",
        "//secret.txt",
        "/way-out",
        "/.staging",
        "/%00",
        "/none.html",
    ],
)
def test_nothing_outside_the_folder_and_nothing_hidden_is_shown(server: ThreadingHTTPServer, path: str) -> None:
    answer, body = ask(server, path)
    assert answer.status == 404
    assert b"not for you" not in body


def test_a_name_of_another_host_is_refused(server: ThreadingHTTPServer) -> None:
    assert ask(server, "/", host="evil.example")[0].status == 421


@pytest.mark.parametrize("host", ["localhost:8000", "localhost", "127.0.0.1", "[::1]:8000", "[::1]"])
def test_every_name_of_this_machine_is_answered(server: ThreadingHTTPServer, host: str) -> None:
    assert ask(server, "/", host=host)[0].status == 200


def test_a_browser_that_asks_for_an_icon_is_told_there_is_none(server: ThreadingHTTPServer) -> None:
    assert ask(server, "/favicon.ico")[0].status == 204


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(server: ThreadingHTTPServer, method: str) -> None:
    assert ask(server, "/report.html", method=method)[0].status == 501


@pytest.mark.parametrize("path", ["/report.html", "/none.html"])
def test_every_answer_carries_the_security_headers(server: ThreadingHTTPServer, path: str) -> None:
    answer, _ = ask(server, path)
    assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Cache-Control") == "no-store"


def test_a_busy_port_gives_the_next_free_one(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with open_server(folder, host="127.0.0.1", port=port) as opened:
            assert port < opened.server_address[1] <= port + 20
            assert address_of(opened) == f"http://127.0.0.1:{opened.server_address[1]}/"


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnableToServe, match="nowhere"):
        open_server(tmp_path / "nowhere", host="127.0.0.1", port=0)


def test_an_address_that_is_not_ours_is_said_so(folder: Path) -> None:
    with pytest.raises(UnableToServe, match="--port"):
        open_server(folder, host="203.0.113.1", port=8000)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_only_names_of_this_machine_are_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
