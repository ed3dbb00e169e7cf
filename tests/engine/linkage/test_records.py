from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.records import GIVEN, RECORDS, fold_records, prepare, prepare_register

WHOLE = {
    "asset_id": "A1", "category": "new_media", "platform": "微信公众号", "platform_id": "@GH_1a", "url": "none",
    "filing_no": "none", "name": "健康清江浦发布", "sponsor_unit": "清江浦区卫健委", "unit_id": "U1",
    "region_code": "320812000000", "opened_on": date(2020, 1, 2), "closed_on": None, "followers": 12,
}  # fmt: skip
TYPES = {"opened_on": pa.date32(), "closed_on": pa.date32(), "followers": pa.int64()}
SCHEMA = pa.schema([(name, TYPES.get(name, pa.string())) for name in GIVEN])


def _folded(**given: object) -> dict[str, object]:
    batch = pa.RecordBatch.from_pylist([{**WHOLE, **given}], schema=SCHEMA)
    (row,) = fold_records(batch).to_pylist()
    return dict(row)


def test_a_record_holds_every_key_and_part() -> None:
    row = _folded()
    assert (row["platform_key"], row["uid"], row["url_key"], row["filing_key"]) == ("微信", "gh_1a", None, None)
    assert (row["place"], row["tail"], row["region"], row["county"]) == ("清江浦", "发布", "320812", "320812")
    assert (row["sponsor_place"], row["unit_id"], row["followers"]) == ("清江浦", "U1", 12)


@pytest.mark.parametrize(
    ("code", "region"),
    [("320000", "32"), ("320100", "3201"), ("320812", "320812"), ("320812000000", "320812"), ("410203100", "410203100"),
     ("350604200", "350604200"), ("410203100000", "410203100"), ("none", None), (None, None)],
)  # fmt: skip
def test_zeros_that_pad_a_division_code_do_not_count(code: str | None, region: str | None) -> None:
    assert _folded(region_code=code)["region"] == region


def test_what_is_missing_stays_null() -> None:
    row = _folded(platform=None, platform_id=None, name=None, sponsor_unit=None, unit_id="none", region_code=None)
    assert [row[name] for name in ("platform_key", "uid", "folded", "sponsor_core", "unit_id", "region")] == [None] * 6


def test_an_app_without_a_platform_is_compared_with_apps() -> None:
    assert _folded(category="app", platform=None)["platform_key"] == "app"


def test_no_rows_give_no_records() -> None:
    assert fold_records(pa.RecordBatch.from_pylist([], schema=SCHEMA)).schema == RECORDS


def test_groups_are_left_out_and_closed_entries_are_not(backend: Backend, tmp_path: Path) -> None:
    rows = [WHOLE, {**WHOLE, "asset_id": "A2", "closed_on": date(2021, 1, 1)},
            {**WHOLE, "asset_id": "A3", "category": "work_group"}]  # fmt: skip
    entries = pa.Table.from_pylist(rows, schema=SCHEMA).rename_columns({"unit_id": "sponsor_unit_id"})
    pq.write_table(entries, tmp_path / "entries.parquet")
    backend.read(tmp_path / "entries.parquet", "entries")
    prepare(backend)
    found = backend.sql("SELECT * FROM link_records ORDER BY asset_id")
    assert found["asset_id"].to_pylist() == ["A1", "A2"]
    assert found.schema.names == RECORDS.names


def test_a_bare_register_lacking_columns_takes_its_region_from_the_unit(backend: Backend, tmp_path: Path) -> None:
    bare = {name: [WHOLE[name]] for name in ("asset_id", "category", "name", "sponsor_unit")}
    pq.write_table(pa.table({**bare, "sponsor_unit_id": ["U1"], "region_code": ["none"]}), tmp_path / "bare.parquet")
    units = pa.table({"unit_id": ["U1"], "name": ["淮安市清江浦区卫生健康委员会"], "region_code": ["320812"]})
    pq.write_table(units, tmp_path / "its_units.parquet")
    backend.read(tmp_path / "bare.parquet", "bare")
    backend.read(tmp_path / "its_units.parquet", "its_units")
    prepare_register(backend, "bare", "its_units")
    (row,) = backend.sql("SELECT region, uid, platform_key FROM link_records").to_pylist()
    assert row == {"region": "320812", "uid": None, "platform_key": None}
