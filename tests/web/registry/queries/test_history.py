"""The history of an entry speaks in words, in the language of the page."""

from typing import Any

from django.utils import translation

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.registry.actions import asset as actions
from jianfu.web.registry.queries.history import told

LABELS = {"audience": "面向对象", "sponsor": "主办单位", "features": "功能"}


def test_codes_and_numbers_of_units_are_told_as_words_and_names(asset: Any, moment: Any) -> None:
    entry = asset(category="app")
    values = {"audience": "grassroots", "sponsor": "XH", "features": ["checkin"], "faces_grassroots": True}
    actions.change(asset=entry, values=values, version=1, **moment)
    (one,) = told(entry, LABELS, limit=9)
    said = {change.label: (change.before, str(change.after)) for change in one.changes}
    assert str(one.name) == "修改条目"
    assert said["主办单位"] == ("清河县水务局", "清河县卫生健康局")
    assert said["faces_grassroots"][1] == "是"
    assert "checkin" not in said["功能"][1]
    with translation.override("en"):
        (one,) = told(entry, LABELS, limit=9)
        english = {change.label: str(change.after) for change in one.changes}
        assert str(one.name) == "Change an entry"
    assert english["面向对象"] != said["面向对象"][1]


def test_a_unit_nobody_knows_and_a_code_without_words_are_told_as_they_are(asset: Any, moment: Any) -> None:
    entry = asset()
    deed = Deed("registry.no_such", "asset", entry.asset_id, {"sponsor": "X9"}, {"sponsor": "XW"})
    audit.write(by=moment["by"], at=moment["at"], deeds=[deed], request_id="r1")
    (one,) = told(entry, LABELS, limit=9)
    assert (one.name, one.changes[0].before) == ("registry.no_such", "X9")
