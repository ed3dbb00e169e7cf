"""A peer that gives other answers is no peer: both give the engine's verdicts on a worked register."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import pack
from jianfu.engine.schema.inputs import STATED_NONE, TABLES

pytest.importorskip("pandas", reason="the peers are installed by make bench")
pytest.importorskip("pandera", reason="the peers are installed by make bench")

AS_OF, LOOK = date(2026, 9, 1), date(2026, 8, 20)
ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
Row = dict[str, Any]

BASES: dict[str, Row] = {
    "M": {"category": "new_media", "account_type": "publishing", "platform": "微信公众号", "name": "清江水务"},
    "A": {
        "category": "app",
        "name": "智慧清江",
        "platform": "安卓",
        "audience": "grassroots",
        "sponsor_unit_id": "city",
    },
    "G": {"category": "work_group", "name": "水务局防汛工作群", "platform": "微信群", "sub_kind": "条线业务群"},
}
LIVING: Row = {"state": "active", "opened_on": date(2025, 1, 1), "observed_on": LOOK, "activity_source": "平台接口"}


def _silent(days: int, **more: Any) -> Row:
    return {"last_activity_on": LOOK - timedelta(days=days), **more}


VARIANTS: dict[str, tuple[Row, ...]] = {
    "M": (
        *(_silent(days) for days in (0, 6, 7, 14, 15, 59, 60, 89, 90, 364, 365, 800)),
        *(_silent(100, **{lost: None}) for lost in ("state", "account_type", "observed_on", "opened_on", "platform")),
        _silent(100, account_type="service"),
        _silent(100, state="suspended"),
        _silent(100, state="closed"),
        _silent(100, state=None, closed_on=LOOK),
        _silent(100, activity_source="第三方监测"),
        {},
        {"stated_none": "last_activity_on"},
        {"stated_none": "last_activity_on", "opened_on": LOOK - timedelta(days=20)},
        _silent(0, posts_90d=0, followers=0),
        _silent(0, posts_90d=0, followers=0, activity_source="第三方监测"),
        _silent(0, posts_90d=0),
        _silent(0, posts_90d=0, followers=9, interaction_ok=False, filing_no="none"),
        _silent(0, interaction_ok=True, filing_no="备1号", certification="certified"),
        *(_silent(0, certification=word) for word in ("uncertified", "mismatch", "none")),
        *(_silent(0, sponsor_unit_id="twice", platform=word) for word in ("微信", "微信订阅号", "抖音")),
    ),
    "A": (
        {},
        *({"sponsor_unit_id": unit} for unit in ("county", "town", "village", "unlevelled", "central", "central")),
        *({"filing_no": number} for number in ("none", "备1号")),
        {"filing_no": "none", "opened_on": None},
        *({"features": codes} for codes in ("checkin", "points;forced_upload", "forced_upload", "none")),
        {"state": "closed", "features": "checkin"},
        {"state": None, "features": "checkin"},
    ),
    "G": (
        _silent(90, approval_no="none", filing_no="none"),
        _silent(90, sub_kind="值班应急群", features="checkin"),
        _silent(89, approval_no="批1", filing_no="备1", features="none"),
        *({"sub_kind": word} for word in ("聊天群", "形式群", "none")),
        {"state": "closed", "approval_no": "none"},
        {"state": None, "approval_no": "none"},
        {"features": "checkin"},
        {"matter_closed_on": AS_OF - timedelta(days=8), "temporary": True, "expected_end_on": LOOK},
        {"matter_closed_on": AS_OF - timedelta(days=7), "temporary": True, "stated_none": "expected_end_on"},
        {"stated_none": "matter_closed_on;expected_end_on", "temporary": False},
        {"merged_from": "none"},
        *({"merged_from": "G1", "msgs_per_day": load} for load in (None, 200.0, 201.0)),
        {"merged_from": "G1", "msgs_per_day": 1.0},
        {"name": "相亲相爱一家人"},
        *({"sponsor_unit_id": "twice", "matter": "防汛 工作"} for _ in range(3)),
        *({"sponsor_unit_id": "once", "matter": word} for word in ("征兵", "征兵", "人口普查", None)),
        {"sponsor_unit_id": "moves", "matter": "换届", "state": "closed", "closed_on": date(2026, 3, 1)},
        *({"sponsor_unit_id": "moves", "matter": word, "platform": on, "opened_on": date(2026, 4, 1)}
          for word, on in (("换届", "钉钉"), ("换届", "微信"), ("换届", None), ("防火", "钉钉"))),
        {"sponsor_unit_id": "moves", "matter": "换届", "platform": "QQ", "opened_on": date(2026, 7, 1)},
        {"sponsor_unit_id": "village"},
    ),
}  # fmt: skip

OBSERVED: dict[str, tuple[str, str, str]] = {
    "grave_errors": ("M", "0", "1"),
    "broken_functions": ("M", "none", "2"),
    "faked_popularity": ("M", "0", "1"),
    "off_mission_items": ("M", "0", "3"),
    "assigned_likes": ("M", "0", "1"),
    "name_irregular": ("M", "false", "true"),
    "in_national_system": ("M", "true", "false"),
    "approval_tests_failed": ("A", "0", "1"),
    "forced_uptake": ("A", "0", "1"),
    "assessment_tool": ("A", "false", "true"),
    "repeated_items": ("A", "0", "1"),
    "commercial_activity": ("A", "false", "true"),
    "badge_shown": ("A", "true", "false"),
    "complaint_entry": ("A", "true", "none"),
    "unreported_change": ("A", "false", "true"),
    "rectification_overdue": ("A", "false", "true"),
    "crash_reports": ("A", "0", "1"),
    "app_unusable": ("A", "false", "true"),
    "standing_demand": ("G", "false", "true"),
    "groups_per_person": ("G", "2", "3"),
    "unbacked_demands": ("G", "0", "1"),
    "at_all_notices": ("G", "0", "1"),
    "proof_demands": ("G", "0", "1"),
    "roster_certified": ("G", "true", "false"),
    "owner_rank_ok": ("G", "true", "false"),
    "forced_membership": ("G", "false", "true"),
    "secret_matter": ("G", "false", "true"),
}


def _entries() -> list[Row]:
    """Return every variant as an entry of a unit of its own, unless the variant names one."""
    rows = []
    for kind, variants in VARIANTS.items():
        for number, variant in enumerate(variants, 1):
            entry = {"asset_id": f"{kind}{number}", "sponsor_unit_id": f"unit {kind}{number}"}
            rows.append(entry | LIVING | BASES[kind] | variant)
    return rows


def _looks() -> list[Row]:
    """Return a good look at each kind's second entry, a bad one at its third, and some that overtake one another."""
    full = {"source": "现场检查", "observed_on": LOOK}
    rows: list[Row] = []
    for measure, (kind, good, bad) in OBSERVED.items():
        rows += [
            {"asset_id": f"{kind}{n}", "measure": measure, "value": value, **full} for n, value in ((2, good), (3, bad))
        ]
        rows.append(
            {
                "asset_id": f"{kind}2",
                "measure": measure,
                "value": bad,
                "source": "现场检查",
                "observed_on": date(2026, 1, 1),
            }
        )
    later = {"measure": "last_activity_on", "observed_on": LOOK + timedelta(days=3)}
    rows += [
        {"asset_id": "M10", "value": "2026-08-19", "source": "第三方监测", **later},
        {"asset_id": "M11", "value": None, "source": "平台接口", **later},
        {"asset_id": "M21", "value": "none", "source": "平台接口", **later},
        {"asset_id": "M12", "value": "2026-01-01", "source": "平台接口", **later},
        {
            "asset_id": "M4",
            "measure": "in_national_system",
            "value": "false",
            "source": "第三方监测",
            "observed_on": LOOK,
        },
        {"asset_id": "M26", "measure": "followers", "value": "0", "source": "平台接口", "observed_on": AS_OF},
    ]
    return rows


def _notices() -> Iterator[Row]:
    """Give notices in time and out of it: a Thursday morning, a Friday evening, a Sunday, days without an hour."""
    thursday, friday, sunday = datetime(2026, 8, 20, 10), datetime(2026, 8, 21, 18, 1), datetime(2026, 8, 23, 9)
    sent: list[tuple[str, datetime, Row]] = [
        ("G1", thursday, {"due_at": datetime(2026, 8, 21, 12), "urgent": False, "reply_all": True}),
        ("G1", thursday, {"due_at": datetime(2026, 8, 20, 15), "urgent": True}),
        ("G2", friday, {"due_at": datetime(2026, 8, 24, 12), "urgent": True, "reply_all": False}),
        ("G3", friday, {"due_at": datetime(2026, 8, 28, 12), "urgent": False, "reply_all": False}),
        ("G4", sunday, {}),
        ("G5", thursday, {"stated_none": "due_at", "urgent": False, "reply_all": True}),
        ("G7", datetime(2026, 8, 20), {"due_at": datetime(2026, 8, 20), "urgent": False}),
        ("G8", thursday, {"due_at": datetime(2026, 8, 20), "urgent": False}),
        ("G10", thursday, {"due_at": datetime(2026, 8, 19), "urgent": False}),
        ("G9", thursday, {"due_at": datetime(2026, 8, 21, 12)}),
        ("G9", thursday, {"due_at": datetime(2026, 8, 21, 12), "urgent": False}),
    ]
    for number, (asset_id, sent_at, more) in enumerate(sent):
        yield {
            "notice_id": f"N{number}",
            "asset_id": asset_id,
            "unit_id": "city",
            "text": "请报送",
            "sent_at": sent_at,
        } | more


def _register() -> dict[str, list[Row]]:
    levels = {"city": "city", "county": "county", "town": "town", "village": "village", "unlevelled": None}
    units = [{"unit_id": unit, "name": f"{unit}局", "level": level} for unit, level in levels.items()]
    units.append({"unit_id": "central", "name": "部", "level": "province", "unit_type": "中央和国家机关"})
    groups = [row["asset_id"] for row in _entries() if row["category"] == "work_group"]
    addressed = dict.fromkeys(groups, ("town", "village")) | {
        "G17": ("city", "town", "village"),
        "G22": ("town", "unlevelled"),
    }
    codes = {"A1": "abc", "A2": "abd", "A3": "xyz", "A4": "x", "A5": "xyz", "A6": "m", "A14": "abc", "A7": "qrs"}
    waived = {"valid_until": AS_OF, "reason_code": "migration"}
    exempt = (("M9", "NM-04"), ("M20", "NM-01"), ("A2", "A-01"), ("G1", "G-01"), ("G6", "G-01"))
    return {
        "units": units,
        "assets": _entries(),
        "measures": _looks(),
        "notices": list(_notices()),
        "audiences": [{"asset_id": asset_id, "unit_id": unit} for asset_id, ids in addressed.items() for unit in ids],
        "functions": [{"asset_id": app, "function_code": code} for app, all_ in codes.items() for code in all_],
        "sources": [{"source": "第三方监测", "coverage": 0.6}, {"source": "平台接口", "coverage": 1.0}],
        "exemptions": [
            *({"asset_id": asset_id, "rule_id": rule_id, **waived} for asset_id, rule_id in exempt),
            {"asset_id": "M10", "rule_id": "NM-04", "reason_code": "migration", "valid_until": LOOK},
            {"asset_id": "M11", "rule_id": "NM-04", **waived, "valid_from": AS_OF + timedelta(days=1)},
        ],
        "incomplete": [{"table_code": "audiences", "asset_id": "G23"}, {"table_code": "functions", "asset_id": "A7"}],
    }  # fmt: skip


def _write(register: dict[str, list[Row]], folder: Path) -> Path:
    folder.mkdir()
    schemas = {
        table.code: pa.schema(
            [*((column.code, ARROW[column.sql_type]) for column in table.columns), (STATED_NONE, pa.string())]
        )
        for table in TABLES
    }
    schemas["incomplete"] = pa.schema([("table_code", pa.string()), ("asset_id", pa.string())])
    for name, schema in schemas.items():
        pq.write_table(pa.Table.from_pylist(register.get(name, []), schema=schema), folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the worked register as clean tables."""
    return _write(_register(), tmp_path_factory.mktemp("register") / "clean")


@pytest.fixture(scope="module")
def ours(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the engine on the register."""
    out = tmp_path_factory.mktemp("ours")
    backend = DuckDB(out)
    try:
        engine.run(
            clean=clean,
            out=out,
            rules=pack.load(["jiangsu"]),
            parameters=engine.Parameters(as_of=AS_OF),
            backend=backend,
            progress=lambda _stage, _share: None,
        )
    finally:
        backend.close()
    return out / "findings.parquet"


@pytest.fixture(scope="module", params=["pandas_rules", "pandera_rules"])
def theirs(
    request: pytest.FixtureRequest, clean: Path, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Run a peer on the register, as the benchmark does."""
    out = tmp_path_factory.mktemp(request.param)
    script = repository / "bench" / "peers" / f"{request.param}.py"
    subprocess.run([sys.executable, str(script), str(clean), str(out), AS_OF.isoformat()], check=True)
    return out / "findings.parquet"


def _verdicts(path: Path) -> dict[tuple[str, str], str]:
    rows = duckdb.sql(f"SELECT rule_id, asset_id, verdict FROM '{path}'").fetchall()
    return {(rule_id, asset_id): verdict for rule_id, asset_id, verdict in rows}


def test_a_peer_gives_the_verdicts_of_the_engine(ours: Path, theirs: Path) -> None:
    assert _verdicts(theirs) == _verdicts(ours)


def test_the_worked_register_tries_the_rules(ours: Path) -> None:
    found = _verdicts(ours)
    assert len({rule_id for (rule_id, _), verdict in found.items() if verdict == "hit"}) >= 25
    assert {rule_id for (rule_id, _), verdict in found.items() if verdict == "exempt"} >= {
        "NM-04",
        "A-01",
        "G-06",
        "G-12",
    }
    assert len({rule_id for (rule_id, _), verdict in found.items() if verdict == "unknown"}) >= 25
