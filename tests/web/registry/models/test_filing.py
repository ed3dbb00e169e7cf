"""A filing is called by its app and kind."""

from jianfu.web.registry.models import Asset, Filing


def test_a_filing_is_called_by_its_app_and_kind() -> None:
    assert str(Filing(asset=Asset(name="清河水务通"), kind="change")) == "清河水务通 变更备案"
