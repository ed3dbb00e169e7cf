"""How long each stage of a job took and how much memory it held at most."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, float], None]
"""Told the stage's name and the share of it done, 0 to 1."""

CLEAR_PEAK = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, seconds, and the largest resident memory while it ran, in MB (2**20 bytes)."""

    name: str
    seconds: float
    peak_mb: float


@dataclass(slots=True)
class Stopwatch:
    """Keeps the stages of one job and tells the listener how far each is."""

    listener: Progress
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside as one stage."""
        self.listener(name, 0.0)
        _forget_peak()
        started = time.perf_counter()
        yield
        self.stages.append(Stage(name, round(time.perf_counter() - started, 3), round(peak_mb(), 1)))
        self.listener(name, 1.0)


def _forget_peak() -> None:
    """Ask the kernel to measure the peak anew; where it will not, the peak is that of the job so far."""
    with suppress(OSError):
        CLEAR_PEAK.write_text("5", encoding="ascii")


def peak_mb() -> float:
    """Return the peak resident memory of this process in MB since it was last forgotten."""
    with suppress(OSError, StopIteration, ValueError):
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
