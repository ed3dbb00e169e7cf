"""A small run folder, made as a run would leave it, and the rules it was judged by."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from jianfu.engine.detection.rule import Limit, LimitValue, Rule, SeverityStep, Text
from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.outputs import OUTPUTS
from jianfu.tables.report import facts as report_facts
from jianfu.tables.report.facts import ReportFacts

AS_OF = date(2026, 3, 31)
CITIES = [f"32{number:02d}" for number in range(1, 14)]
ARROW = {
    Kind.DATE: pa.date32(),
    Kind.COUNT: pa.int64(),
    Kind.AMOUNT: pa.float64(),
    Kind.RATIO: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.MOMENT: pa.timestamp("us"),
}
ADDED = (
    "stated_none",
    "unit_level",
    "unit_line",
    "city_code",
    "county_code",
    "class_2018",
    "class_2023",
    "counted_with",
)
FINDINGS = ("asset_id", "rule_id", "rule_version", "pack", "verdict", "severity", "needs_confirmation", "as_of")


def rule(rule_id: str, zh: str, en: str, **more: Any) -> Rule:
    given: dict[str, Any] = {
        "version": "1",
        "pack": "national",
        "applies_to": "category = 'new_media'",
        "predicate": "silent_days > 14",
        "severity": (SeverityStep("fail"),),
        "sentence": Text("“{name}”已有 {silent_days} 天没有更新。", "“{name}” has been silent for {silent_days} days."),
        "basis": Text("发布类账号2周内无更新", "a publishing account not updated for two weeks"),
        "source": ("N2", "S7"),
        "source_status": "Q",
    }
    return Rule(id=rule_id, name=Text(zh, en), **(given | more))


def limit(code: str, zh: str, en: str, value: Any, status: Any, since: date | None = None, unit: str = "days") -> Limit:
    return Limit(code, Text(zh, en), unit, (LimitValue(value, since, "S6", status),))


@pytest.fixture(scope="session")
def rules() -> tuple[Rule, ...]:
    """Rules of every kind of source, one that is off, one without its limit, one whose measure is missing."""
    return (
        rule("NM-01", "内容不更新", "not updated", limits=(limit("days", "未更新天数", "days silent", 14, "Q"),)),
        rule(
            "NM-04",
            "僵尸账号",
            "zombie account",
            source_status="P",
            severity=(SeverityStep("review"),),
            limits=(limit("days", "静默天数", "days silent", 90, "P", date(2019, 4, 1)),),
        ),
        rule("NM-17", "关注度低", "low use", enabled=False, off_because=Text("由省定线", "a province sets the line")),
        rule(
            "A-03",
            "未备案不得使用",
            "unfiled app",
            severity=(SeverityStep("ban"),),
            sentence=Text("没有备案。", "No filing."),
        ),
        rule("A-11", "使用频率低", "low use of an app", limits=(limit("mau", "月活线", "line of use", None, "I"),)),
        rule("A-13", "未亮备案号", "no badge shown", source_status="P"),
        rule(
            "G-06",
            "僵尸群",
            "dead group",
            pack="jiangsu",
            source_status="I",
            severity=(SeverityStep("review"), SeverityStep("warn", "temporary")),
            limits=(limit("days", "无消息天数", "days without message", 90, "I"),),
        ),
        rule("G-23", "命名不规范", "naming", source_status="G", severity=(SeverityStep("warn"),)),
    )


def entry(number: int) -> dict[str, Any]:
    """One made-up entry: categories in turn, cities in turn, every seventh without dates, the last two not on a map."""
    category = ("new_media", "app", "work_group")[number % 3]
    city = None if number % 29 == 28 else CITIES[number % 13]
    silent = None if number % 7 == 6 else (number * 11) % 420
    return {
        "asset_id": f"E{number:04d}",
        "category": category,
        "name": "=名称<b>" if number == 51 else f"清河发布{number}",
        "platform": ("微信公众号", "微博", "抖音", None)[number % 4] if category != "work_group" else "微信群",
        "sponsor_unit_id": f"U{number % 17:03d}",
        "sponsor_unit": f"清河区第{number % 17}局",
        "state": ("active", "active", "suspended", "closed", None)[number % 5],
        "observed_on": AS_OF - timedelta(days=6),
        "last_activity_on": None if silent is None else AS_OF - timedelta(days=6 + silent),
        "stated_none": "last_activity_on" if number % 35 == 6 else None,
        "unit_level": ("province", "city", "county", "town", None)[number % 5],
        "city_code": city,
        "county_code": city and f"{city}0{1 + number % 3}",
        "class_2018": None if category == "work_group" else "new_media",
        "class_2023": {"new_media": "public_account"}.get(category, category),
        "counted_with": "E0003" if number == 6 else None,
    }


def verdict_of(row: dict[str, Any], rule_id: str) -> str | None:
    """A made-up judgement: silent over 90 days hits, no date is unknown, every fifth hit is exempt."""
    if row["last_activity_on"] is None:
        return "unknown"
    if (row["observed_on"] - row["last_activity_on"]).days <= {"NM-01": 14}.get(rule_id, 90):
        return None
    return "exempt" if row["asset_id"].endswith("5") else "hit"


def finding(row: dict[str, Any], rule_id: str, verdict: str) -> dict[str, Any]:
    silent = row["last_activity_on"] and (row["observed_on"] - row["last_activity_on"]).days
    evidence = [
        {"measure": "silent_days", "value": silent, "limit": 14, "unit": "days", "source": "后台导出",
         "observed_on": "2026-03-25"}
    ]  # fmt: skip
    return {
        "asset_id": row["asset_id"],
        "rule_id": rule_id,
        "rule_version": "1",
        "pack": "national",
        "verdict": verdict,
        "severity": "fail" if rule_id == "NM-01" else "review",
        "needs_confirmation": verdict == "hit" and rule_id == "NM-04",
        "as_of": AS_OF,
        "reason": f"“{row['name']}”已有 {silent} 天没有更新。" if verdict == "hit" else f"{rule_id}（{verdict}）。",
        "evidence": json.dumps(evidence, ensure_ascii=False),
    }


RULES_OF = {"new_media": ("NM-01", "NM-04"), "app": ("A-03",), "work_group": ("G-06",)}


def judged(assets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    pairs = [(row, rule_id, verdict_of(row, rule_id)) for row in assets for rule_id in RULES_OF[row["category"]]]
    return [finding(row, rule_id, verdict) for row, rule_id, verdict in pairs if verdict]


def write_tables(folder: Path, assets: list[dict[str, Any]], findings: list[dict[str, Any]]) -> None:
    columns = [(c.code, ARROW.get(c.kind, pa.string())) for c in ASSETS.columns] + [(n, pa.string()) for n in ADDED]
    typed = {"needs_confirmation": pa.bool_(), "as_of": pa.date32()}
    kinds = [(name, typed.get(name, pa.string())) for name in (*FINDINGS, "reason", "evidence")]
    connection = duckdb.connect()
    for name, rows, schema in (("assets", assets, pa.schema(columns)), ("findings", findings, pa.schema(kinds))):
        whole = pa.Table.from_pylist([{key: row.get(key) for key in schema.names} for row in rows], schema=schema)
        relation = connection.from_arrow(whole)
        relation.write_parquet(str(folder / f"{name}.parquet"))
        relation.write_csv(str(folder / f"{name}.csv"))
    connection.close()


def write_rows(folder: Path, assets: list[dict[str, Any]], findings: list[dict[str, Any]]) -> None:
    names = {f"{row['rule_id']}-{row['verdict']}" for row in findings} | {f"assets-{c}" for c in RULES_OF}
    names |= {f"assets-city-{row['city_code']}" for row in assets if row["city_code"]}
    (folder / "rows").mkdir()
    for name in names:
        (folder / "rows" / f"{name}.csv").write_text("﻿", encoding="utf-8")


def told(findings: list[dict[str, Any]], rules: tuple[Rule, ...], rejected: int = 3) -> dict[str, Any]:
    def count(rule_id: str, verdict: str) -> int:
        return sum(1 for row in findings if (row["rule_id"], row["verdict"]) == (rule_id, verdict))

    evaluated = [item for item in rules if item.id not in ("NM-17", "A-11", "A-13")]
    return {
        "jianfu": "0.1.0",
        "as_of": AS_OF.isoformat(),
        "packs": ["national", "jiangsu"],
        "parameters": {"lang": "zh", "max_hit_percent": 40, "engine": "duckdb", "baseline": None},
        "inputs": [
            {"file": "单位.csv", "sheet": "", "table": "units", "rows": 17, "encoding": "gb18030"},
            {"file": "水务局.xlsx", "sheet": "应用程序", "table": "assets", "rows": 103, "encoding": ""},
        ],
        "ignored": [{"file": "水务局.xlsx", "sheet": "应用程序", "column": "联系电话", "why": "管理用列"},
                    {"file": "水务局.xlsx", "sheet": "说明", "column": None, "why": "不是数据表"}],
        "notes": ["“水务局.xlsx”第1行是标题，已跳过。"],
        "tables": {"units": {"received": 17, "accepted": 17, "rejected": 0},
                   "assets": {"received": 100 + rejected, "accepted": 100, "rejected": rejected}},
        "problems": {"rows": rejected, "by_code": [
            {"code": "bad_date", "zh": "日期写法不对", "en": "not a date", "count": rejected}] if rejected else []},
        "rules": [
            {"id": r.id, "name_zh": r.name.zh, "name_en": r.name.en, "pack": r.pack, "version": r.version,
             "hits": count(r.id, "hit"), "unknown": count(r.id, "unknown"), "exempt": count(r.id, "exempt"),
             "applies": 34, "needs_confirmation": r.id == "NM-04" and count(r.id, "hit") > 0,
             "hit_percent": 100 * count(r.id, "hit") / 34}
            for r in evaluated],
        "not_evaluated": [
            {"rule_id": "NM-17", "why": "off", "measures": [], "limit": None},
            {"rule_id": "A-11", "why": "limit_unset", "measures": [], "limit": "mau"},
            {"rule_id": "A-13", "why": "measure_missing", "measures": ["badge_shown"], "limit": None}],
        "missing_evidence": [{"measure": "silent_days", "zh": "静默天数", "en": "Silent days",
                              "unknown": sum(1 for row in findings if row["verdict"] == "unknown")}]
        if findings else [],
        "stages": [{"name": "read", "seconds": 0.31, "peak_mb": 120.5},
                   {"name": "detect", "seconds": 0.12, "peak_mb": None}],
    }  # fmt: skip


SENT = datetime(2026, 3, 2, 9, 30)
WHY = json.dumps([
    {"field": "name", "level": "same", "weight": 6.25, "left": "水务", "right": "水务"},
    {"field": "uid", "level": "same", "weight": 9.5, "left": "gh_1", "right": "gh_1"},
])  # fmt: skip
COUNTS = {"n0": 100, "n0_restated": 110, "n1": 80, "n1_planned": 40}
RATES = {"gross_rate": 0.2, "net_rate": 30 / 110, "planned_rate": 70 / 110}
COST = {"cost": 20.14, "bound": 20.14, "gap": 0.0}
PLANNED: dict[str, list[dict[str, Any]]] = {
    "pairs": [
        {"left_id": "E0003", "right_id": "E0006", "kind": "same_thing", "tier": "proposal", "score": 0.998,
         "reasons": WHY},
        {"left_id": "E0009", "right_id": "E0012", "kind": "same_thing", "tier": "review", "score": 0.71,
         "reasons": WHY},
        {"left_id": "E0015", "right_id": "E0018", "kind": "same_unit_platform", "tier": "proposal", "score": 1.0,
         "reasons": "[]", "judgement": "different"},
        {"left_id": "E0039", "right_id": "E0042", "kind": "same_thing", "tier": "proposal", "score": 0.996,
         "reasons": WHY, "judgement": "same"},
        {"left_id": "E0045", "right_id": "E0048", "kind": "same_thing", "tier": "review", "score": 0.6,
         "reasons": WHY, "judgement": "different"},
        {"left_id": "E0021", "right_id": "E0024", "kind": "rebound", "tier": "review", "score": 0.8, "reasons": None},
    ],
    "clusters": [
        {"cluster_id": "E0003", "asset_id": "E0003", "survivor": False},
        {"cluster_id": "E0003", "asset_id": "E0006", "survivor": True},
    ],
    "contradictions": [{"left_id": "E0030", "right_id": "E0036", "path": "E0030;E0033;E0036"}],
    "notice_pairs": [{"left_id": "T1", "right_id": "T2", "similarity": 0.93, "shared_audience_units": 4}],
    "notice_groups": [{"group_id": "T1", "notice_id": t, "first_unit_id": "U002"} for t in ("T1", "T2")],
    "repeated_notices": [
        {"group_id": "T1", "notice_id": "T1", "unit_id": "U001", "unit_name": "清河区第1局", "asset_id": "E0002",
         "group_name": "防汛工作群", "sent_at": SENT + timedelta(hours=1), "opening": "转发：请各镇报送防汛物资台账"},
        {"group_id": "T1", "notice_id": "T2", "unit_id": "U002", "unit_name": "清河区第2局", "asset_id": "E0005",
         "group_name": "应急工作群", "sent_at": SENT, "opening": "请各镇报送防汛物资台账"},
    ],
    "notice_readings": [{"notice_id": "T1", "due_at": SENT + timedelta(days=3), "demands": "table", "urgent": False}],
    "plan": [
        {"asset_id": "E0001", "disposition": "keep", "reason": "功能唯一"},
        {"asset_id": "E0004", "disposition": "migrate_close", "successor_id": "E0001", "reason": "两项功能已有去处"},
        {"asset_id": "E0002", "disposition": "merge", "successor_id": "E0005", "reason": "对象相同"},
        {"asset_id": "E0005", "disposition": "keep", "reason": "承接合并"},
        {"asset_id": "E0003", "disposition": "review", "reason": "证据不足"},
    ],
    "coverage": [
        {"asset_id": "E0001", "function_code": "F1", "region_code": "3201", "successor_id": "E0001", "status": "kept"},
        {"asset_id": "E0004", "function_code": "F1", "region_code": "3201", "successor_id": "E0001", "status": "moved"},
        {"asset_id": "E0004", "function_code": "F2", "region_code": "3201", "successor_id": "E0001", "status": "moved"},
        {"asset_id": "E0004", "function_code": "F3", "region_code": "3201", "status": "unused"},
    ],
    "channels": [{"issuer_unit_id": "U001", "audience_unit_id": "U005", "group_id": "E0005"}],
    "load": [
        {"unit_id": f"U{n:03d}", "groups_before": before, "groups_after": after,
         "notices_per_day_before": 10.0 * before, "notices_per_day_after": 8.0 * after,
         "irrelevant_share_before": 0.5, "irrelevant_share_after": 0.25}
        for n, (before, after) in enumerate([(34, 2), (12, 2), (2, 2), (1, 1), (0, 0)])
    ],
    "scenarios": [
        {"scenario": "cheapest", "category": "app", "status": "optimal", "before": 34, "kept": 20, "closings": 14,
         "functions_moved": 14, "functions_lost": 0, "people_affected": 12000, **COST},
        {"scenario": "reach_80", "category": "app", "status": "refused", "reason": "最多可减到 41.2%", "before": 34},
    ],
    "marginal": [{"rank": 1, "asset_id": "E0007", "extra_cost": 0.3, "functions_moved": 2, "people_affected": 900,
                  "reason": "两项功能须迁到市级平台"}],
    "reduction": [
        {"scope": scope, "scope_id": code, "category": category, **COUNTS, **RATES}
        for scope, code in (("province", "32"), ("city", "3201"), ("county", "320102")) for category in ("app", "all")
    ],
}  # fmt: skip


def write_planned(folder: Path, planned: dict[str, list[dict[str, Any]]]) -> None:
    connection = duckdb.connect()
    for output in OUTPUTS:
        schema = pa.schema([(column.code, ARROW.get(column.kind, pa.string())) for column in output.columns])
        rows = [{code: row.get(code) for code in output.codes} for row in planned.get(output.code, [])]
        relation = connection.from_arrow(pa.Table.from_pylist(rows, schema=schema))
        relation.write_parquet(str(folder / f"{output.code}.parquet"))
        relation.write_csv(str(folder / f"{output.code}.csv"))
    connection.close()


def make(
    folder: Path,
    rules: tuple[Rule, ...],
    *,
    entries: int = 100,
    quiet: bool = False,
    rejected: int = 3,
    planned: dict[str, list[dict[str, Any]]] | None = None,
) -> Path:
    assets = [entry(number) for number in range(entries)]
    findings = [] if quiet else judged(assets)
    write_tables(folder, assets, findings)
    write_rows(folder, assets, findings)
    if planned is not None:
        write_planned(folder, planned)
    record = told(findings, rules, rejected)
    (folder / "run.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    for name in ("rejected.xlsx", "report.xlsx", "report.docx"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory, rules: tuple[Rule, ...]) -> Path:
    """The folder of a run of a hundred entries."""
    return make(tmp_path_factory.mktemp("run"), rules, planned=PLANNED)


@pytest.fixture(scope="session")
def facts(run: Path, rules: tuple[Rule, ...]) -> ReportFacts:
    """The facts of that run."""
    return report_facts.gather(run=run, rules=rules)


@pytest.fixture
def make_run(tmp_path: Path, rules: tuple[Rule, ...]) -> Callable[..., Path]:
    """Return a maker of other runs: ``entries``, ``quiet`` (nothing found), ``rejected`` rows, tables ``planned``."""

    def made(**options: Any) -> Path:
        return make(tmp_path, rules, **options)

    return made
