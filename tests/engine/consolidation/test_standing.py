"""What becomes of accounts, and why: findings, clusters and one account a platform."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.engine.consolidation.conftest import Made, Rows, entry, finding, function

Planned = Callable[..., Made]


def account(asset_id: str, **given: object) -> dict[str, object]:
    """Return an active account of one unit on one platform."""
    return entry(asset_id, "new_media", **{"platform": "微信公众号", **given})


def cluster(*members: str, survivor: str) -> list[dict[str, object]]:
    """Return the rows of one cluster."""
    return [{"cluster_id": members[0], "asset_id": member, "survivor": member == survivor} for member in members]


SILENT = [finding("N", "NM-06")]


@pytest.mark.parametrize(
    ("rows", "disposition", "said"),
    [
        ({}, "keep", "没有关停或合并的理由"),
        ({"findings": SILENT}, "close", "命中NM-06，没有在用功能"),
        ({"findings": [finding("N", "NM-06", needs_confirmation=True)]}, "review", "NM-06证据不足或有待确认"),
        ({"findings": [finding("N", "NM-06", "unknown")]}, "review", "NM-06证据不足或有待确认"),
        ({"findings": [finding("N", "NM-06", "exempt")]}, "keep", "没有关停或合并的理由"),
        ({"findings": [finding("N", "NM-03")]}, "review", "命中NM-03，请研判"),
        ({"findings": [finding("N", "NM-18", severity="ban")]}, "fix", "另命中NM-18，须整改"),
        ({"findings": [finding("N", "NM-02", severity="warn")]}, "keep", "没有关停或合并的理由"),
        ({"findings": SILENT, "functions": [function("N", "F")]}, "review", "功能F没有去处"),
        ({"findings": SILENT, "functions": [function("N", "F", 0)]}, "close", "没有在用功能"),
        ({"findings": SILENT, "functions": [function("N", "F", 0, statutory=True)]}, "review", "F"),
        ({"findings": SILENT, "incomplete": [{"table_code": "measures", "asset_id": "N"}]}, "review", "资料不全"),
        ({"assets": [account("N", state=None), account("M")], "findings": SILENT}, "review", "是否在用不明"),
        ({"assets": [account("N", name="防汛发布")], "findings": SILENT}, "review", "季节性"),
        ({"assets": [account("N", sub_kind="小程序")], "findings": SILENT}, "review", "没有报来功能清单"),
        ({"contradictions": [{"left_id": "N", "right_id": "M", "path": "N;M"}]}, "review", "互相矛盾"),
    ],
)  # fmt: skip
def test_an_account_is_closed_on_sure_findings_and_nothing_else(
    planned: Planned, rows: Rows, disposition: str, said: str
) -> None:
    made = planned({"assets": [account("N")], **rows})
    (row,) = [row for row in made.rows("plan") if row["asset_id"] == "N"]
    assert row["disposition"] == disposition
    assert said in row["reason"]


def test_an_exemption_in_force_keeps_it_and_says_until_when(planned: Planned) -> None:
    exemption = {"asset_id": "N", "rule_id": "NM-06", "reason_code": "seasonal", "valid_until": date(2027, 3, 1)}
    made = planned({"assets": [account("N")], "findings": SILENT, "exemptions": [exemption]}, lang="en")
    assert made.dispositions == {"N": "keep"}
    assert made.rows("plan")[0]["reason"] == "Exempt from NM-06 (seasonal, until 2027-03-01): kept."


def test_duplicates_merge_into_their_survivor(planned: Planned) -> None:
    made = planned(
        {"assets": [account("N1"), account("N2"), account("N3")], "clusters": cluster("N1", "N2", "N3", survivor="N2")}
    )
    assert made.dispositions == {"N1": "merge", "N2": "keep", "N3": "merge"}
    assert made.successors == {"N1": "N2", "N2": None, "N3": "N2"}


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([finding("N2", "NM-06")], {"N1": "review", "N2": "close"}),
        ([finding("N1", "NM-06"), finding("N2", "NM-06")], {"N1": "close", "N2": "close"}),
        ([finding("N1", "NM-06")], {"N1": "close", "N2": "keep"}),
    ],
)
def test_nothing_merges_into_what_goes_itself(
    planned: Planned, findings: list[dict[str, object]], expected: dict[str, str]
) -> None:
    rows = {
        "assets": [account("N1"), account("N2")],
        "clusters": cluster("N1", "N2", survivor="N2"),
        "findings": findings,
    }
    assert planned(rows).dispositions == expected


PAIR = {"left_id": "N1", "right_id": "N2", "kind": "same_unit_platform", "tier": "proposal", "score": 1.0}
BOTH = [finding("N1", "NM-13"), finding("N2", "NM-13")]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ({}, {"N1": "merge", "N2": "keep"}),
        ({"tier": "review"}, {"N1": "review", "N2": "keep"}),
        ({"tier": "review", "judgement": "same"}, {"N1": "merge", "N2": "keep"}),
        ({"judgement": "different"}, {"N1": "keep", "N2": "keep"}),
    ],
)
def test_a_unit_keeps_its_stronger_account_on_a_platform(
    planned: Planned, pair: dict[str, object], expected: dict[str, str]
) -> None:
    accounts = [account("N1", followers=5), account("N2", followers=900)]
    made = planned({"assets": accounts, "findings": BOTH, "pairs": [{**PAIR, **pair}]})
    assert made.dispositions == expected


def test_a_merge_follows_its_target_one_step(planned: Planned) -> None:
    accounts = [account("N1", followers=5), account("N2", followers=900), account("N3")]
    rows = {"assets": accounts, "findings": BOTH, "pairs": [PAIR], "clusters": cluster("N1", "N3", survivor="N1")}
    made = planned(rows)
    assert made.dispositions == {"N1": "merge", "N2": "keep", "N3": "merge"}
    assert made.successors == {"N1": "N2", "N2": None, "N3": "N2"}


def test_groups_go_by_their_own_plan_but_never_with_a_function_in_use(planned: Planned) -> None:
    rows = {
        "assets": [entry(asset_id, "work_group") for asset_id in ("G1", "G2", "G3", "G4")],
        "functions": [function("G3", "F")],
        "group_plan": [
            {"asset_id": "G1", "disposition": "merge", "successor_id": "G2", "reason": "并入G2。"},
            {"asset_id": "G2", "disposition": "keep", "successor_id": None, "reason": "承接。"},
            {"asset_id": "G3", "disposition": "dissolve", "successor_id": None, "reason": "事毕。"},
        ],
    }
    made = planned(rows)
    assert made.dispositions == {"G1": "merge", "G2": "keep", "G3": "review", "G4": "keep"}
    assert made.rows("plan", "asset_id")[0] == {
        "asset_id": "G1", "disposition": "merge", "successor_id": "G2", "reason": "并入G2。",
    }  # fmt: skip


def test_closed_entries_stand_in_no_plan(planned: Planned) -> None:
    assert planned({"assets": [account("N1", state="closed"), account("N2")]}).dispositions == {"N2": "keep"}
