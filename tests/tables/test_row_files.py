import csv
import hashlib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Kind
from jianfu.tables import publish
from jianfu.tables.row_files import category_file, city_file, finding_file

ARROW_TYPES = {
    Kind.DATE: pa.date32(),
    Kind.COUNT: pa.int64(),
    Kind.AMOUNT: pa.float64(),
    Kind.FLAG: pa.bool_(),
}
RESOLVED = (
    "stated_none",
    "unit_level",
    "unit_line",
    "city_code",
    "county_code",
    "class_2018",
    "class_2023",
    "counted_with",
)
SCHEMA = pa.schema(
    [pa.field(column.code, ARROW_TYPES.get(column.kind, pa.string())) for column in ASSETS.columns]
    + [pa.field(code, pa.string()) for code in RESOLVED]
)
FINDINGS = pa.schema(
    [pa.field(code, pa.string()) for code in ("asset_id", "rule_id", "pack", "verdict", "severity", "reason")]
    + [pa.field("needs_confirmation", pa.bool_()), pa.field("as_of", pa.date32())]
)
AS_OF = date(2026, 9, 1)


def entry(asset_id: str, **given: object) -> dict[str, object]:
    return {"asset_id": asset_id, "category": "new_media", "name": asset_id, "state": "active", **given}


def finding(asset_id: str, rule_id: str, verdict: str) -> dict[str, object]:
    reason = f"{asset_id}静默15天,超过14天"
    return {
        "asset_id": asset_id,
        "rule_id": rule_id,
        "verdict": verdict,
        "severity": "fail",
        "reason": reason,
        "needs_confirmation": False,
        "as_of": AS_OF,
    }


@pytest.fixture
def judged(tmp_path: Path) -> dict[str, Path]:
    entries = [
        entry("N2", sponsor_unit_id="U1", city_code="3299", name="=SUM(A1)", filing_no="none"),
        entry("N1", sponsor_unit="未编号单位", city_code="../x", stated_none="last_activity_on"),
        entry(
            "G1",
            category="work_group",
            sponsor_unit_id="U1",
            city_code="3299",
            features="checkin;points",
            temporary=True,
        ),
    ]
    found = [
        finding("N2", "NM-01", "hit"),
        finding("N1", "NM-01", "unknown"),
        finding("N1", "NM-15", "hit"),
        finding("G1", "NM-01", "hit"),
    ]
    tables = {
        "assets": pa.Table.from_pylist(entries, SCHEMA),
        "findings": pa.Table.from_pylist(found, FINDINGS),
        "units": pa.table({"unit_id": ["U1"], "name": ["清河县水务局"]}),
    }
    for name, table in tables.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
    return {name: tmp_path / f"{name}.parquet" for name in tables}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_rule_verdict_category_and_city_has_its_file(judged: dict[str, Path], tmp_path: Path) -> None:
    counted = publish.rows(**judged, into=tmp_path / "out")
    assert counted == {
        finding_file("NM-01", "hit"): 2,
        finding_file("NM-01", "unknown"): 1,
        finding_file("NM-15", "hit"): 1,
        category_file("new_media"): 2,
        category_file("work_group"): 1,
        city_file("3299"): 2,
        city_file(None): 1,
    }
    folder = tmp_path / "out" / "rows"
    assert {path.name: len(read_csv(path)) for path in folder.iterdir()} == counted


def test_a_row_says_in_chinese_who_what_and_why(judged: dict[str, Path], tmp_path: Path) -> None:
    publish.rows(**judged, into=tmp_path)
    first, second = read_csv(tmp_path / "rows" / "NM-01-hit.csv")
    assert (first["编号"], second["编号"]) == ("G1", "N2")
    assert first["类别"] == "工作群组"
    assert (second["单位名称"], second["结论"], second["处理级别"]) == ("清河县水务局", "命中", "单项否决")
    assert (second["理由"], second["判定日期"]) == ("N2静默15天,超过14天", "2026-09-01")


def test_a_unit_without_a_number_keeps_the_name_it_was_given(judged: dict[str, Path], tmp_path: Path) -> None:
    publish.rows(**judged, into=tmp_path)
    (row,) = read_csv(tmp_path / "rows" / "NM-01-unknown.csv")
    assert (row["单位名称"], row["最近活跃日期"], row["监测日期"]) == ("未编号单位", "无", "")


def test_no_cell_starts_a_formula_and_no_code_becomes_a_path(judged: dict[str, Path], tmp_path: Path) -> None:
    publish.rows(**judged, into=tmp_path)
    assert [row["名称"] for row in read_csv(tmp_path / "rows" / city_file("3299"))] == ["G1", "'=SUM(A1)"]
    assert {path.parent.name for path in tmp_path.rglob("assets-*.csv")} == {"rows"}


def test_in_english_headers_and_words_are_codes(judged: dict[str, Path], tmp_path: Path) -> None:
    publish.rows(**judged, into=tmp_path, lang="en")
    row = read_csv(tmp_path / "rows" / "NM-01-hit.csv")[0]
    assert (row["category"], row["verdict"]) == ("work_group", "hit")
    (group,) = read_csv(tmp_path / "rows" / category_file("work_group"))
    assert (group["features"], group["temporary"]) == ("checkin;points", "true")


def test_a_file_of_entries_says_all_that_is_known_of_them(judged: dict[str, Path], tmp_path: Path) -> None:
    publish.rows(**judged, into=tmp_path)
    (group,) = read_csv(tmp_path / "rows" / category_file("work_group"))
    assert (group["强制功能"], group["临时群"]) == ("打卡签到、积分排名", "是")
    accounts = {row["编号"]: row for row in read_csv(tmp_path / "rows" / category_file("new_media"))}
    assert accounts["N2"]["备案号"] == "无"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "另有1行未列出，见findings.csv"), ("en", "1 more rows: see findings.csv")]
)
def test_a_file_with_too_many_rows_says_how_many_are_left_out_and_where_they_are(
    judged: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setattr("jianfu.tables.row_files.ROWS_A_FILE", 1)
    counted = publish.rows(**judged, into=tmp_path, lang=lang)
    lines = (tmp_path / "rows" / "NM-01-hit.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (counted["NM-01-hit.csv"], len(lines), lines[-1]) == (1, 3, f'"{said}"')


def test_a_run_without_findings_writes_the_entries_alone(judged: dict[str, Path], tmp_path: Path) -> None:
    pq.write_table(FINDINGS.empty_table(), judged["findings"])
    assert set(publish.rows(**judged, into=tmp_path)) == {
        "assets-new_media.csv",
        "assets-work_group.csv",
        "assets-city-3299.csv",
        "assets-city-none.csv",
    }


def test_many_rows_come_out_whole_and_the_same_twice(judged: dict[str, Path], tmp_path: Path) -> None:
    count = 120_000
    many = pa.table({"asset_id": [f"E{i:06}" for i in range(count)], "name": ["清河,发布"] * count})
    columns = [many[f.name] if f.name in many.schema.names else pa.nulls(count, f.type) for f in SCHEMA]
    table = pa.table(columns, schema=SCHEMA)
    category = pa.array(["app" if i % 3 else "work_group" for i in range(count)])
    pq.write_table(table.set_column(1, "category", category), judged["assets"])
    digests = []
    for name in ("one", "two"):
        counted = publish.rows(**judged, into=tmp_path / name)
        written = sorted((tmp_path / name / "rows").iterdir())
        digests.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in written])
    assert counted["assets-app.csv"] == 80_000
    rows = read_csv(tmp_path / "one" / "rows" / "assets-app.csv")
    assert [row["编号"] for row in rows] == [f"E{i:06}" for i in range(count) if i % 3]
    assert digests[0] == digests[1]
