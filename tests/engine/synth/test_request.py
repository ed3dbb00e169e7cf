"""Requests: which region, how many units, spread how."""

import pytest

from jianfu.engine.synth.request import Request, Share, UnableToMakeProvince, repeated_county_names


@pytest.mark.parametrize("region", ["jiangsu", "32", "江苏", "江苏省"])
def test_a_province_is_known_by_any_of_its_names(region: str) -> None:
    (share,) = Request(region=region).shares
    assert (share.province.code, share.units) == ("32", 20_000)


def test_the_default_province_has_the_published_size() -> None:
    (share,) = Request().shares
    assert (share.accounts, share.apps, share.groups) == (50_000, 2_000, 200_000)


def test_a_scale_above_one_spreads_over_all_provinces_without_losing_units() -> None:
    shares = Request(scale=31).shares
    assert len(shares) == 31
    assert sum(share.units for share in shares) == 620_000


def test_a_scale_below_one_thins_the_province() -> None:
    (share,) = Request(scale=0.01).shares
    assert share.units == 200


def test_an_unknown_region_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnableToMakeProvince, match="jiangsu") as refused:
        assert Request(region="火星").shares
    assert "火星" in refused.value.zh
    assert "nation" in refused.value.en


def test_too_few_units_are_refused() -> None:
    with pytest.raises(UnableToMakeProvince, match="60"):
        assert Request(units=10).shares


def test_county_names_borne_twice_are_known() -> None:
    assert "鼓楼区" in repeated_county_names()
    assert "泰兴市" not in repeated_county_names()


def test_a_small_share_still_has_apps_enough_to_overlap() -> None:
    (share,) = Request(units=60).shares
    assert isinstance(share, Share)
    assert share.apps == 40
