"""What the form knows by itself, what is missing, and what is due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.engine.cases.clock import Certainty
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.registry.models import Asset, AssetFunction, Filing
from jianfu.web.registry.queries import filing as queries


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    return asset("清河水务通", category="app", sub_kind="小程序", purpose="缴费报修", stated_none=["features"])


def filing_of(asset: Asset, **given: object) -> Filing:
    said = {"kind": "first", "state": "completeness_review", "state_since": TODAY, **given}
    return Filing.objects.create(asset=asset, opened_at=AT, changed_at=AT, **said)


def test_apps_of_the_same_unit_are_listed_with_the_functions_both_have(app: Asset, asset: Callable[..., Asset]) -> None:
    twin, other = asset("水费缴纳", category="app", filing_no="苏9"), asset("水情速报", category="app")
    asset("已关停的", category="app", state="closed")
    asset("卫健应用", "XH", category="app")
    asset("清河水务号")
    for one in (app, twin):
        AssetFunction.objects.create(asset=one, function_code="F1", function_name="水费")
    assert queries.same_kind(app) == [(other, []), (twin, ["水费"])]
    assert queries.known(app)["same_kind"] == "水情速报；水费缴纳（备案编号苏9），共有功能：水费"


def test_an_empty_feature_list_is_missing_evidence_unless_none_was_stated(asset: Callable[..., Asset]) -> None:
    unsaid, stated = asset(category="app"), asset(category="app", stated_none=["features"])
    listed = asset(category="app", features=["checkin", "points"])
    values = [queries.known(one)["mandatory_features"] for one in (unsaid, stated, listed)]
    assert values == ["", "无", "打卡签到、积分排名"]


def test_a_new_filing_begins_with_the_entry_and_the_last_filing(app: Asset) -> None:
    assert queries.prefilled(app)["main_functions"] == "缴费报修"
    filing_of(app, content={"ops_team": "信息中心"}, state="withdrawn")
    assert queries.prefilled(app)["ops_team"] == "信息中心"


def test_the_standing_says_what_is_missing_and_what_differs(app: Asset) -> None:
    filing = filing_of(app, content={"ops_team": "甲"}, submitted={**queries.known(app), "ops_team": "乙"})
    now = queries.standing(filing)
    assert not now.complete
    assert "protection_level" in {item.code for item in now.missing}
    assert [(item.code, old, new) for item, old, new in now.differs] == [("ops_team", "乙", "甲")]


@pytest.mark.parametrize(
    ("state", "due_on", "timing"),
    [
        ("completeness_review", TODAY - timedelta(days=1), "overdue"),
        ("completeness_review", TODAY, "soon"),
        ("completeness_review", date(2026, 9, 4), "soon"),
        ("completeness_review", date(2026, 9, 7), "running"),
        ("national_review", None, "unset"),
        ("application", None, "none"),
        ("live", TODAY - timedelta(days=1), "none"),
    ],
)
def test_what_is_due_is_told_in_working_days(
    state: str, due_on: date | None, timing: str, app: Asset, actor: Callable[..., Actor]
) -> None:
    filing_of(app, state=state, due_on=due_on)
    assert queries.listed(actor(Role.CLERK, "XW"), as_of=TODAY).get().timing == timing


def test_nobody_sees_filings_beyond_the_scope(app: Asset, actor: Callable[..., Actor]) -> None:
    filing_of(app)
    assert not queries.listed(actor(Role.CLERK, "XH"), as_of=TODAY).exists()
    assert not queries.fileable(actor(Role.CYBERSPACE, "P")).exists()
    assert queries.fileable(actor(Role.CLERK, "XW")).get() == app


def test_the_clock_is_explained_and_an_unset_one_says_so(app: Asset) -> None:
    clock = queries.clock_of(filing_of(app))
    assert clock is not None
    assert (clock.due, len(clock.days)) == (date(2026, 9, 15), 14)
    unset = queries.clock_of(filing_of(app, state="returned"))
    assert unset is not None
    assert unset.certainty is Certainty.UNSET
    assert queries.clock_of(filing_of(app, state="application")) is None


def test_a_planned_change_shows_its_notice_period_though_unset(app: Asset) -> None:
    notice = queries.notice_of(filing_of(app, kind="change", planned_on=TODAY))
    assert notice is not None
    assert notice.certainty is Certainty.UNSET
    assert queries.notice_of(filing_of(app, planned_on=TODAY)) is None


def test_the_filing_in_force_and_those_running_are_told_apart(app: Asset) -> None:
    live, now = filing_of(app, state="live"), filing_of(app, kind="change")
    filing_of(app, state="refused")
    assert queries.in_force(app) == live
    assert list(queries.running(app)) == [now]
