"""Questions to the audit chain."""

from tests.web.conftest import AT

from jianfu.web.base.actions import audit
from jianfu.web.base.actor import SYSTEM
from jianfu.web.base.queries.audit import Change, history


def test_the_history_of_a_thing_tells_each_changed_field_under_its_label(db: None) -> None:
    deeds = [
        audit.Deed("registry.add", "asset", "A1", None, {"name": "旧", "url": "u"}),
        audit.Deed("registry.change", "asset", "A2", None, {"name": "别的"}),
        audit.Deed("registry.change", "asset", "A1", {"name": "旧"}, {"name": "新"}, reason="更名"),
    ]
    audit.write(by=SYSTEM, at=AT, deeds=deeds)
    latest, first = history("asset", "A1", {"name": "名称"})
    assert latest.changes == (Change("名称", "旧", "新"),)
    assert latest.entry.reason == "更名"
    assert first.changes == (Change("名称", None, "旧"), Change("url", None, "u"))
