"""Moves of an entry's life."""

from datetime import date
from typing import Any

import pytest

from jianfu.engine.cases.life import Given
from jianfu.web.base.models import AuditEntry
from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import asset as assets
from jianfu.web.registry.actions import life
from jianfu.web.registry.models import Asset, AssetFunction

DAY = date(2026, 8, 31)
CLOSING = Given(on=DAY, reason="并入省级平台", notice_url="https://x.gov.cn/1", notice_on=DAY)


@pytest.fixture
def going(moment: Any) -> dict[str, Any]:
    """Return who moves and when; the reason is given with the move."""
    return {name: value for name, value in moment.items() if name != "reason"}


def test_closing_keeps_the_entry_and_frees_its_names(asset: Any, going: Any) -> None:
    entry = life.move(asset=asset(platform_id="gh_1"), move="deregister", given=CLOSING, version=1, **going)
    assert (entry.state, entry.closed_on, entry.closing_notice_on) == ("closed", DAY, DAY)
    assert {row.until for row in entry.names.all()} == {DAY}
    said = AuditEntry.objects.get()
    assert (said.action, said.before["state"], said.after["state"]) == ("registry.deregister", "active", "closed")
    assert said.reason == "并入省级平台"


def test_functions_in_use_bar_the_stop_until_an_approval_is_named(asset: Any, going: Any) -> None:
    entry = asset()
    AssetFunction.objects.create(asset=entry, function_code="F1", function_name="水费查询")
    with pytest.raises(UnableToSave, match="水费查询"):
        life.move(asset=entry, move="suspend", given=CLOSING, version=1, **going)
    given = Given(**{**life.content_of(CLOSING), "on": DAY, "notice_on": DAY, "stop_approval": "清政办3号"})
    assert life.move(asset=entry, move="suspend", given=given, version=1, **going).state == "suspended"
    assert AuditEntry.objects.get().after["stop_approval"] == "清政办3号"


def test_a_move_that_does_not_lead_on_is_refused(asset: Any, going: Any) -> None:
    for move in ("resume", "dissolve", "nonsense"):
        with pytest.raises(UnableToSave):
            life.move(asset=asset(f"条目{move}"), move=move, given=CLOSING, version=None, **going)


def test_reopening_bears_the_names_again_unless_another_took_the_account(asset: Any, moment: Any, going: Any) -> None:
    entry = asset(platform_id="gh_1")
    life.move(asset=entry, move="deregister", given=CLOSING, version=1, **going)
    back = Given(on=DAY, reason="误关")
    again = life.move(asset=entry, move="reopen", given=back, version=2, **going)
    assert (again.state, again.closed_on) == ("active", None)
    assert again.names.filter(until=None).count() == 2
    life.move(asset=entry, move="deregister", given=CLOSING, version=3, **going)
    assets.create(
        values={"category": "new_media", "name": "新号", "sponsor": "XH", "platform": "微信", "platform_id": "gh_1"},
        **moment,
    )
    with pytest.raises(UnableToSave, match="新号"):
        life.move(asset=entry, move="reopen", given=back, version=4, **going)
    assert Asset.objects.get(pk=entry.pk).state == "closed"


def test_what_is_given_survives_a_proposal() -> None:
    assert life.given_from(life.content_of(CLOSING)) == CLOSING
