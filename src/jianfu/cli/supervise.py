"""Keep a web server and a job worker running together, and end both together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from types import FrameType

GRACE_SECONDS = 15
PAUSE_SECONDS = 1.0
TELL_AT_PARENTS_END = 1  # PR_SET_PDEATHSIG of Linux
JIANFU = (sys.executable, "-m", "jianfu.cli.main")


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """Return the command of the web server."""
    told = ["--host", host, "--port", str(port), "--workers", str(workers), "--no-ws", "--log-level", "warning"]
    told += ["--blocking-threads", "4"]
    return [sys.executable, "-m", "granian", "--interface", "wsgi", *told, "jianfu.web.wsgi:application"]


def worker_command() -> list[str]:
    """Return the command of the job worker."""
    return [*JIANFU, "worker"]


def _end_with_parent() -> None:
    """Have the system end this process where its parent is killed outright. Elsewhere than on Linux, do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TELL_AT_PARENTS_END, signal.SIGTERM)


class Supervisor:
    """Runs commands side by side. One that dies is started again after a pause; a signal ends all."""

    def __init__(self, commands: dict[str, list[str]], *, pause: float = PAUSE_SECONDS) -> None:
        self.commands, self.pause = commands, pause
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.signal = 0

    def run(self) -> int:
        """Run until told to stop, and return the exit code: 0 after SIGTERM, 130 after Ctrl-C."""
        before = {each: signal.signal(each, self._told) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self.signal:
                self._turn()
                time.sleep(0.1)
        finally:
            self._end()
            for each, handler in before.items():
                signal.signal(each, handler)
        return 130 if self.signal == signal.SIGINT else 0

    def _told(self, number: int, _frame: FrameType | None) -> None:
        self.signal = number

    def _turn(self) -> None:
        for name, command in self.commands.items():
            process = self.running.get(name)
            if process is not None and process.poll() is None:
                continue
            if process is not None:
                time.sleep(self.pause)
            if not self.signal:
                # A session of its own: Ctrl-C reaches us alone, and we end the others in order.
                self.running[name] = subprocess.Popen(
                    command,
                    env=os.environ.copy(),
                    start_new_session=True,
                    preexec_fn=_end_with_parent,  # noqa: PLW1509  # this process has one thread
                )

    def _end(self) -> None:
        for process in self.running.values():
            process.terminate()
        ends = time.monotonic() + GRACE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.0, ends - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()  # a job cut off so is rescued at the next start
                process.wait()
