"""Entries get their unit, region, life and place in both regimes; the same thing is counted once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import entries

UNITS = [
    {"unit_id": "C", "name": "清河县", "level": "county", "region_code": "320899"},
    {"unit_id": "T", "name": "虹桥镇", "level": "town", "parent_id": "C"},
    {"unit_id": "V", "name": "东村", "level": "village", "parent_id": "T"},
]


def _entry(asset_id: str = "A", **given: Any) -> dict[str, Any]:
    base = {
        "asset_id": asset_id,
        "category": "new_media",
        "name": "清河发布",
        "sponsor_unit_id": "V",
        "state": "active",
    }
    return base | given


def _case(label: str, given: dict[str, Any], **expected: Any) -> tuple[Any, ...]:
    return label, {"units": UNITS, "assets": [_entry(**given)]}, "A", expected


def _place(region: str, city: str | None, county: str | None) -> tuple[Any, ...]:
    return _case(f"division {region}", {"region_code": region}, city_code=city, county_code=county)


def _platform(written: str | None, key: str | None) -> tuple[Any, ...]:
    return _case(f"platform {written}", {"platform": written}, platform_key=key)


TWICE = [
    _entry("A", platform="微信小程序", platform_id="wx1"),
    _entry("B", category="app", platform="微信 小程序", platform_id="wx1"),
    _entry("C", platform="新浪微博", platform_id="wx1"),
]
REGION = {
    "unit_level": "village",
    "sponsor_unit": "东村",
    "region_code": "320899",
    "city_code": "3208",
    "county_code": "320899",
}
CASES = [
    _case("a unit without a region has the region of the unit above", {}, **REGION),
    _case("a sponsor nobody describes", {"sponsor_unit_id": "X"}, unit_level=None, sponsor_unit=None, region_code=None),
    _place("320000", None, None),
    _place("320500", "3205", None),
    _place("320506", "3205", "320506"),
    _place("320506100000", "3205", "320506"),
    _place("none", "3208", "320899"),
    _case("in use", {}, life="active", alive=True),
    _case(
        "suspended, whatever closing date is given",
        {"state": "suspended", "closed_on": date(2026, 1, 1)},
        life="suspended",
    ),
    _case("closed", {"state": "closed"}, life="closed", alive=False),
    _case("a closing date alone", {"state": None, "closed_on": date(2026, 1, 1)}, life="closed", alive=False),
    _case("a state left blank among stated ones", {"state": None}, life=None, alive=True),
    _case("a state of none", {"state": "none"}, life=None, alive=True),
    _case("an account", {}, class_2018="new_media", class_2023="public_account"),
    _case("a mini-program", {"sub_kind": "小程序"}, class_2018="new_media", class_2023="app"),
    _case("a mini-program by platform", {"platform": "微信小程序"}, class_2018="new_media", class_2023="app"),
    _case("an app", {"category": "app"}, class_2018="new_media", class_2023="app"),
    _case("a group", {"category": "work_group"}, class_2018=None, class_2023="work_group"),
    ("the first of two declarations of one thing counts", {"assets": TWICE}, "A", {"counted_with": None}),
    ("the second is counted with the first", {"assets": TWICE}, "B", {"counted_with": "A"}),
    ("the same number on another platform is another thing", {"assets": TWICE}, "C", {"counted_with": None}),
    _platform("微信公众号", "微信"),
    _platform("微信订阅号", "微信"),
    _platform("WeChat", "微信"),
    _platform("企业微信", "企业微信"),
    _platform("微信视频号", "微信视频号"),
    _platform("新浪微博", "新浪微博"),
    _platform("微博", "新浪微博"),
    _platform("腾讯微博", "腾讯微博"),
    _platform("某平台 二", "某平台二"),
    _platform("none", None),
    _platform(None, None),
]


def test_each_worked_case_comes_to_what_it_states(worked: Any, measured: dict[str, Any]) -> None:
    assert measured == worked.expected


@pytest.mark.parametrize(
    ("states", "lives"),
    [
        ([{}, {}], ["active", "active"]),
        ([{}, {"state": "active"}], [None, "active"]),
        ([{}, {"closed_on": date(2026, 1, 1)}], [None, "closed"]),
    ],
)
def test_what_is_listed_counts_as_in_use_only_where_nobody_states_a_state(
    write_clean: Callable[..., Path], tmp_path: Path, states: list[dict[str, Any]], lives: list[str | None]
) -> None:
    rows = [_entry(str(number), state=None) | given for number, given in enumerate(states)]
    backend = DuckDB(tmp_path / "scratch")
    engine.read(backend, write_clean({"assets": rows}, tmp_path / "clean"), tmp_path)
    entries.prepare(backend)
    assert backend.sql("SELECT life FROM entries ORDER BY asset_id").column("life").to_pylist() == lives
    assert entries.count_states(backend) == sum(1 for given in states if given)
    backend.close()
