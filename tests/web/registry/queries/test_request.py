"""Which requests are seen, and their diff."""

from typing import Any

from jianfu.web.base.permissions import Role
from jianfu.web.registry.actions import request as actions
from jianfu.web.registry.models import AssetFunction
from jianfu.web.registry.queries import request as queries
from jianfu.web.registry.queries.request import Line


def _proposed(asset: Any, units: Any, doing: Any, kind: str, content: Any) -> Any:
    about = asset if kind != "create" else None
    return actions.propose(kind=kind, asset=about, unit=units["XW"], content=content, doing=doing(Role.CLERK, "XW"))


def test_the_diff_is_against_what_stands_now(asset: Any, units: Any, doing: Any) -> None:
    entry = asset(followers=3)
    content = {"values": {"name": "清河水务", "purpose": "水情", "followers": 5}}
    request = _proposed(entry, units, doing, "change", content)
    assert queries.diff(request) == [Line("用途", "", "水情"), Line("关注数", 3, 5)]


def test_a_new_entry_a_move_and_a_function_have_their_diffs(asset: Any, units: Any, doing: Any) -> None:
    entry = asset()
    AssetFunction.objects.create(asset=entry, function_code="F1", function_name="缴费")
    new = _proposed(entry, units, doing, "create", {"values": {"name": "新", "sponsor": "XW", "url": ""}})
    assert [(line.now, line.proposed) for line in queries.diff(new)] == [(None, "新"), (None, "XW")]
    given = {"on": "2026-09-01", "notice_url": ""}
    move = _proposed(entry, units, doing, "move", {"move": "void", "given": given})
    assert [(line.now, line.proposed) for line in queries.diff(move)] == [("在用", "已注销"), (None, "2026-09-01")]
    gone = _proposed(entry, units, doing, "function", {"function_code": "F1", "remove": True})
    assert ("缴费", None) in [(line.now, line.proposed) for line in queries.diff(gone)]


def test_requests_are_seen_by_their_unit_and_their_proposer(asset: Any, units: Any, doing: Any, actor: Any) -> None:
    _proposed(asset(), units, doing, "change", {"values": {"purpose": "水情"}})
    seen = {unit: queries.visible(actor(Role.RESPONSIBLE, unit)).count() for unit in ("XW", "XH", "X")}
    assert seen == {"XW": 1, "XH": 0, "X": 1}
