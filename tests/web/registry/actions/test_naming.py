"""Names and their days."""

from datetime import date
from typing import Any

from jianfu.web.registry.actions import naming
from jianfu.web.registry.models import AssetName


def test_what_an_entry_bears_is_written_once(asset: Any) -> None:
    entry = asset(platform_id="gh_1")
    naming.bear(entry, since=date(2020, 1, 1))
    naming.bear(entry, since=date(2021, 1, 1))
    assert list(entry.names.order_by("kind").values_list("kind", "value", "since")) == [
        ("name", "清河水务", date(2020, 1, 1)),
        ("platform_id", "gh_1", date(2020, 1, 1)),
    ]


def test_a_name_nobody_wrote_down_is_written_when_dropped(asset: Any) -> None:
    entry = asset()
    naming.drop(entry, kind="name", value="清河水利", until=date(2026, 9, 1))
    naming.drop(entry, kind="url", value="", until=date(2026, 9, 1))
    row = AssetName.objects.get()
    assert (row.value, row.since, row.until) == ("清河水利", None, date(2026, 9, 1))


def test_a_closed_entry_bears_nothing(asset: Any) -> None:
    entry = asset(platform_id="gh_1", url="https://x.cn")
    naming.bear(entry, since=None)
    naming.free(entry, until=date(2026, 9, 1))
    assert not entry.names.filter(until=None).exists()
    assert entry.names.count() == 3
