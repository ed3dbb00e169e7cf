"""A filing from draft to number, to change, to closing; every step has its date, its clock and its audit entry."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.engine.cases.filing import UnableToMove
from jianfu.engine.cases.filing_form import ITEMS
from jianfu.web.base import search
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToPermit, UnableToSave
from jianfu.web.registry.actions import filing as actions
from jianfu.web.registry.actions.filing import Opening, Said
from jianfu.web.registry.models import Asset, Filing

FILLED = {item.code: f"{item.code}内容" for item in ITEMS if not item.known}
DAY = date(2026, 8, 24)


@pytest.fixture
def app(asset: Callable[..., Asset]) -> Asset:
    return asset(
        "清河水务通", category="app", sub_kind="小程序", protection_level="二级", stated_none=["features", "filing_no"]
    )


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.CLERK, "XW", name="填报员")


@pytest.fixture
def reviewer(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.CYBERSPACE, "P", name="网信")


def opened(app: Asset, by: Actor, kind: str = "first") -> Filing:
    return actions.start(asset=app, opening=Opening(kind, DAY), by=by, at=AT)


def filled(app: Asset, by: Actor, kind: str = "first") -> Filing:
    filing = opened(app, by, kind)
    return actions.fill(filing=filing, values=FILLED, version=filing.version, by=by, at=AT)


def go(filing: Filing, name: str, by: Actor, **said: Any) -> Filing:
    given = Said(said.pop("on", DAY), **said)
    return actions.move(filing=filing, name=name, said=given, version=filing.version, by=by, at=AT)


def numbered(app: Asset, clerk: Actor, reviewer: Actor, number: str = "苏2026-1", kind: str = "first") -> Filing:
    filing = go(filled(app, clerk, kind), "submit", clerk)
    filing = go(filing, "pass_completeness", reviewer)
    return go(filing, "give_number", reviewer, filing_no=number)


def test_a_number_given_stands_on_the_entry_and_in_the_audit(app: Asset, clerk: Actor, reviewer: Actor) -> None:
    filing = numbered(app, clerk, reviewer)
    app.refresh_from_db()
    assert (app.filing_no, app.stated_none, app.version) == ("苏2026-1", ["features"], 2)
    assert search.matching(Asset.objects.all(), "search", "苏2026-1").get() == app
    entry = AuditEntry.objects.get(action="registry.change", object_id=app.asset_id)
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["filing_no"], entry.after["filing_no"]) == ("", "苏2026-1")
    moves = ["start", "submit", "pass_completeness", "give_number"]
    assert list(filing.steps.order_by("pk").values_list("move", flat=True)) == moves
    assert list(filing.steps.order_by("pk").values_list("by_name", flat=True)) == ["填报员"] * 2 + ["网信"] * 2


def test_the_clock_of_the_completeness_review_is_kept_and_the_unset_one_is_not(
    app: Asset, clerk: Actor, reviewer: Actor
) -> None:
    filing = go(filled(app, clerk), "submit", clerk)
    assert filing.due_on == date(2026, 9, 7)
    assert go(filing, "pass_completeness", reviewer).due_on is None


def test_an_incomplete_form_is_not_submitted(app: Asset, clerk: Actor) -> None:
    with pytest.raises(UnableToMove, match="申请表各项齐全"):
        go(opened(app, clerk), "submit", clerk)
    assert Filing.objects.get().state == "application"


def test_an_entry_changed_after_submission_must_be_checked_again_before_anybody_decides(
    app: Asset, clerk: Actor, reviewer: Actor
) -> None:
    filing = go(filled(app, clerk), "submit", clerk)
    Asset.objects.filter(pk=app.pk).update(name="清河水务通二版")
    with pytest.raises(UnableToMove, match="内容与提交时一致"):
        go(filing, "pass_completeness", reviewer)
    filing = go(Filing.objects.get(), "recheck", clerk)
    assert go(filing, "pass_completeness", reviewer).state == "national_review"


def test_the_form_edited_under_review_must_be_checked_again_too(app: Asset, clerk: Actor, reviewer: Actor) -> None:
    filing = go(filled(app, clerk), "submit", clerk)
    changed = {**FILLED, "ops_team": "另一团队"}
    filing = actions.fill(filing=filing, values=changed, version=filing.version, by=clerk, at=AT)
    with pytest.raises(UnableToMove):
        go(filing, "pass_completeness", reviewer)


def test_the_audit_of_a_filled_form_names_only_what_changed(app: Asset, clerk: Actor) -> None:
    filing = filled(app, clerk)
    changed = {**FILLED, "ops_team": "另一团队"}
    actions.fill(filing=filing, values=changed, version=filing.version, by=clerk, at=AT)
    last = AuditEntry.objects.filter(action="filing.fill").order_by("-seq").first()
    assert last is not None
    assert last.after == {"ops_team": "另一团队"}


def test_a_form_saved_unchanged_writes_nothing(app: Asset, clerk: Actor) -> None:
    filing = filled(app, clerk)
    before = AuditEntry.objects.count()
    actions.fill(filing=filing, values=FILLED, version=filing.version, by=clerk, at=AT)
    assert AuditEntry.objects.count() == before


def test_no_clerk_reviews_and_no_reviewer_files(app: Asset, clerk: Actor, reviewer: Actor) -> None:
    with pytest.raises(UnableToPermit):
        opened(app, reviewer)
    filing = go(filled(app, clerk), "submit", clerk)
    with pytest.raises(UnableToPermit):
        go(filing, "pass_completeness", clerk)


def test_a_clerk_of_another_unit_opens_nothing(app: Asset, actor: Callable[..., Actor]) -> None:
    with pytest.raises(UnableToPermit):
        opened(app, actor(Role.CLERK, "XH"))


def test_a_stale_version_is_refused_and_says_where_the_filing_stands(app: Asset, clerk: Actor) -> None:
    filing = filled(app, clerk)
    with pytest.raises(UnableToSave, match="填备案申请"):
        actions.move(filing=filing, name="submit", said=Said(DAY), version=1, by=clerk, at=AT)


@pytest.mark.parametrize("on", [date(2026, 8, 23), date(2026, 9, 2)])
def test_a_day_before_the_state_began_or_in_the_future_is_refused(app: Asset, clerk: Actor, on: date) -> None:
    with pytest.raises(UnableToSave, match=str(on)):
        go(filled(app, clerk), "submit", clerk, on=on)


def test_only_one_filing_runs_at_a_time(app: Asset, clerk: Actor) -> None:
    opened(app, clerk)
    with pytest.raises(UnableToSave, match="正在办理"):
        opened(app, clerk)


def test_nothing_is_changed_or_closed_that_is_not_filed(app: Asset, clerk: Actor) -> None:
    for kind in ("change", "closing"):
        with pytest.raises(UnableToSave, match="首次备案"):
            opened(app, clerk, kind)


def test_what_is_filed_is_not_filed_first_again(app: Asset, clerk: Actor, reviewer: Actor) -> None:
    numbered(app, clerk, reviewer)
    with pytest.raises(UnableToSave, match="变更备案"):
        opened(app, clerk)


def test_accounts_and_groups_are_not_filed_here(asset: Callable[..., Asset], clerk: Actor) -> None:
    with pytest.raises(UnableToSave, match="应用程序"):
        opened(asset("清河水务", "XW"), clerk)


def test_a_change_begins_with_what_was_said_last_and_carries_the_filing_on(
    app: Asset, clerk: Actor, reviewer: Actor
) -> None:
    first = numbered(app, clerk, reviewer)
    change = opened(app, clerk, "change")
    assert (change.content, change.previous) == (FILLED, first)
    actions.move(filing=change, name="withdraw", said=Said(DAY, "另行办理"), version=1, by=clerk, at=AT)
    second = numbered(app, clerk, reviewer, "苏2026-2", "change")
    first.refresh_from_db()
    app.refresh_from_db()
    assert (first.state, second.state, app.filing_no) == ("superseded", "numbered", "苏2026-2")


def test_a_filing_ends_when_its_closing_is_announced_reported_and_deregistered(
    app: Asset, clerk: Actor, reviewer: Actor
) -> None:
    first = go(numbered(app, clerk, reviewer), "go_live", clerk, confirmed=frozenset({"shown"}))
    closing = opened(app, clerk, "closing")
    closing = go(closing, "announce", clerk, notice_url="https://example.cn/1", notice_on=DAY)
    closing = go(go(closing, "report_closing", clerk), "deregister", reviewer, confirmed=frozenset({"offline"}))
    first.refresh_from_db()
    assert (closing.state, first.state) == ("deregistered", "deregistered")
    assert closing.steps.get(move="announce").facts["notice_on"] == DAY.isoformat()


def test_steps_say_the_day_things_happened_and_the_moment_they_were_recorded(app: Asset, clerk: Actor) -> None:
    step = opened(app, clerk).steps.get()
    assert (step.on, step.at, step.role) == (DAY, AT, "clerk")
    assert TODAY != DAY
