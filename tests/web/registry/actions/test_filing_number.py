"""The number on the entry follows the filing, and belongs to one app."""

from collections.abc import Callable

import pytest
from tests.web.conftest import AT, TODAY

from jianfu.engine.cases.filing import State
from jianfu.web.base.actor import Actor
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.permissions import Role
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions.filing_number import follow
from jianfu.web.registry.models import Asset, Filing


@pytest.fixture
def reviewer(actor: Callable[..., Actor]) -> Actor:
    return actor(Role.CYBERSPACE, "P")


def filing_of(asset: Asset, state: State = State.NUMBERED, number: str = "苏1", kind: str = "first") -> Filing:
    return Filing.objects.create(
        asset=asset, kind=kind, state=state, state_since=TODAY, filing_no=number, opened_at=AT, changed_at=AT
    )


def test_a_revoked_filing_leaves_the_entry_stated_without_a_number(
    asset: Callable[..., Asset], reviewer: Actor
) -> None:
    app = asset(category="app", filing_no="苏1", stated_none=["features"])
    follow(filing=filing_of(app), name="revoke", on=TODAY, by=reviewer, at=AT)
    app.refresh_from_db()
    assert (app.filing_no, app.stated_none) == ("", ["features", "filing_no"])
    assert AuditEntry.objects.get().action == "registry.change"


def test_a_number_of_another_app_is_refused_by_its_name(asset: Callable[..., Asset], reviewer: Actor) -> None:
    asset("别的应用", category="app", filing_no="苏1")
    app = asset(category="app")
    with pytest.raises(UnableToSave, match="别的应用"):
        follow(filing=filing_of(app), name="give_number", on=TODAY, by=reviewer, at=AT)


def test_going_live_records_that_the_number_is_shown(asset: Callable[..., Asset], reviewer: Actor) -> None:
    app = asset(category="app")
    follow(filing=filing_of(app), name="go_live", on=TODAY, by=reviewer, at=AT)
    app.refresh_from_db()
    assert app.filing_no_shown is True


def test_other_moves_leave_the_entry_alone(asset: Callable[..., Asset], reviewer: Actor) -> None:
    app = asset(category="app", filing_no="苏1")
    follow(filing=filing_of(app), name="submit", on=TODAY, by=reviewer, at=AT)
    app.refresh_from_db()
    assert (app.filing_no, app.version) == ("苏1", 1)
    assert not AuditEntry.objects.exists()


def test_the_filing_before_is_ended_with_a_step_of_its_own(asset: Callable[..., Asset], reviewer: Actor) -> None:
    app = asset(category="app")
    old, new = filing_of(app, State.LIVE), filing_of(app, number="苏2", kind="change")
    follow(filing=new, name="give_number", on=TODAY, by=reviewer, at=AT)
    old.refresh_from_db()
    assert old.state == "superseded"
    assert old.steps.get().facts == {"filing": new.pk}
