"""Neighbours: those stated closed do not count, and every member of a set is named."""

from datetime import date
from typing import Any


def _account(asset_id: str, **given: Any) -> dict[str, Any]:
    base = {
        "asset_id": asset_id,
        "category": "new_media",
        "name": "清河发布",
        "sponsor_unit_id": "U",
        "state": "active",
    }
    return base | {"platform": "微信公众号"} | given


def _group(asset_id: str, **given: Any) -> dict[str, Any]:
    base = {"asset_id": asset_id, "category": "work_group", "name": "水务局工作群", "sponsor_unit_id": "U"}
    return base | {"state": "active", "matter": "防汛"} | given


def _app(asset_id: str, **given: Any) -> dict[str, Any]:
    return {
        "asset_id": asset_id,
        "category": "app",
        "name": "智慧水务",
        "sponsor_unit_id": "U",
        "state": "active",
    } | given


def _offers(asset_id: str, codes: str) -> list[dict[str, Any]]:
    return [{"asset_id": asset_id, "function_code": code} for code in codes]


def _addresses(asset_id: str, units: str) -> list[dict[str, Any]]:
    return [{"asset_id": asset_id, "unit_id": unit} for unit in units]


def _beside(label: str, count: int, **second: Any) -> tuple[Any, ...]:
    return (
        f"an account beside one {label}",
        {"assets": [_account("A"), _account("B", **second)]},
        "A",
        {"accounts_on_platform": count},
    )


def _overlap(left: str, right: str, overlap: float | None, **more: Any) -> tuple[Any, ...]:
    rows = {
        "assets": [_app("A"), _app("B", **more.pop("second", {}))],
        "functions": _offers("A", left) + _offers("B", right),
    }
    label = f"functions {left} and {right} {more or ''}"
    return label, rows | more, "A", {"function_overlap": overlap}


def _twins(label: str, twins: int | None, audience: str = "xy", **second: Any) -> tuple[Any, ...]:
    rows = {
        "assets": [_group("A"), _group("B", **second)],
        "audiences": _addresses("A", "xy") + _addresses("B", audience),
    }
    return f"a group beside one {label}", rows, "A", {"twin_groups": twins}


def _rebuilt(label: str, rebuilt: bool | None, days: int | None, **given: Any) -> tuple[Any, ...]:
    gone = _group("G", platform="微信", state="closed", closed_on=date(2026, 1, 1))
    new = _group("A", platform="钉钉", opened_on=date(2026, 2, 1)) | given
    expected = {"rebuilt_elsewhere": rebuilt, "days_since_twin_dissolved": days}
    return f"opened after a dissolved one, {label}", {"assets": [gone, new]}, "A", expected


def _levels(levels: list[str | None], spanned: int | None, **more: Any) -> tuple[Any, ...]:
    units = [{"unit_id": str(n), "name": str(n), "level": level} for n, level in enumerate(levels)]
    audiences = [{"asset_id": "A", "unit_id": unit["unit_id"]} for unit in units]
    rows = {"units": units, "assets": [_group("A")], "audiences": audiences} | more
    return f"levels {levels} {more or ''}", rows, "A", {"levels_spanned": spanned}


LONE = {
    "assets": [
        _group("A", matter=None),
        _group("B", sponsor_unit_id="X", matter=None),
        _group("C", sponsor_unit_id="X"),
    ]
}
CASES = [
    _beside("just like it", 2),
    _beside("of the same platform otherwise written", 2, platform="微信服务号"),
    _beside("closed", 1, state="closed"),
    _beside("of unknown life", 2, state=None),
    _beside("of another sponsor", 1, sponsor_unit_id="X"),
    _beside("on another platform", 1, platform="新浪微博"),
    _beside("on a platform not stated", 1, platform=None),
    _beside("that is an app", 1, category="app"),
    _overlap("abc", "abc", 1.0),
    _overlap("ab", "a", 0.5),
    _overlap("abcd", "ab", 0.5),
    _overlap("abcd", "abe", 0.4),
    _overlap("ab", "cd", 0.0),
    _overlap("aab", "ab", 1.0),
    _overlap("ab", "ab", 0.0, second={"state": "closed"}),
    _overlap("ab", "ab", 1.0, second={"state": None}),
    _overlap("ab", "", 0.0),
    _overlap("", "ab", None),
    _overlap("ab", "ab", None, incomplete=[{"table_code": "functions", "asset_id": "A"}]),
    _twins("just like it", 2),
    _twins("with the matter otherwise written", 2, "yx", matter=" 防 汛"),
    _twins("for another matter", 1, matter="征兵"),
    _twins("with another audience", 1, "xz"),
    _twins("of another unit", 1, sponsor_unit_id="X"),
    _twins("dissolved", 1, state="closed"),
    (
        "a unit's only group has no twin though its matter is not known",
        LONE,
        "A",
        {"twin_groups": 1, "groups_of_sponsor": 1},
    ),
    (
        "one of two groups may have a twin while its matter is not known",
        LONE,
        "B",
        {"twin_groups": None, "groups_of_sponsor": 2},
    ),
    _rebuilt("elsewhere", True, 31),
    _rebuilt("on the same platform", False, None, platform="微信"),
    _rebuilt("for another matter", False, None, matter="征兵"),
    _rebuilt("but before it", False, None, opened_on=date(2025, 12, 1)),
    _rebuilt("on a day not stated", None, None, opened_on=None),
    _rebuilt("on a platform not stated", None, None, platform=None),
    _rebuilt("by another unit", False, None, sponsor_unit_id="X"),
    _levels(["county", "town", "village"], 3),
    _levels(["county", "county"], 1),
    _levels(["county", None], None),
    _levels(["county", "town", "village", None], 3),
    _levels(["county", "town"], None, incomplete=[{"table_code": "audiences", "asset_id": "A"}]),
]


def test_each_worked_case_comes_to_what_it_states(worked: Any, measured: dict[str, Any]) -> None:
    assert measured == worked.expected
