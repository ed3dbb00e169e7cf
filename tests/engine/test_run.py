"""The one entrance: hits, unknowns and exemptions with reasons and evidence, the same on both engines."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend
from jianfu.engine.detection.rule import Limit, LimitValue, Rule, SeverityStep, Text

AS_OF = date(2026, 9, 1)
LOOK = date(2026, 8, 1)


def _rule(rule_id: str, predicate: str, **given: Any) -> Rule:
    base: dict[str, Any] = {
        "version": "1",
        "name": Text("规则", "rule"),
        "pack": "national",
        "applies_to": "category = 'new_media' AND state IN ('active', 'suspended')",
        "severity": (SeverityStep("review"),),
        "sentence": Text(
            "“{name}”已{silent_days}天未更新，界限{limit.days}天。", '"{name}": {silent_days} days, limit {limit.days}.'
        ),
        "basis": Text("依据", "basis"),
        "source": ("S42",),
        "source_status": "P",
        "limits": (Limit("days", Text("天数", "days"), "days", (LimitValue(90, None, "S42", "P"),)),),
    }
    return Rule(id=rule_id, predicate=predicate, **(base | given))


ZOMBIE = _rule("T-01", "silent_days >= limit.days", exempt_when="sub_kind = '季节'", exempt_reason="seasonal")
STEPS = _rule(
    "T-02",
    "accounts_on_platform > 1",
    severity=(SeverityStep("review", "accounts_on_platform > 2"), SeverityStep("warn")),
    names_set_by=("accounts_on_platform",),
    sentence=Text("共{accounts_on_platform}个。", "{accounts_on_platform} in all."),
)
WAITS = _rule("T-03", "grave_errors > 0", sentence=Text("有错。", "errors."))
LATER = _rule("T-04", "silent_days > 1", in_force_from=date(2027, 1, 1))
OFF = _rule("T-05", "silent_days > 1", enabled=False)
UNSET = _rule(
    "T-06",
    "followers < limit.line",
    limits=(Limit("line", Text("线", "line"), "persons", (LimitValue(None, None, "S49", "Q"),)),),
)
RULES = (ZOMBIE, STEPS, WAITS, LATER, OFF, UNSET)


def _account(asset_id: str, **given: Any) -> dict[str, Any]:
    base = {"asset_id": asset_id, "category": "new_media", "name": f"账号{asset_id}", "sponsor_unit_id": asset_id}
    return base | {"state": "active", "platform": "微信", "observed_on": LOOK, "activity_source": "平台"} | given


OLD = {"last_activity_on": date(2026, 1, 1)}
REGISTER: dict[str, list[dict[str, Any]]] = {
    "assets": [
        _account("hit", **OLD),
        _account("clear", last_activity_on=LOOK),
        _account("blank"),
        _account("lifeless", state=None, **OLD),
        _account("closed", state="closed", **OLD),
        _account("partial", activity_source="部分", **OLD),
        _account("waived", **OLD),
        _account("waived too late", **OLD),
        _account("waived blank"),
        _account("seasonal", sub_kind="季节", **OLD),
        _account("doubtful", **OLD),
        _account("unnamed source", activity_source=None, **OLD),
        *(_account(f"three {n}", sponsor_unit_id="three", last_activity_on=LOOK) for n in range(3)),
        *(_account(f"two {n}", sponsor_unit_id="two", last_activity_on=LOOK) for n in range(2)),
    ],
    "sources": [{"source": "部分", "coverage": 0.5}],
    "exemptions": [
        {"asset_id": "waived", "rule_id": "T-01", "reason_code": "migration", "valid_until": AS_OF},
        {"asset_id": "waived blank", "rule_id": "T-01", "reason_code": "migration", "valid_until": AS_OF},
        {"asset_id": "waived too late", "rule_id": "T-01", "reason_code": "migration", "valid_until": LOOK},
    ],
    "incomplete": [{"table_code": "exemptions", "asset_id": "doubtful"}],
}


@pytest.fixture(scope="module")
def outcome(
    module_backend: Backend, write_clean: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[engine.Outcome, Path]:
    """Run the register once an engine."""
    folder = tmp_path_factory.mktemp("run")
    parameters = engine.Parameters(as_of=AS_OF, max_hit_percent=90.0)
    clean = write_clean(REGISTER, folder / "clean")
    stages: list[str] = []
    found = engine.run(
        clean=clean,
        out=folder,
        rules=RULES,
        parameters=parameters,
        backend=module_backend,
        progress=lambda stage, _share: stages.append(stage),
    )
    return found, folder


@pytest.fixture
def findings(outcome: tuple[engine.Outcome, Path]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the findings by entry and rule."""
    rows = pq.read_table(outcome[1] / "findings.parquet").to_pylist()
    return {(row["asset_id"], row["rule_id"]): row for row in rows}


VERDICTS = {
    "hit": ("hit", "review"),
    "clear": None,
    "blank": ("unknown", "review"),
    "lifeless": ("unknown", "review"),
    "closed": None,
    "partial": ("unknown", "review"),
    "waived": ("exempt", "review"),
    "waived too late": ("hit", "review"),
    "waived blank": ("exempt", "review"),
    "seasonal": ("exempt", "review"),
    "doubtful": ("hit", "review"),
    "unnamed source": ("hit", "review"),
}


@pytest.mark.parametrize("asset", VERDICTS)
def test_each_entry_comes_to_its_verdict(findings: dict[tuple[str, str], dict[str, Any]], asset: str) -> None:
    found = findings.get((asset, "T-01"))
    assert (found and (found["verdict"], found["severity"])) == VERDICTS[asset]


@pytest.mark.parametrize(
    ("asset", "reason"),
    [
        ("hit", "“账号hit”已212天未更新，界限90天。"),
        ("blank", "T-01（规则）未能判定，不作为问题。缺少证据：最近活跃日期。"),
        ("lifeless", "T-01（规则）未能判定，不作为问题。缺少证据：状态。"),
        ("partial", "T-01（规则）未能判定，不作为问题。数据来源覆盖不全，没有查到不等于没有：部分。"),
        ("waived", "T-01（规则）本可命中或未能判定，因有效豁免不予处置，理由：迁移进行中，有效期至2026-09-01。"),
        ("seasonal", "T-01（规则）本可命中，按类别豁免，理由：季节性。"),
    ],
)
def test_the_reason_is_a_sentence_the_owner_can_read(
    findings: dict[tuple[str, str], dict[str, Any]], asset: str, reason: str
) -> None:
    assert findings[asset, "T-01"]["reason"] == reason


def test_the_evidence_shows_each_measure_beside_its_limit_unit_source_and_day(
    findings: dict[tuple[str, str], dict[str, Any]],
) -> None:
    assert json.loads(findings["hit", "T-01"]["evidence"]) == [
        {
            "measure": "silent_days",
            "value": 212,
            "limit": 90,
            "unit": "days",
            "source": "平台",
            "observed_on": "2026-08-01",
        },
        {
            "measure": "last_activity_on",
            "value": "2026-01-01",
            "limit": None,
            "unit": "date",
            "source": "平台",
            "observed_on": "2026-08-01",
        },
    ]


def test_a_set_names_every_member_and_the_severity_grows_with_it(
    findings: dict[tuple[str, str], dict[str, Any]],
) -> None:
    three, two = findings["three 1", "T-02"], findings["two 0", "T-02"]
    assert (three["severity"], two["severity"]) == ("review", "warn")
    assert three["reason"] == "共3个。涉及：three 0、three 1、three 2。"
    assert json.loads(two["evidence"])[-1]["members"] == ["two 0", "two 1"]


@pytest.mark.parametrize(("asset", "waits"), [("hit", False), ("doubtful", True), ("unnamed source", True)])
def test_a_hit_beside_a_rejected_exemption_or_from_an_unnamed_source_waits_for_a_person(
    findings: dict[tuple[str, str], dict[str, Any]], asset: str, waits: bool
) -> None:
    assert findings[asset, "T-01"]["needs_confirmation"] is waits


def test_rules_that_cannot_be_evaluated_are_listed_once_with_the_reason(outcome: tuple[engine.Outcome, Path]) -> None:
    listed = {rule.rule_id: (rule.why, rule.measures, rule.limit) for rule in outcome[0].not_evaluated}
    assert listed == {
        "T-03": ("measure_missing", ("grave_errors",), ""),
        "T-04": ("not_in_force", (), ""),
        "T-05": ("off", (), ""),
        "T-06": ("limit_unset", (), "line"),
    }


def test_the_tally_counts_what_the_findings_list(
    outcome: tuple[engine.Outcome, Path], findings: dict[tuple[str, str], dict[str, Any]]
) -> None:
    tally = {count.rule_id: count for count in outcome[0].tallies}["T-01"]
    verdicts = [row["verdict"] for (_, rule), row in findings.items() if rule == "T-01"]
    assert (tally.hits, tally.unknown, tally.exempt) == tuple(verdicts.count(v) for v in ("hit", "unknown", "exempt"))
    assert tally.applies == len(REGISTER["assets"]) - 1
    assert tally.missing == {"silent_days": 1, "state": 1}


def test_every_accepted_entry_is_written_in_order(outcome: tuple[engine.Outcome, Path]) -> None:
    written = pq.read_table(outcome[1] / "assets.parquet").column("asset_id").to_pylist()
    assert written == sorted(row["asset_id"] for row in REGISTER["assets"])


def _runs_at(backend: Backend, clean: Path, folder: Path, belts: list[float]) -> Iterator[engine.Outcome]:
    for belt in belts:
        parameters = engine.Parameters(as_of=AS_OF, max_hit_percent=belt)
        yield engine.run(
            clean=clean,
            out=folder,
            rules=(ZOMBIE,),
            parameters=parameters,
            backend=backend,
            progress=lambda _s, _d: None,
        )


def test_a_rule_that_hits_too_large_a_share_is_marked_to_be_confirmed(
    module_backend: Backend, write_clean: Any, tmp_path: Path
) -> None:
    rows = {"assets": [_account("a", **OLD), _account("b", last_activity_on=LOOK), _account("c", state="closed")]}
    clean = write_clean(rows, tmp_path / "clean")
    exactly, above = _runs_at(module_backend, clean, tmp_path, [50.0, 49.9])
    assert (exactly.confirm, above.confirm) == (frozenset(), frozenset({"T-01"}))
    assert pq.read_table(tmp_path / "findings.parquet").column("needs_confirmation").to_pylist() == [True]
