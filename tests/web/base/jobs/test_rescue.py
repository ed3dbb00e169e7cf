"""A worker killed outright: its job is run once more or failed with a sentence; never lost, never run twice."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.processes import Place

PROCESS = str(Path(__file__).parent / "process.py")


def until(true: Callable[[], Any], *, during: "subprocess.Popen[str]") -> None:
    ends = time.monotonic() + 30
    while not true():
        assert time.monotonic() < ends and during.poll() is None, during.communicate()
        time.sleep(0.01)


def told_of(place: Place) -> dict[str, Any]:
    return json.loads(place.run(PROCESS, "tell"))


def _killed_while_running(place: Place, kind: str) -> dict[str, Any]:
    """Start a job, kill -9 its worker in the midst of it, let another worker run till nothing waits."""
    place.run(PROCESS, "start", kind, str(place.data))
    worker = place.start(PROCESS, "work")
    until((place.data / "runs").exists, during=worker)
    worker.kill()
    worker.communicate()
    rescuer = place.start(PROCESS, "work")
    try:
        until(lambda: told_of(place)["jobs"][0]["state"] in {"done", "failed"}, during=rescuer)
    finally:
        rescuer.kill()
        rescuer.communicate()
    return told_of(place)


@pytest.mark.parametrize("kind", ["linger_resumable", "linger_whole"])
def test_a_killed_job_that_may_be_run_again_is_run_once_more(place: Place, kind: str) -> None:
    told = _killed_while_running(place, kind)
    [job] = told["jobs"]
    assert (job["state"], job["attempts"], job["result"]) == ("done", 2, {"runs": 2})
    assert "从头再运行一次" in job["log"]
    assert told["people"] == (kind == "linger_whole")


def test_a_killed_job_that_promised_nothing_fails_with_a_sentence(place: Place) -> None:
    [job] = _killed_while_running(place, "linger")["jobs"]
    assert (job["state"], job["attempts"]) == ("failed", 1)
    assert "工作进程中断了" in job["result"]["unable"]["zh"]
    assert "died" in job["result"]["unable"]["en"]
    assert len((place.data / "runs").read_text().splitlines()) == 1


def test_two_workers_run_each_job_once_and_a_job_of_a_living_worker_is_left_to_it(place: Place) -> None:
    place.run(PROCESS, "start", "linger_whole", str(place.data))
    workers = [place.start(PROCESS, "work") for _ in range(2)]
    runs = place.data / "runs"
    until(runs.exists, during=workers[0])
    # Longer than a worker may be silent: on SQLite the work's own transaction keeps its heartbeat out.
    time.sleep(0.8)
    assert len(runs.read_text().splitlines()) == 1
    (place.data / "go").touch()
    until(lambda: told_of(place)["jobs"][0]["state"] == "done", during=workers[0])
    for worker in workers:
        worker.kill()
        worker.communicate()
    assert len(runs.read_text().splitlines()) == 1
    assert told_of(place)["people"] == 1
