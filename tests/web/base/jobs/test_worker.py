"""The worker stops when told, and gives back what it had not ended."""

import signal

from tests.web.base.jobs.test_rescue import PROCESS, told_of, until
from tests.web.processes import Place


def test_a_worker_told_to_stop_puts_a_job_that_may_be_run_again_back(place: Place) -> None:
    place.run(PROCESS, "start", "linger_resumable", str(place.data))
    worker = place.start(PROCESS, "work")
    until((place.data / "runs").exists, during=worker)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=20)
    [job] = told_of(place)["jobs"]
    assert (job["state"], job["attempts"]) == ("waiting", 1)
