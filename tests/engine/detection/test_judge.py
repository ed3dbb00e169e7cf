"""Removing evidence never makes a hit, whatever the rule, the entry or what is taken away."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.judge import Tally
from jianfu.engine.detection.pack import load
from jianfu.engine.detection.rule import Rule
from jianfu.engine.schema.assets import ASSETS

AS_OF = date(2026, 9, 1)
PAIRS = 120
RULES = load(("jiangsu", "wuxi", "nantong"))
KEPT = {"asset_id", "category", "name", "sponsor_unit_id", "sponsor_unit", "activity_source"}
"""Cells that are required or say which entry it is (blanking them is a fault, not missing evidence), and the name of
the source: it is not evidence but qualifies it; a hit that rests on an unnamed source waits for a person instead."""

DAYS = [date(2026, 8, 20), date(2026, 7, 1), date(2026, 5, 25), date(2026, 2, 1), date(2024, 1, 1)]
COUNTS = [0, 1, 3, 250, 5000]
CHOICES: dict[str, list[Any]] = {
    "sub_kind": ["值班应急群", "聊天群", "形式群", "小程序", "公众号"],
    "platform": ["微信公众号", "新浪微博", "钉钉"],
    "audience": ["public", "grassroots", "internal"],
    "account_type": ["publishing", "service", "both"],
    "state": ["active", "active", "suspended", "closed"],
    "certification": ["certified", "uncertified", "mismatch", "none"],
    "interaction_ok": [True, False],
    "temporary": [True, False],
    "filing_no": ["none", "苏1"],
    "approval_no": ["none", "清办1"],
    "features": ["none", "checkin", "points;forced_upload"],
    "matter": ["防汛", "征兵"],
    "merged_from": ["none", "G9"],
    "direction": ["up", "down"],
    "activity_source": ["全", "半"],
    "declared_source": ["自报", "巡查发现"],
    **dict.fromkeys(("opened_on", "closed_on", "last_activity_on", "observed_on", "matter_closed_on"), DAYS),
    **dict.fromkeys(("followers", "posts_90d", "installs", "mau", "members"), COUNTS),
    "msgs_per_day": [1.0, 250.0],
}
STATABLE = ("last_activity_on", "expected_end_on", "matter_closed_on")


def _drawn(random: Random, number: int) -> dict[str, Any]:
    """Draw an entry with every evidence cell filled, some of them with a stated 无."""
    row = {code: random.choice(values) for code, values in CHOICES.items()}
    stated = [code for code in STATABLE if random.random() < 0.3]
    row |= dict.fromkeys(stated)
    category = random.choice(["new_media", "app", "work_group"])
    return row | {"category": category, "name": "水务局群", "stated_none": ";".join(stated) or None, "number": number}


def _blanked(random: Random, row: dict[str, Any]) -> dict[str, Any]:
    """Return the entry with some of its evidence cells left empty."""
    gone = {code for code in ASSETS.codes if code not in KEPT and random.random() < random.choice([0.1, 0.5])}
    if row["state"] == "closed":
        gone -= {"state"}  # A closed entry is outside the rules; unsaying that it is closed brings it in.
    stated = [code for code in (row["stated_none"] or "").split(";") if code and code not in gone]
    return {code: None if code in gone else value for code, value in row.items()} | {
        "stated_none": ";".join(stated) or None
    }


def _register(random: Random) -> dict[str, list[dict[str, Any]]]:
    """Make pairs of a full entry and the same one blanked, each with a neighbour and a unit of its own."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("assets", "units", "functions", "audiences", "notices")
    }
    for number in range(PAIRS):
        full, neighbour = _drawn(random, number), _drawn(random, number)
        for side, entry in (("full", full), ("bare", _blanked(random, full))):
            unit = f"{side}{number}"
            level = random.choice(["county", "town", None]) if side == "full" else rows["units"][-1]["level"]
            rows["units"].append({"unit_id": unit, "name": unit, "level": level})
            for name, row in (("", entry), ("-neighbour", neighbour)):
                row = {code: value for code, value in row.items() if code != "number"}
                rows["assets"].append(row | {"asset_id": unit + name, "sponsor_unit_id": unit})
                rows["functions"].append({"asset_id": unit + name, "function_code": f"F{number}"})
                rows["audiences"].append({"asset_id": unit + name, "unit_id": unit})
    rows["sources"] = [{"source": "半", "coverage": 0.5}, {"source": "全", "coverage": 1.0}]
    return rows


def _verdicts(
    rows: dict[str, Any], write_clean: Callable[..., Path], folder: Path, rules: tuple[Rule, ...]
) -> dict[tuple[str, str], str]:
    backend = DuckDB(folder / "scratch")
    engine.run(
        clean=write_clean(rows, folder / "clean"),
        out=folder,
        rules=rules,
        parameters=engine.Parameters(as_of=AS_OF),
        backend=backend,
        progress=lambda _stage, _share: None,
    )
    backend.close()
    found = pq.read_table(folder / "findings.parquet", columns=["asset_id", "rule_id", "verdict"]).to_pylist()
    return {(row["asset_id"], row["rule_id"]): row["verdict"] for row in found}


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_removing_evidence_never_turns_clear_or_unknown_into_a_hit(
    write_clean: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    verdicts = _verdicts(_register(Random(seed)), write_clean, tmp_path_factory.mktemp("pairs"), RULES)
    hits = [(asset, rule) for (asset, rule), verdict in verdicts.items() if verdict == "hit"]
    made = [
        (asset, rule)
        for asset, rule in hits
        if asset.startswith("bare") and verdicts.get((asset.replace("bare", "full", 1), rule)) in (None, "unknown")
    ]
    assert made == []
    assert any(asset.startswith("full") for asset, _ in hits)


def test_hits_per_hundred_of_a_rule_that_applies_to_nobody_are_none() -> None:
    assert Tally("T-01", applies=0, hits=0, unknown=0, exempt=0, missing={}).hit_percent == 0.0
