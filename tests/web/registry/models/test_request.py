"""Change requests as rows."""

from jianfu.web.registry.models import ChangeRequest


def test_a_request_is_called_by_its_title() -> None:
    assert str(ChangeRequest(title="变更事实 清河水务")) == "变更事实 清河水务"
