"""Back-testing answers who another limit would have hit, from what a run kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.backtest import Backtest, UnableToBacktest, backtest
from jianfu.engine.detection.rule import Limit, LimitValue, Rule, SeverityStep, Text

AS_OF = date(2026, 9, 1)
LOOK = date(2026, 8, 1)
DAYS = Limit("days", Text("天数", "days"), "days", (LimitValue(90, None, "S42", "P"),))
RULE = Rule(
    id="T-01",
    version="1",
    name=Text("静默", "silent"),
    pack="national",
    applies_to="category = 'new_media'",
    predicate="silent_days >= limit.days",
    severity=(SeverityStep("review"),),
    sentence=Text("静默。", "Silent."),
    basis=Text("", ""),
    source=("S42",),
    source_status="P",
    limits=(DAYS,),
)


def _account(asset_id: str, last: date | None, **given: Any) -> dict[str, Any]:
    base = {"asset_id": asset_id, "category": "new_media", "name": asset_id, "sponsor_unit_id": "U", "state": "active"}
    return base | {"last_activity_on": last, "observed_on": LOOK, "activity_source": "全"} | given


REGISTER = {
    "assets": [
        _account("long", date(2026, 1, 1)),
        _account("seventy days", date(2026, 5, 23)),
        _account("fresh", LOOK),
        _account("blank", None),
        _account("partial", date(2026, 5, 23), activity_source="半"),
        _account("exempt", date(2026, 5, 23)),
    ],
    "sources": [{"source": "半", "coverage": 0.5}],
    "exemptions": [{"asset_id": "exempt", "rule_id": "T-01", "reason_code": "seasonal", "valid_until": AS_OF}],
}
Try = Callable[..., Backtest]


@pytest.fixture
def tried(write_clean: Callable[..., Path], tmp_path: Path) -> Try:
    """Run the register once and give a function that asks about other limits."""
    backend = DuckDB(tmp_path / "run")
    engine.run(
        clean=write_clean(REGISTER, tmp_path / "clean"),
        out=tmp_path,
        rules=(RULE,),
        parameters=engine.Parameters(as_of=AS_OF),
        backend=backend,
        progress=lambda _stage, _share: None,
    )
    backend.close()

    def asked(rule: Rule = RULE, **given: int) -> Backtest:
        asking = DuckDB(tmp_path / "asking")
        try:
            return backtest(asking, rule=rule, given=given, as_of=AS_OF, measures=tmp_path / "measures.parquet")
        finally:
            asking.close()

    return asked


def test_a_lower_limit_hits_more_and_names_who(tried: Try) -> None:
    found = tried(days=60)
    assert (found.hits_before, found.hits_after) == (1, 2)
    assert [(row["asset_id"], row["before"], row["after"]) for row in found.changed.to_pylist()] == [
        ("exempt", "clear", "exempt"),
        ("partial", "clear", "unknown"),
        ("seventy days", "clear", "hit"),
    ]


def test_the_same_limit_changes_nothing_and_missing_evidence_stays_unknown(tried: Try) -> None:
    found = tried(days=90)
    assert (found.changed.num_rows, found.unknown_before, found.unknown_after) == (0, 1, 1)


def test_a_higher_limit_lets_go(tried: Try) -> None:
    assert tried(days=365).changed.to_pylist() == [
        {"asset_id": "long", "name": "long", "before": "hit", "after": "clear"}
    ]


def test_a_rule_whose_limit_nobody_set_can_be_tried(tried: Try) -> None:
    unset = Limit("days", DAYS.name, "days", (LimitValue(None, None, "S42", "P"),))
    rule = Rule(**{name: getattr(RULE, name) for name in RULE.__slots__} | {"limits": (unset,)})
    assert (tried(rule, days=60).hits_before, tried(rule, days=60).hits_after) == (0, 2)
    with pytest.raises(UnableToBacktest, match="还有未设定的界限"):
        tried(rule)


def test_a_limit_the_rule_has_not_is_refused_with_those_it_has(tried: Try) -> None:
    with pytest.raises(UnableToBacktest, match="days"):
        tried(weeks=8)
