"""Worked cases of one thing and of two, as an official would put them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from json import loads
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.linkage import records, tiers
from jianfu.engine.linkage.model import load_model

TEXTS = ("asset_id", "category", "name", "platform", "platform_id", "url", "filing_no", "sponsor_unit",
         "sponsor_unit_id", "region_code")  # fmt: skip
GIVEN = pa.schema([*((name, pa.string()) for name in TEXTS), ("opened_on", pa.date32()), ("closed_on", pa.date32()),
                   ("followers", pa.int64())])  # fmt: skip
UNITS = pa.schema([("unit_id", pa.string()), ("name", pa.string()), ("region_code", pa.string())])
HEALTH = {"category": "new_media", "name": "健康清江浦", "platform": "微信",
          "sponsor_unit": "淮安市清江浦区卫生健康委员会",
          "region_code": "320812", "opened_on": date(2019, 3, 1)}  # fmt: skip
HALL = {"category": "new_media", "name": "黄桥发布", "platform": "微信", "sponsor_unit": "泰兴市黄桥镇人民政府",
        "region_code": "321283100", "opened_on": date(2018, 6, 1)}  # fmt: skip
CASES: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    ("declared twice, the same in all", HEALTH, HEALTH, "proposal"),
    ("the account typed with @ and capitals", {**HEALTH, "platform_id": "gh_4f0a9c21b7de"},
     {**HEALTH, "name": "清江浦区卫健委", "platform_id": "@GH_4F0A9C21B7DE", "opened_on": None}, "proposal"),
    ("the same filing number", {**HEALTH, "filing_no": "苏网信备〔2021〕0731号"},
     {**HEALTH, "name": "清江浦卫健", "filing_no": "苏网信备[2021]0731"}, "proposal"),
    ("registered again after a lost password",
     {**HEALTH, "platform_id": "gh_4f0a9c21b7de", "closed_on": date(2021, 5, 1)},
     {**HEALTH, "platform_id": "gh_99a1b2c3d4e5", "opened_on": date(2021, 5, 20)}, "found"),
    ("one character by its sound, the platform by another name", HEALTH,
     {**HEALTH, "name": "建康清江浦", "platform": "微信公众号"}, "proposal"),
    ("官方 added, the sponsor in short", HEALTH,
     {**HEALTH, "name": "健康清江浦官方", "sponsor_unit": "清江浦区卫健委"}, "proposal"),
    ("发布 and 服务号 of one unit", {**HALL, "opened_on": date(2018, 6, 1)},
     {**HALL, "name": "黄桥服务号", "opened_on": date(2020, 9, 1)}, "two"),
    ("the same name on two platforms", HEALTH, {**HEALTH, "platform": "抖音"}, "two"),
    ("the same account id on two platforms", {**HEALTH, "platform_id": "1047382910"},
     {**HEALTH, "platform": "抖音", "platform_id": "1047382910"}, "two"),
    ("the same town name in two counties",
     {**HALL, "name": "和平镇便民服务", "sponsor_unit": "和平镇便民服务中心", "region_code": "330522104"},
     {**HALL, "name": "和平镇便民服务", "sponsor_unit": "和平镇便民服务中心", "region_code": "350781102",
      "opened_on": date(2021, 1, 5)}, "two"),
    ("第一小学 and 第二小学",
     {**HALL, "name": "泰兴第一小学", "sponsor_unit": "泰兴市第一小学", "region_code": "321283"},
     {**HALL, "name": "泰兴第二小学", "sponsor_unit": "泰兴市第二小学", "region_code": "321283",
      "opened_on": date(2016, 2, 2)}, "two"),
    ("platforms' own home page as the address", {**HEALTH, "url": "https://mp.weixin.qq.com/"},
     {**HALL, "url": "http://mp.weixin.qq.com"}, "two"),
    ("one app under two names at one address",
     {**HEALTH, "category": "app", "platform": None, "name": "清江浦通", "url": "https://app.example.gov.cn/qjp"},
     {**HEALTH, "category": "app", "platform": None, "name": "智慧清江浦", "url": "app.example.gov.cn/qjp/",
      "opened_on": date(2022, 1, 1)}, "proposal"),
)  # fmt: skip


def _assets() -> pa.Table:
    rows = [
        {**side, "asset_id": f"{number:02}{mark}"}
        for number, (_, left, right, _) in enumerate(CASES)
        for mark, side in (("a", left), ("b", right))
    ]
    # Each case stands in a world of its own, but for what its rows share.
    return pa.Table.from_pylist(rows, schema=GIVEN)


def _linked(backend: Backend, assets: pa.Table, folder: Path) -> list[dict[str, Any]]:
    for name, table in (("assets", assets), ("bare_units", UNITS.empty_table())):
        pq.write_table(table, folder / f"{name}.parquet")
        backend.read(folder / f"{name}.parquet", name)
    records.prepare_register(backend, "assets", "bare_units")
    tiers.link_records(backend, load_model(), lambda _stage, _share: None)
    found: list[dict[str, Any]] = backend.sql("SELECT * FROM same_thing_pairs ORDER BY 1, 2").to_pylist()
    return found


@pytest.fixture(scope="module")
def duckdb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path_factory.mktemp("tiers"), memory_limit="500MB")) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_what_is_one_thing_and_what_is_two(
    duckdb: DuckDB, tmp_path: Path, case: tuple[str, dict[str, Any], dict[str, Any], str]
) -> None:
    _, left, right, expected = case
    rows = [{**left, "asset_id": "a"}, {**right, "asset_id": "b"}]
    found = _linked(duckdb, pa.Table.from_pylist(rows, schema=GIVEN), tmp_path)
    if expected == "two":
        assert [pair["tier"] for pair in found] == []
    elif expected == "found":
        assert [pair["kind"] for pair in found] == ["same_thing"]
    else:
        assert [pair["tier"] for pair in found] == [expected]


@pytest.mark.spark
def test_spark_gives_the_rows_of_duckdb(duckdb: DuckDB, session_backend: Backend, tmp_path: Path) -> None:
    assert _linked(session_backend, _assets(), tmp_path) == _linked(duckdb, _assets(), tmp_path)


def test_every_pair_says_why(duckdb: DuckDB, tmp_path: Path) -> None:
    for pair in _linked(duckdb, _assets(), tmp_path):
        reasons = loads(pair["reasons"])
        assert reasons
        assert {"field", "level"} <= set(reasons[0])
