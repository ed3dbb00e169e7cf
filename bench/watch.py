"""Runs a command and says how long it took and how much memory it and its children held at most.

Memory is sampled from /proc fifty times a second: the kernel's own high-water mark of each process, and the sum of what
all processes of the tree hold at that moment. The larger of the two is the peak.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

CORES = 2
PAUSE_SECONDS = 0.02
PROC = Path("/proc")


class UnableToFinish(Exception):
    """A measured command failed, so that its time means nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock, seconds of processor time over all cores, and peak memory in MB (2**20 bytes)."""

    seconds: float
    processor_seconds: float
    peak_mb: float

    def plain(self) -> dict[str, float]:
        """Return the figures rounded for a record."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def watched(command: Sequence[str | Path], *, allowed: Sequence[int] = (0,), log: Path | None = None) -> Measured:
    """Run the command and measure it; its output goes to *log*. Raises UnableToFinish."""
    words = [str(word) for word in command]
    with (log or Path(os.devnull)).open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(words, stdout=said, stderr=subprocess.STDOUT)
        sampler = Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise UnableToFinish(f"{' '.join(words)}: exit code {process.returncode}{_tail(log)}")
    return Measured(seconds, usage.ru_utime + usage.ru_stime, sampler.peak_mb)


def keep_to_two_cores() -> None:
    """Keep this process, and every command it starts, to two cores."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))


def _tail(log: Path | None) -> str:
    return "\n" + log.read_text("utf-8", "replace")[-2000:] if log else ""


class Sampler(threading.Thread):
    """Looks at a process tree until told to stop, and keeps the largest memory seen."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._stopped = threading.Event()
        self.peak_mb = 0.0

    def run(self) -> None:
        """Sample until stopped."""
        while not self._stopped.wait(PAUSE_SECONDS):
            held = [_memory_mb(pid) for pid in _tree(self._pid)]
            if held:
                self.peak_mb = max(self.peak_mb, sum(now for now, _ in held), *(most for _, most in held))

    def stop(self) -> None:
        """Stop and wait for the last sample."""
        self._stopped.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    """Give the process and all its descendants that still run."""
    yield pid
    with suppress(OSError):
        for task in (PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from _tree(int(child))


def _memory_mb(pid: int) -> tuple[float, float]:
    """Return what a process holds now and held at most; nothing for one that is gone."""
    found = {"VmRSS": 0.0, "VmHWM": 0.0}
    with suppress(OSError, ValueError):
        for line in (PROC / str(pid) / "status").read_text("ascii", "replace").splitlines():
            name, _, rest = line.partition(":")
            if name in found:
                found[name] = int(rest.split()[0]) / 1024
    return found["VmRSS"], found["VmHWM"]
