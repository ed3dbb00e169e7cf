"""The whole province: every table, the same bytes, no row lost between submission and truth."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from jianfu.engine.schema.inputs import TABLES
from jianfu.engine.synth.kind import KINDS
from jianfu.engine.synth.make import SUBMISSION, TRUTH, make
from jianfu.engine.synth.request import Format, Request
from jianfu.engine.synth.write import sink


def _made(folder: Path, **asked: Any) -> dict[str, int]:
    into = sink(folder / SUBMISSION, Format.PARQUET)
    return make(request=Request(**asked), into=into, truth=folder / TRUTH, progress=lambda _what, _share: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made")
    _made(out, units=120)
    return out


def _column(folder: Path, table: str, column: str) -> list[Any]:
    values: list[Any] = pq.read_table(folder / f"{table}.parquet")[column].to_pylist()
    return values


def test_the_same_request_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    _made(tmp_path, units=120)
    paths = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(paths) > len(TABLES)
    assert all((folder / path).read_bytes() == (tmp_path / path).read_bytes() for path in paths)


def test_another_seed_gives_another_province(folder: Path, tmp_path: Path) -> None:
    _made(tmp_path, units=120, seed=2)
    assert _column(tmp_path / SUBMISSION, "assets", "name") != _column(folder / SUBMISSION, "assets", "name")


def test_the_counts_told_are_the_rows_written(tmp_path: Path) -> None:
    counts = _made(tmp_path, units=60)
    for table in TABLES:
        assert counts.get(table.code, 0) == pq.read_metadata(tmp_path / SUBMISSION / f"{table.code}.parquet").num_rows


def test_every_row_refers_to_entries_and_units_that_are_there(folder: Path) -> None:
    assets = set(_column(folder / SUBMISSION, "assets", "asset_id"))
    units = set(_column(folder / SUBMISSION, "units", "unit_id"))
    rejected = set(_column(folder / TRUTH, "rejected", "row_id"))
    for table in ("functions", "audiences", "measures", "exemptions", "notices"):
        assert set(_column(folder / SUBMISSION, table, "asset_id")) - assets <= rejected
    assert set(_column(folder / SUBMISSION, "notices", "unit_id")) <= units
    assert set(_column(folder / TRUTH, "verdicts", "asset_id")) <= assets - rejected


def test_every_kind_told_is_explained(folder: Path) -> None:
    assert set(_column(folder / TRUTH, "verdicts", "kind")) <= set(KINDS)


def test_a_clean_province_has_no_row_to_reject(tmp_path: Path) -> None:
    _made(tmp_path, units=60, messy=False)
    assert _column(tmp_path / TRUTH, "rejected", "row_id") == []


def test_a_nation_has_entries_of_every_province_under_numbers_of_their_own(tmp_path: Path) -> None:
    _made(tmp_path, region="nation", units=2000, notices_per_group=0.05)
    ids = _column(tmp_path / SUBMISSION, "assets", "asset_id")
    sound = [number for number in ids if not number.startswith("GT")]
    assert len(set(sound)) == len(sound)
    assert len({number[2:4] for number in sound}) == 31
    accounts = _column(tmp_path / SUBMISSION, "assets", "platform_id")
    assert len({number for number in accounts if number and number.startswith("gh_")}) > 1000
    assert not (tmp_path / TRUTH / "verdicts.csv").exists()
