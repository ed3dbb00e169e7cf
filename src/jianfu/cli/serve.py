"""``jianfu serve``: the register, or with a folder that report folder, without a web server to set up.

Nothing outside the folder can be read, nothing can be written, and by default nobody but this machine can ask.
"""

import ipaddress
import socket
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from jianfu.cli.supervise import Supervisor, web_command, worker_command
from jianfu.cli.unable import Unable
from jianfu.cli.web import django_ready, prepare

PORTS_TRIED = 20
IDLE_SECONDS = 30
FRONT_PAGES = ("index.html", "report.html")
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "": "application/octet-stream",
}
SECURITY_HEADERS = {
    # A report carries its own scripts and styles and may fetch the rows beside it, from nowhere else.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # A report is often made anew under the same name, and it is nobody else's business.
    "Cache-Control": "no-store",
}


class UnableToServe(Unable):
    """The folder is not there, or no port is free."""


class ReportHandler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD for files inside one folder."""

    extensions_map = TYPES
    server_version = "jianfu"
    sys_version = ""
    timeout = IDLE_SECONDS
    bound_to = "127.0.0.1"

    def send_head(self):  # type: ignore[no-untyped-def]  # returns an open file or None, as its parent does
        """Open the file asked for; refuse what lies outside the folder and questions meant for another host."""
        if not self._asked_of_this_host():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if not self._inside_the_folder():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if self.path == "/favicon.ico":  # every browser asks, and no report has one
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return None
        if self.path == "/" and (page := self._front_page()):
            self.path = f"/{page}"
        return super().send_head()

    def end_headers(self) -> None:
        """Add the security headers to every answer, errors included."""
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent: who read which page is not recorded."""

    def _asked_of_this_host(self) -> bool:
        """Tell whether the Host header names this machine, so that no foreign page can point its name at us."""
        if not is_loopback(self.bound_to):
            return True
        asked = self.headers.get("Host", "")
        return is_loopback(asked.rpartition(":")[0] or asked) or is_loopback(asked)

    def _inside_the_folder(self) -> bool:
        folder = Path(self.directory).resolve()
        try:
            inside = Path(self.translate_path(self.path)).resolve().relative_to(folder)
        except ValueError:  # elsewhere, or no path at all
            return False
        return not any(part.startswith(".") for part in inside.parts)

    def _front_page(self) -> str:
        return next((page for page in FRONT_PAGES if (Path(self.directory) / page).is_file()), "")


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address means this machine alone."""
    bare = host.strip("[]")
    if bare == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def open_server(folder: Path, *, host: str, port: int) -> ThreadingHTTPServer:
    """Open a server for the folder on that port, or on the next free one.

    Port 0 takes any free port. Raises UnableToServe where the folder is missing or no port can be had.
    """
    if not folder.is_dir():
        raise UnableToServe(
            zh=f"没有文件夹“{folder}”。请给出 jianfu run 写出的结果文件夹。",
            en=f"There is no folder “{folder}”. Name a folder that jianfu run has written.",
        )
    server_class = _server_class(host)
    handler = type("ReportHandler", (ReportHandler,), {"bound_to": host})
    last = port if port == 0 else min(port + PORTS_TRIED, 65535)
    for tried in range(port, last + 1):
        try:
            return server_class((host, tried), partial(handler, directory=str(folder)))
        except OSError as error:
            reason = error
    raise UnableToServe(
        zh=f"{host} 的 {port} 到 {last} 端口都不能使用（{reason.strerror}）。请用 --port 另选一个。",
        en=f"None of the ports {port} to {last} of {host} can be used ({reason.strerror}). Choose another with --port.",
    )


def _server_class(host: str) -> type[ThreadingHTTPServer]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return type("ReportServer", (ThreadingHTTPServer,), {"address_family": family, "daemon_threads": True})


def address_of(server: ThreadingHTTPServer) -> str:
    """Return the address a browser opens."""
    host, port = server.server_address[:2]
    shown = f"[{host!s}]" if ":" in str(host) else str(host)
    return f"http://{shown}:{port}/"


def serve_until_stopped(folder: Path, *, host: str, port: int) -> None:
    """Say the address and answer until Ctrl-C. Raises UnableToServe as ``open_server`` does."""
    with open_server(folder, host=host, port=port) as server:
        if not is_loopback(host):
            typer.echo(
                "注意：本机以外的人也能打开，且没有登录。 Others can open this too, and there is no sign-in.", err=True
            )
        typer.echo(f"{address_of(server)}  (按 Ctrl-C 停止 / Ctrl-C to stop)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("已停止。 Stopped.")


def serve(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="结果文件夹；不填则启动登记系统 / a result folder; none: the register"),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="端口；显示文件夹时占用则顺延 / port; for a folder, the next free one")
    ] = 8000,
    host: Annotated[str, typer.Option(help="网址主机 / address to listen on")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, max=64, help="网页进程数 / web processes")] = 2,
) -> None:
    """启动登记系统（网页和后台任务），或在本机浏览器中查看结果文件夹。 Serve the register, or show a result folder."""
    if folder is not None:
        serve_until_stopped(folder, host=host, port=port)
        return
    django_ready()
    prepare()
    typer.echo(f"http://{host}:{port}/  (按 Ctrl-C 停止 / Ctrl-C to stop)")
    commands = {"web": web_command(host=host, port=port, workers=workers), "worker": worker_command()}
    raise typer.Exit(Supervisor(commands).run())
