"""The job is whole: what goes wrong on the way leaves nothing behind, and its stages are told in order."""

from datetime import date
from pathlib import Path

import pytest

from jianfu.tables import job
from jianfu.tables.request import Request
from jianfu.tables.submission import UnableToRead

UNITS = "单位编号,单位名称\nU1,清河县水务局\n"
ASSETS = "编号,类别,名称,主办单位编号,状态\nA1,政务新媒体,清河水务,U1,在用\nA2,政务新媒体,清河节水,U9,在用\n"


@pytest.fixture
def request_of(tmp_path: Path) -> Request:
    """Ask for a job on a submission with one good and one orphaned entry."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "单位.csv").write_text(UNITS, encoding="utf-8")
    (folder / "应用程序.csv").write_text(ASSETS, encoding="utf-8")
    return Request(inputs=(folder,), out=tmp_path / "out", as_of=date(2026, 9, 1))


def test_a_job_tells_its_stages_in_order_and_counts_what_it_rejected(request_of: Request) -> None:
    told: list[str] = []
    result = job.run(request_of, lambda stage, _share: told.append(stage))
    main = ("read", "detect", "link", "notices", "workgroups", "plan", "publish", "report")
    assert list(dict.fromkeys(stage for stage in told if stage in main)) == list(main)
    assert (result.rejected_rows, result.outcome.rows["assets"]) == (1, 1)


def test_a_job_stopped_on_the_way_leaves_nothing(request_of: Request) -> None:
    def stop(stage: str, _share: float) -> None:
        if stage == "report":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.run(request_of, stop)
    assert [path.name for path in request_of.out.parent.iterdir()] == ["in"]


def test_input_that_cannot_be_read_leaves_nothing(request_of: Request, tmp_path: Path) -> None:
    (tmp_path / "in" / "应用程序.csv").unlink()
    with pytest.raises(UnableToRead):
        job.run(request_of, lambda _stage, _share: None)
    assert not request_of.out.exists()
