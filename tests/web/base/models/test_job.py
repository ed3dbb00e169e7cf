"""Jobs and the processes that run them."""

from jianfu.web.base.models import Job


def test_a_job_is_called_by_what_it_does() -> None:
    assert str(Job(title="导入 应用程序.xlsx")) == "导入 应用程序.xlsx"
