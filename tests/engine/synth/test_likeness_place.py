import numpy as np
import pytest

from jianfu.engine.names import division
from jianfu.engine.synth import likeness_place as place


def test_the_halves_share_out_the_provinces_one_third_to_two() -> None:
    dev, test = place.provinces("dev"), place.provinces("test")
    assert set(dev) & set(test) == set()
    assert len(dev) == 11
    assert len(test) == 20


@pytest.mark.parametrize(
    ("code", "official", "near", "far"),
    [
        ("321283", "泰兴市", "泰州泰兴", "江苏泰兴"),
        ("320106", "南京市鼓楼区", "南京鼓楼", "江苏鼓楼"),
        ("321283100", "泰兴市黄桥镇", "泰兴黄桥", "江苏黄桥"),
        ("110101", "北京市东城区", "北京东城", "北京东城"),
    ],
)
def test_a_place_has_its_forms(code: str, official: str, near: str, far: str) -> None:
    book = place.Gazetteer()
    found = division.find(code)
    assert found is not None
    spot = book.spots[book.add_division(found)]
    assert (spot.official, spot.near, spot.far) == (official, near, far)


def test_neighbours_come_together_and_every_county_once() -> None:
    groups = place.areas("dev", np.random.default_rng(1))
    assert all(len({county.parent_code for county in group}) == 1 for group in groups)
    codes = [county.code for group in groups for county in group]
    assert len(codes) == len(set(codes))
