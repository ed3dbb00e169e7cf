"""The division table: what it counts, how codes are found, how names shorten."""

import pytest

from jianfu.engine.names import division
from jianfu.engine.names.division import Kind, Level


@pytest.mark.parametrize(("level", "count"), [(Level.CITY, 13), (Level.COUNTY, 95), (Level.TOWN, 1198)])
def test_jiangsu_has_its_published_numbers_of_divisions(level: Level, count: int) -> None:
    assert len(division.divisions(level=level, within="32")) == count


def test_development_zones_farms_and_prisons_are_never_counties_or_towns() -> None:
    shown = {d.name for level in (Level.COUNTY, Level.TOWN) for d in division.divisions(level=level, within="32")}
    assert not shown & {"苏州工业园区", "徐州经济技术开发区", "龙潭监狱", "东辛农场"}
    assert division.by_code()["320576"].kind is Kind.ZONE
    assert division.by_code()["320113400"].kind is Kind.PRISON


def test_a_name_borne_by_two_districts_is_told_apart_by_code() -> None:
    same = [d.code for d in division.divisions(level=Level.COUNTY, within="32") if d.name == "鼓楼区"]
    assert same == ["320106", "320302"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("321283124", "虹桥镇"),
        ("321283124001", "虹桥镇"),
        ("321281", "兴化市"),
        ("320000", "江苏省"),
        ("3201", "南京市"),
    ],
)
def test_a_code_of_any_length_finds_its_division(code: str, name: str) -> None:
    found = division.find(code)
    assert found is not None
    assert found.name == name


def test_an_unknown_code_finds_nothing() -> None:
    assert division.find("99") is None
    assert division.ancestors("99") == ()
    assert division.full_name("99") == ""


def test_a_full_name_runs_from_the_province_down_without_placeholders() -> None:
    assert division.full_name("321283124") == "江苏省泰州市泰兴市虹桥镇"
    assert division.full_name("110101") == "北京市东城区"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("江苏省", "江苏"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("延边朝鲜族自治州", "延边"),
        ("恩施土家族苗族自治州", "恩施"),
        ("泰兴市", "泰兴"),
        ("丰县", "丰县"),
        ("滨海新区", "滨海新区"),
        ("清江浦区", "清江浦"),
        ("虹桥镇", "虹桥"),
        ("济川街道", "济川"),
        ("阿里地区", "阿里"),
    ],
)
def test_a_division_has_the_short_name_people_use(name: str, short: str) -> None:
    assert division.short_name(name) == short


def test_villages_of_a_town_carry_codes_that_lead_back_to_it() -> None:
    rows = division.villages(within="321283124").to_pylist()
    assert len(rows) > 5
    assert all(row["code"].startswith("321283124") and row["town_code"] == "321283124" for row in rows)
    assert all(row["name"].endswith(("村", "社区")) for row in rows)
