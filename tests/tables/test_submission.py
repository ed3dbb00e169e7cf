"""Reading a whole submission, and reading back what was written."""

import csv
import io
from datetime import date, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu.engine.schema.column import Column, Kind
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.tables.faults import UnableToRead
from jianfu.tables.options import Limits, ReadOptions
from jianfu.tables.submission import read

ASSETS = BY_CODE["assets"]
DAYS = st.dates(date(2000, 1, 1), date(2026, 6, 1))
WORDS = st.text("泰州发布水务甲乙AZaz09（）·=+-@'", min_size=1, max_size=12).map(lambda text: f"名{text}号")
BY_KIND = {
    Kind.ID: st.from_regex(r"[A-Z]{2}-[0-9]{1,6}", fullmatch=True),
    Kind.TEXT: WORDS,
    Kind.DATE: DAYS,
    Kind.MOMENT: st.datetimes(datetime(2000, 1, 1), datetime(2026, 6, 1)).map(lambda at: at.replace(microsecond=0)),
    Kind.COUNT: st.integers(0, 10**12),
    Kind.AMOUNT: st.floats(0, 1e9, allow_nan=False).map(lambda n: round(n, 4)),
    Kind.RATIO: st.floats(0, 1, allow_nan=False).map(lambda n: round(n, 6)),
    Kind.FLAG: st.booleans(),
    Kind.IDS: st.lists(st.from_regex(r"F[0-9]{1,4}", fullmatch=True), min_size=1, max_size=3).map(";".join),
}


def _cells(column: Column) -> st.SearchStrategy[object]:
    if column.kind is Kind.CODE:
        known: st.SearchStrategy[object] = st.sampled_from([word.code for word in column.words])
    elif column.kind is Kind.CODES:
        codes = [word.code for word in column.words]
        known = st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(";".join)
    else:
        known = BY_KIND[column.kind]
    return known if column.required else st.none() | known


@st.composite
def _entries(draw: st.DrawFn) -> list[dict[str, object]]:
    """Draw entries that have no fault: ids differ, nothing closes before it opens."""
    rows = []
    for number in range(draw(st.integers(1, 4))):
        row = {column.code: draw(_cells(column)) for column in ASSETS.columns}
        row |= {"asset_id": f"A{number}", "sponsor_unit_id": "U1"}
        if row["opened_on"] and row["closed_on"]:
            row["closed_on"] = row["opened_on"] + timedelta(days=draw(st.integers(0, 9)))  # type: ignore[operator]
            row["closed_on"] = min(row["closed_on"], date(2026, 6, 1))
            row["opened_on"] = min(row["opened_on"], row["closed_on"])
        rows.append(row)
    return rows


def _shown(cell: object) -> object:
    return ("是" if cell else "否") if isinstance(cell, bool) else cell


def _as_csv(rows: list[dict[str, object]], encoding: str) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([column.zh for column in ASSETS.columns])
    writer.writerows([["" if cell is None else _shown(cell) for cell in row.values()] for row in rows])
    return buffer.getvalue().encode(encoding)


def _expected(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{code: cell for code, cell in row.items() if cell is not None} for row in rows]


@settings(max_examples=12, deadline=None)
@given(_entries(), st.sampled_from(["utf-8-sig", "utf-8", "gb18030"]))
def test_entries_written_as_csv_are_read_back_unchanged(submit, rows, encoding: str) -> None:
    found = submit({"assets.csv": _as_csv(rows, encoding)})
    assert found.faults == []
    assert found.rows("assets") == _expected(rows)


@settings(max_examples=12, deadline=None)
@given(_entries())
def test_entries_written_as_xlsx_are_read_back_unchanged(submit, rows) -> None:
    cells = [[_text_or_number(cell) for cell in row.values()] for row in rows]
    found = submit({"a.xlsx": {"应用程序": [[column.zh for column in ASSETS.columns], *cells]}})
    assert found.faults == []
    assert found.rows("assets") == _expected(rows)


def _text_or_number(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[0] in "=+-@" else cell


@settings(max_examples=6, deadline=None)
@given(_entries())
def test_what_was_accepted_is_accepted_again_unchanged(submit, tmp_path_factory, rows) -> None:
    first = submit({"assets.csv": _as_csv(rows, "utf-8")})
    again = submit({"assets.parquet": (first.submission.clean / "assets.parquet").read_bytes()})
    assert again.rows("assets") == first.rows("assets")


def test_files_of_three_kinds_make_one_table(submit, tmp_path_factory) -> None:
    rows = [dict.fromkeys(ASSETS.codes) | {"category": "app", "name": "某", "sponsor_unit_id": "U1"} for _ in range(3)]
    for number, row in enumerate(rows):
        row["asset_id"] = f"A{number}"
    parquet = submit({"assets.csv": _as_csv(rows[:1], "utf-8")}).submission.clean / "assets.parquet"
    sheet = [[column.zh for column in ASSETS.columns], list(rows[1].values())]
    found = submit(
        {
            "assets_1.parquet": parquet.read_bytes(),
            "assets_2.xlsx": {"Sheet1": sheet},
            "assets_3.csv": _as_csv(rows[2:], "gb18030"),
        }
    )
    assert sorted(row["asset_id"] for row in found.rows("assets")) == ["A0", "A1", "A2"]


def test_the_same_input_gives_the_same_bytes(submit) -> None:
    lines = "".join(f"A{n},政务App,甲{n % 3},某局,{'错' if n % 7 == 0 else n}\n" for n in range(500))
    files = {"assets.csv": "编号,类别,名称,主办单位,关注数\n" + lines}
    first, second = submit(files).submission, submit(files).submission
    for one, other in (
        (first.clean / "assets.parquet", second.clean / "assets.parquet"),
        (first.problem_path, second.problem_path),
    ):
        assert one.read_bytes() == other.read_bytes()


def test_progress_tells_stages_in_order_up_to_the_end(tmp_path) -> None:
    (tmp_path / "assets.csv").write_text("编号,类别,名称,主办单位\nA1,政务App,甲,某局\n", "utf-8")
    told: list[tuple[str, float]] = []
    read(
        inputs=[tmp_path / "assets.csv"],
        staging=tmp_path / "staging",
        options=ReadOptions(date(2026, 6, 1)),
        progress=lambda stage, done: told.append((stage, done)),
    )
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1] == ("write", 1.0)


def test_an_input_refused_leaves_no_database_behind(tmp_path) -> None:
    with pytest.raises(UnableToRead):
        read(
            inputs=[tmp_path / "no"],
            staging=tmp_path / "s",
            options=ReadOptions(date(2026, 6, 1)),
            progress=lambda *_: None,
        )
    assert list((tmp_path / "s").iterdir()) == []


def test_a_submission_larger_than_its_memory_is_read(submit) -> None:
    lines = "".join(f"A{n},政务App,名称很长很长很长很长{n},某局,{n}\n" for n in range(120_000))
    found = submit(
        {"assets.csv": "编号,类别,名称,主办单位,关注数\n" + lines}, limits=Limits(memory_bytes=128 << 20, threads=1)
    )
    assert found.submission.counts["assets"].accepted == 120_000
    assert pq.read_metadata(found.submission.clean / "assets.parquet").num_rows == 120_000
    assert (found.submission.received, found.submission.rejected) == (120_000, 0)
