"""Two processes kept together."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import sys
from pathlib import Path
from jianfu.cli.supervise import Supervisor
stay = "import sys, time, os; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); time.sleep(60)"
commands = {name: [sys.executable, "-c", stay, str(Path(sys.argv[1]) / name)] for name in ("web", "worker")}
sys.exit(Supervisor(commands, pause=0.0).run())
"""


def _pids(file: Path, count: int) -> list[int]:
    ends = time.monotonic() + 20
    while not file.exists() or len(file.read_text().splitlines()) < count:
        assert time.monotonic() < ends
        time.sleep(0.01)
    return [int(line) for line in file.read_text().splitlines()]


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _lives(pid: int) -> bool:
    """Tell whether a process runs; one that ended and that nobody has asked after does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("signal", "code"), [(15, 0), (2, 130)])
def test_a_dead_one_is_started_again_and_a_signal_ends_both(tmp_path: Path, signal: int, code: int) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path)])
    [web], [first] = _pids(tmp_path / "web", 1), _pids(tmp_path / "worker", 1)
    subprocess.run(["kill", "-9", str(first)], check=True)
    second = _pids(tmp_path / "worker", 2)[1]
    assert _is_there(web) and _is_there(second)
    supervisor.send_signal(signal)
    assert supervisor.wait(20) == code
    assert not _is_there(web) and not _is_there(second)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_neither_outlives_a_supervisor_that_is_killed_outright(tmp_path: Path) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path)])
    pids = [*_pids(tmp_path / "web", 1), *_pids(tmp_path / "worker", 1)]
    supervisor.kill()
    supervisor.wait(20)
    ends = time.monotonic() + 20
    while any(_lives(pid) for pid in pids):
        assert time.monotonic() < ends
        time.sleep(0.01)
