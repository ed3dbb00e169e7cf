"""Measures say what the evidence says, and nothing where it is missing."""

from datetime import date
from typing import Any

LOOK = date(2026, 8, 1)
YEAR_AGO = date(2025, 8, 1)


def _case(label: str, given: dict[str, Any], **expected: Any) -> tuple[Any, ...]:
    base = {"asset_id": "A", "category": "new_media", "name": "清河发布", "sponsor_unit_id": "U", "state": "active"}
    return label, {"assets": [base | given]}, "A", expected


def _none(column: str) -> dict[str, Any]:
    return {"stated_none": f"opened_on;{column}"}


def _group(label: str, given: dict[str, Any], **expected: Any) -> tuple[Any, ...]:
    return _case(label, {"category": "work_group", "name": "工作群"} | given, **expected)


def _name(name: str, parses: bool) -> tuple[Any, ...]:
    return _group(name, {"name": name}, name_parses=parses)


def _filed(label: str, given: dict[str, Any], observed: str | None, filed: bool | None) -> tuple[Any, ...]:
    row = {"asset_id": "A", "measure": "in_national_system", "value": observed, "observed_on": LOOK, "source": "S"}
    rows = _case(label, given)[1] | {"measures": [row] if observed else []}
    return label, rows, "A", {"filed": filed}


def _seen(label: str, observed: dict[str, str], given: dict[str, Any], **expected: Any) -> tuple[Any, ...]:
    rows = [
        {"asset_id": "A", "measure": measure, "value": value, "observed_on": LOOK, "source": "核查"}
        for measure, value in observed.items()
    ]
    return label, _case(label, given)[1] | {"measures": rows}, "A", expected


NEVER = {"observed_on": LOOK, "opened_on": YEAR_AGO, "stated_none": "last_activity_on"}
CASES = [
    _case("silence", {"last_activity_on": YEAR_AGO, "observed_on": LOOK}, silent_days=365),
    _case("silence without a day of observation", {"last_activity_on": YEAR_AGO}, silent_days=None),
    _case("silence without an activity", {"observed_on": LOOK}, silent_days=None, never_posted=None),
    _case("silence of an account that never posted runs from its opening", NEVER, silent_days=365, never_posted=True),
    _case("never posted, opening not known", NEVER | {"opened_on": None}, silent_days=None, never_posted=True),
    _case("never posted, yet posts were counted", NEVER | {"posts_90d": 3}, never_posted=False),
    _case("a date of activity is a post", {"last_activity_on": YEAR_AGO}, never_posted=False),
    _case("age", {"opened_on": YEAR_AGO, "observed_on": LOOK}, age_days=365),
    _case("age without an observation", {"opened_on": YEAR_AGO}, age_days=None),
    _case("the day judged", {}, as_of=date(2026, 9, 1)),
    _filed("a filing number", {"filing_no": "苏1"}, None, True),
    _filed("no filing number, stated", {"filing_no": "none"}, None, False),
    _filed("no filing number, blank", {}, None, None),
    _filed("the national system goes first", {"filing_no": "苏1"}, "false", False),
    _filed("found in the national system", {}, "true", True),
    _case(
        "features",
        {"features": "points;forced_upload"},
        has_mandatory_feature=True,
        forces_upload=True,
        demands_checkin=False,
    ),
    _case(
        "no features, stated",
        {"features": "none"},
        has_mandatory_feature=False,
        forces_upload=False,
        demands_checkin=False,
    ),
    _case("no features, blank", {}, has_mandatory_feature=None, forces_upload=None, demands_checkin=None),
    _case("no certification, stated", {"certification": "none"}, certification="uncertified"),
    _group("matter done", {"matter_closed_on": LOOK}, matter_closed=True, days_since_matter_closed=31),
    _group("matter open, stated", _none("matter_closed_on"), matter_closed=False, days_since_matter_closed=None),
    _group("matter, blank", {}, matter_closed=None),
    _group("no end, stated", _none("expected_end_on"), no_end_date=True),
    _group("an end", {"expected_end_on": LOOK}, no_end_date=False),
    _group("an end, blank", {}, no_end_date=None),
    _group("approved", {"approval_no": "清办1"}, approved=True),
    _group("not approved, stated", {"approval_no": "none"}, approved=False),
    _group("approval, blank", {}, approved=None),
    _group("merged", {"merged_from": "G1;G2"}, is_merged=True),
    _group("not merged, stated", {"merged_from": "none"}, is_merged=False),
    _group("merging, blank", {}, is_merged=None),
    _group("kinds", {"sub_kind": "聊天群"}, chat_only=True, token_only=False),
    _group("kind, blank", {}, chat_only=None, token_only=None),
    _seen("a check-in observed", {"standing_demand": "true"}, {"features": "none"}, demands_checkin=True),
    _seen("a check-in declared", {"standing_demand": "false"}, {"features": "checkin"}, demands_checkin=True),
    _seen(
        "no check-in, looked and declared", {"standing_demand": "false"}, {"features": "none"}, demands_checkin=False
    ),
    _seen("no check-in, looked only", {"standing_demand": "false"}, {}, demands_checkin=False),
    _seen("unusable as a whole", {"app_unusable": "true"}, {}, broken_functions=1, broken_functions__source="核查"),
    _seen("unusable, and counted", {"app_unusable": "true", "broken_functions": "3"}, {}, broken_functions=3),
    _seen("usable, and counted", {"app_unusable": "false", "broken_functions": "2"}, {}, broken_functions=2),
    _seen("usable, not counted", {"app_unusable": "false"}, {}, broken_functions=None),
    _case("not stated closed", {"state": None}, not_closed=True, state=None),
    _case("stated closed", {"state": "closed"}, not_closed=False),
    _name("清河县水务局防汛工作群", True),
    _name("虹桥镇人居环境整治群2", True),
    _name("东村党建群（2026）", True),
    _name("相亲相爱一家人", False),
    _name("防汛群", False),
    _name("水务局", False),
]


def test_each_worked_case_comes_to_what_it_states(worked: Any, measured: dict[str, Any]) -> None:
    assert measured == worked.expected
