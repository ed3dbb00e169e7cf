"""Runs a command under a limit of time and memory: what it took, or why it was ended."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from watch import Sampler

PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, processor seconds and peak MB (2**20 bytes); *ended*: why it did not finish."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    ended: str | None


def run(command: Sequence[str | Path], *, seconds: float, megabytes: float, log: Path) -> Taken:
    """Run the command in a session of its own; end it and its children when it passes a limit."""
    started = time.perf_counter()
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
        sampler = Sampler(process.pid)
        sampler.start()
        try:
            ended, status, usage = _waited(process.pid, sampler, started, seconds, megabytes)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        taken = time.perf_counter() - started
        sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if ended is None and process.returncode:
        ended = f"failed: {log.read_text('utf-8', 'replace').strip().splitlines()[-1:]}"
    return Taken(round(taken, 2), round(usage.ru_utime + usage.ru_stime, 2), round(sampler.peak_mb), ended)


def _waited(
    pid: int, sampler: Sampler, started: float, seconds: float, megabytes: float
) -> tuple[str | None, int, resource.struct_rusage]:
    """Wait for the process, ending it past a limit; return why it was ended, its status and what it used."""
    ended = None
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return ended, status, usage
        passed = time.perf_counter() - started
        if ended is None and (passed > seconds or sampler.peak_mb > megabytes):
            ended = f"over {seconds:.0f} s" if passed > seconds else f"over {megabytes / 1024:.0f} GB"
            os.killpg(pid, signal.SIGKILL)
        time.sleep(PAUSE)
