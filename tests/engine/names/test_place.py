"""Place prefixes."""

import pytest

from jianfu.engine.names.place import without_places


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("江苏省泰州市兴化市水务局", ("泰州市兴化市水务局", "兴化市水务局", "水务局")),
        ("泰州市水务局", ("水务局",)),
        ("沛县人民政府", ("人民政府",)),
        ("泰州市市场监督管理局", ("市场监督管理局",)),
        ("新疆维吾尔自治区水利厅", ("水利厅",)),
        ("水务局", ()),
        ("市水务局", ()),
        ("市场监督管理局", ()),
        ("社区服务中心", ()),
        ("戴南镇人民政府", ()),
        ("泰州市", ()),
        ("", ()),
    ],
)
def test_leading_places_come_off_one_after_another(name: str, shorter: tuple[str, ...]) -> None:
    assert without_places(name) == shorter
