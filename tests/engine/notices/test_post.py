"""Posts are named where they are addressed; people never are."""

import pytest

from jianfu.engine.notices.post import posts


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("请各单位办公室主任于周五前报送", ("办公室主任",)),
        ("请各村书记、网格员到岗", ("村书记", "网格员")),
        ("由值班领导负责,值班员配合", ("值班领导",)),
        ("各年级组长:请报教务处", ("年级组长",)),
        ("请将表格发年级组长", ()),
        ("请李某某到岗", ()),
        ("请各单位报送", ()),
    ],
)
def test_the_posts_addressed_are_named(sentence: str, named: tuple[str, ...]) -> None:
    assert posts([sentence]) == named
