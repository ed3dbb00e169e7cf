from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from jianfu.engine.schema.column import Column, Kind, Table
from jianfu.engine.schema.inputs import BY_CODE, STATED_NONE, TABLES
from jianfu.engine.schema.measures import OBSERVABLE
from jianfu.tables import submission, workbook
from jianfu.tables.options import ReadOptions

AS_OF = date(2026, 9, 1)
OPTIONS = ReadOptions(as_of=AS_OF, rule_ids=frozenset({"NM-01", "A-04", "G-05"}))
ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2026, 9, 1, 23, 59, 59)).map(lambda at: at.replace(microsecond=0))
Row = dict[str, object]
Rows = Mapping[str, list[Row]]

IDS = st.text(alphabet="ABCXYZ0189-_", min_size=1, max_size=18).map(lambda text: f"K{text}")
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S")) | st.sampled_from(" \n'=+@-\"，;")
TEXTS = st.text(alphabet=LETTERS, max_size=24).map(lambda text: f"{text}水".strip())
FIRST = date(2000, 1, 1)
UNITS, ENTRIES = ("KU1", "KU2"), tuple(f"KA{n}" for n in range(12))
KNOWN = {"units": st.sampled_from(UNITS), "assets": st.sampled_from(ENTRIES)}
KEYS = {"units": UNITS, "assets": ENTRIES, "sources": ("KS1", "KS2"), "notices": tuple(f"KN{n}" for n in range(6))}


def values(column: Column) -> st.SearchStrategy[object]:
    words = st.sampled_from([word.code for word in column.words] or [""])
    by_kind: dict[Kind, st.SearchStrategy[object]] = {
        Kind.ID: KNOWN.get(column.refers_to, IDS),
        Kind.TEXT: TEXTS,
        Kind.CODE: words,
        Kind.CODES: st.lists(words, min_size=1, unique=True).map(";".join),
        Kind.IDS: st.lists(IDS, min_size=1, max_size=3, unique=True).map(";".join),
        Kind.DATE: st.dates(FIRST, date(2099, 12, 31) if column.may_be_future else AS_OF),
        Kind.MOMENT: MOMENTS,
        Kind.COUNT: st.integers(0, 9 * 10**15 - 1),
        Kind.AMOUNT: st.floats(0, 1e12, allow_subnormal=False) | st.integers(0, 10**6).map(float),
        Kind.RATIO: st.floats(0, 1, allow_subnormal=False),
        Kind.FLAG: st.booleans(),
    }
    free = by_kind[column.kind]
    if column.required:
        return free
    stated = st.just("none") if column.kind in (Kind.ID, Kind.TEXT, Kind.CODES) and not column.refers_to else st.none()
    return st.none() | free | stated


def in_order(row: Row, first: str, last: str) -> Row:
    if row[first] and row[last]:
        row[first], row[last] = sorted([row[first], row[last]])  # type: ignore[type-var]
    return row


def bound(code: str, row: Row, pick: int) -> Row:
    """Make the row obey what binds its cells to each other."""
    if code == "units":
        return row | {"parent_id": None}
    if code == "assets":
        return in_order(row | {"sponsor_unit_id": UNITS[pick % 2]}, "opened_on", "closed_on")
    if code == "measures":
        counted = [measure.code for measure in OBSERVABLE if measure.kind is Kind.COUNT]
        return row | {"measure": counted[pick % len(counted)], "value": str(pick)}
    if code == "exemptions":
        return in_order(row | {"rule_id": sorted(OPTIONS.rule_ids)[pick % 3]}, "valid_from", "valid_until")
    return row


@st.composite
def rows_of(draw: st.DrawFn, table: Table) -> list[Row]:
    keys = KEYS.get(table.code) or range(draw(st.integers(3, 12)))
    rows: list[Row] = []
    for key in keys:
        row: Row = {column.code: draw(values(column)) for column in table.columns}
        row = bound(table.code, row | ({table.key: key} if table.key else {}), draw(st.integers(0, 10**6)))
        empty = [c.code for c in table.columns if c.kind in (Kind.DATE, Kind.MOMENT) and row[c.code] is None]
        rows.append(row | {STATED_NONE: ";".join(code for code in empty if draw(st.booleans())) or None})
    return rows


submissions = st.fixed_dictionaries({table.code: rows_of(table) for table in TABLES})


def as_arrow(code: str, rows: list[Row]) -> pa.Table:
    columns = [(column.code, ARROW[column.sql_type]) for column in BY_CODE[code].columns]
    return pa.Table.from_pylist(rows, pa.schema([*columns, (STATED_NONE, pa.string())]))


def write(rows: Rows, path: Path) -> Path:
    workbook.write_inputs({code: as_arrow(code, each) for code, each in rows.items()}, path)
    return path


def read(path: Path, staging: Path) -> dict[str, list[Row]]:
    got = submission.read(inputs=(path,), staging=staging, options=OPTIONS, progress=lambda stage, done: None)
    assert got.problems.to_pylist() == []
    return {code: pq.read_table(got.clean / f"{code}.parquet").to_pylist() for code in BY_CODE}


def entries(*given: Row) -> Rows:
    blank: Row = {column.code: None for column in BY_CODE["assets"].columns} | {STATED_NONE: None}
    unit: Row = {column.code: None for column in BY_CODE["units"].columns} | {STATED_NONE: None}
    least = {"category": "app", "name": "清河通", "sponsor_unit_id": "U1"}
    return {
        "units": [unit | {"unit_id": "U1", "name": "清河县水务局"}],
        "assets": [blank | least | {"asset_id": f"A{place}"} | each for place, each in enumerate(given)],
    }


AWKWARD = entries(
    {"name": "'=1+1", "purpose": "''@水"},
    {"name": "_x000D_水_x0041_", "purpose": "=HYPERLINK(1)", "matter": "＝1"},
    {"name": "两行\n文字", "keep_cost": 0.1 + 0.2, "msgs_per_day": 1e-7},
    {"name": "-3℃", "platform_id": "012345678901234567890", "filing_no": "none", "followers": 9 * 10**15 - 1},
    {"name": "+86", "features": "none", "stated_none": "last_activity_on;matter_closed_on"},
)


@pytest.mark.parametrize("name", ["书.xlsx", "文件夹"])
@settings(max_examples=3, phases=(Phase.explicit, Phase.generate))
@given(rows=submissions)
@example(rows=AWKWARD)
def test_what_is_written_reads_back_unchanged(rows: Rows, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("round")
    found = read(write(rows, folder / name), folder / "staging")
    for code, expected in rows.items():
        assert sorted(found[code], key=repr) == sorted(as_arrow(code, expected).to_pylist(), key=repr)


def test_a_department_reads_words_not_codes() -> None:
    assets = BY_CODE["assets"]
    stored = {"category": "work_group", "features": "checkin;points", "temporary": True, "filing_no": "none"}
    assert {code: workbook.shown(assets.column(code), value) for code, value in stored.items()} == {
        "category": "工作群组",
        "features": "打卡签到、积分排名",
        "temporary": "是",
        "filing_no": "无",
    }
    assert workbook.shown(assets.column("features"), "checkin;points", "en") == "check-in;points ranking"


def test_a_formula_stays_text_in_csv_and_workbook(tmp_path: Path) -> None:
    rows = entries({"name": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" in (write(rows, tmp_path / "csv") / "应用程序.csv").read_text(encoding="utf-8-sig")
    assert read(write(rows, tmp_path / "书.xlsx"), tmp_path / "s")["assets"][0]["name"] == "=HYPERLINK(1)"


def test_a_text_longer_than_a_cell_is_refused_for_a_workbook_alone(tmp_path: Path) -> None:
    rows = entries({"purpose": "长" * 40_000})
    with pytest.raises(workbook.UnableToWriteSheet, match=r"用途.*40000") as refused:
        write(rows, tmp_path / "书.xlsx")
    assert "CSV" in refused.value.en
    assert read(write(rows, tmp_path / "csv"), tmp_path / "s")["assets"][0]["purpose"] == "长" * 40_000
