"""Facts about live groups: who issues in them, whom they address, what stands against merging."""

from datetime import datetime
from typing import Any

import pytest
from tests.engine.workgroups.conftest import AS_OF, Open, declared, group

from jianfu.engine.backends.backend import Backend
from jianfu.engine.workgroups import standing
from jianfu.engine.workgroups.parameters import GroupParameters


@pytest.fixture
def prepared(opened: Open, backend: Backend) -> Backend:
    """Give a register with one group of each doubtful kind, prepared."""
    groups = [
        (group("plain", "B1"), ["T1", "T1", "gone"]),
        (group("closed", "B1", state="closed"), ["T1"]),
        (group("layered", "B1"), ["T1", "V1"]),
        (group("secret", "B1"), ["T1"]),
        (group("cleared", "B1"), ["T1"]),
        (group("unclear", "B1"), ["T1"]),
        (group("cut", "B1"), ["T1"]),
        (group("chatty", "B1", sub_kind="聊天群"), ["T1"]),
    ]
    looks = [("secret", "true", 5), ("cleared", "true", 5), ("cleared", "false", 9)]
    measures: list[dict[str, Any]] = [
        {
            "asset_id": one,
            "measure": "secret_matter",
            "value": value,
            "observed_on": AS_OF.replace(day=day),
            "source": "s",
        }
        for one, value, day in looks
    ]
    sent = [
        {"notice_id": f"N{n}", "asset_id": one, "unit_id": "B2", "sent_at": datetime(2026, 9, 1, 8), "text": "t"}
        for n, one in enumerate(("plain", "chatty"))
    ]
    incomplete = [{"table_code": "exemptions", "asset_id": "unclear"}, {"table_code": "audiences", "asset_id": "cut"}]
    opened(backend, declared(*groups, measures=measures, notices=sent, incomplete=incomplete))
    standing.prepare(backend, as_of=AS_OF, parameters=GroupParameters())
    return backend


def test_what_stands_for_and_against_each_group(prepared: Backend) -> None:
    rows = prepared.sql("SELECT asset_id, standing FROM group_standing").to_pylist()
    assert {row["asset_id"]: row["standing"] for row in rows} == {
        "plain": "candidate",
        "layered": "layered",
        "secret": "secret",
        "cleared": "candidate",
        "unclear": "exemption_unclear",
        "cut": "no_audience",
        "chatty": "chat_but_used",
    }
    issuers = prepared.sql("SELECT unit_id FROM group_issuers WHERE asset_id = 'plain'")
    assert sorted(issuers["unit_id"].to_pylist()) == ["B1", "B2"]
    audience = prepared.sql("SELECT unit_id FROM group_audience WHERE asset_id = 'plain'")
    assert sorted(audience["unit_id"].to_pylist()) == ["T1", "gone"]
