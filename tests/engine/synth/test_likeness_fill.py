from typing import Any

import pytest

from jianfu.engine.synth import likeness, likeness_fill
from jianfu.engine.synth.likeness import Noise
from jianfu.engine.synth.likeness_fill import ALIASES, FieldNoise

PLAIN = {name: ways[0] for ways in ALIASES for name in ways}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    made = likeness.records(n=3000, seed=9, split="test")
    return made.assets.join(made.clusters, "asset_id").to_pylist()


def test_copies_are_on_the_platform_of_their_thing(rows: list[dict[str, Any]]) -> None:
    platforms: dict[int, set[str]] = {}
    for row in rows:
        if row["platform"]:
            platforms.setdefault(row["cluster"], set()).add(PLAIN[row["platform"]])
    assert {len(found) for found in platforms.values()} == {1}


def test_a_division_code_is_of_six_nine_or_twelve_digits(rows: list[dict[str, Any]]) -> None:
    codes = {len(row["region_code"]) for row in rows if row["region_code"]}
    assert codes <= {6, 9, 12}


def test_an_address_ends_in_the_account_id_and_is_never_given_without_it(rows: list[dict[str, Any]]) -> None:
    with_address = [row for row in rows if row["url"]]
    assert with_address
    assert all(row["platform_id"] for row in with_address)


def test_only_a_closed_account_has_a_closing_day_and_it_opened_before(rows: list[dict[str, Any]]) -> None:
    closed = [row for row in rows if row["closed_on"]]
    assert closed
    assert {row["state"] for row in closed} == {"closed"}
    assert all(row["opened_on"] is None or row["opened_on"] <= row["closed_on"] for row in closed)


def test_every_cell_may_be_missing() -> None:
    every = FieldNoise(no_id=(1, 1), no_region=(1, 1), no_sponsor=(1, 1), no_platform=(1, 1), no_unit_id=(1, 1))
    made = likeness.records(n=300, seed=9, split="test", noise=Noise(fields=every, renamed=0))
    for name in ("platform_id", "region_code", "sponsor_unit", "platform", "sponsor_unit_id", "url"):
        assert made.assets[name].null_count == 300


def test_aliases_name_one_platform_each() -> None:
    names = [name for ways in likeness_fill.ALIASES for name in ways]
    assert len(names) == len(set(names))
