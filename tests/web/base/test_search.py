"""Search answers alike on every database, and as the plain definition says."""

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu.web.base import search
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

NAMES = (
    "清河县水务局",
    "清河水务",
    "苏江省卫生健康委员会",
    "智慧水利App",
    "水",
    "石门镇便民服务（二群）",
    "ＱＨ发布2024",
    "重庆路街道",
)
LETTERS = "清河县水务局卫重庆一二 aqhsw2（）'\"%_*&|!:鿯𠮷"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("水", {"清河县水务局", "清河水务", "智慧水利App", "水"}),
        ("水务", {"清河县水务局", "清河水务"}),
        ("水务局", {"清河县水务局"}),
        ("qhsw", {"清河水务"}),
        ("qhxsw", {"清河县水务局"}),
        ("qinghesh", {"清河水务"}),
        ("QINGHE", {"清河县水务局", "清河水务"}),
        ("shuiwu", {"清河县水务局", "清河水务"}),
        ("app", {"智慧水利App"}),
        ("2024", {"ＱＨ发布2024"}),
        ("清河 水务 局", {"清河县水务局"}),
        ("水务清河", set()),
        ("chongqing", {"重庆路街道"}),
        ("务水", set()),
    ],
)
def test_a_part_of_a_name_its_pinyin_and_its_initials_find_it(asked: str, found: set[str]) -> None:
    assert {name for name in NAMES if search.answers(search.text_for(name), asked)} == found


@pytest.fixture
def named(db: None) -> None:
    """Keep units with the names, and with no name to search for at all."""
    Unit.objects.bulk_create(
        Unit(unit_id=str(number), name=name, search=search.text_for(name)) for number, name in enumerate((*NAMES, ""))
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.one_of(st.text(LETTERS, max_size=6), st.sampled_from(NAMES).map(lambda name: name[1:4])))
def test_the_database_answers_as_the_definition_does(named: None, asked: str) -> None:
    expected = {unit.name for unit in Unit.objects.all() if search.answers(unit.search, asked)}
    assert {unit.name for unit in search.matching(Unit.objects.all(), "search", asked)} == expected
    if search.tokens_of(asked):
        read = search._by_reading(Unit.objects.all(), "search", search.tokens_of(asked))
        assert {unit.name for unit in read} == expected


@pytest.mark.parametrize("model", [Unit, Asset])
def test_the_index_is_used(named: None, model: Any) -> None:
    rows = search.matching(model.objects.all(), "search", "水务")
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in rows.explain()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert f"{model._meta.db_table}_search" in rows.explain()


def test_a_changed_and_a_deleted_row_are_found_no_longer(named: None) -> None:
    unit = Unit.objects.get(name="清河水务")
    unit.search = search.text_for("清河交通")
    unit.save()
    Unit.objects.get(name="水").delete()
    found = search.matching(Unit.objects.all(), "search", "水")
    assert {unit.name for unit in found} == {"清河县水务局", "智慧水利App"}
    assert search.matching(Unit.objects.all(), "search", "jiaotong").get() == unit


def test_the_column_of_a_row_that_is_led_to_is_searched(named: None) -> None:
    child = Unit.objects.create(unit_id="child", name="某", parent=Unit.objects.get(name="清河水务"))
    assert search.matching(Unit.objects.all(), "parent__search", "qhsw").get() == child


def test_a_long_reading_is_cut_alike_in_what_is_kept_and_in_what_is_asked() -> None:
    name = "清河县农村生活垃圾分类收集转运处置中心"
    assert search.answers(search.text_for(name), "qinghexiannongcunshenghuolajifenlei")
    assert max(map(len, search.text_for(name * 5).split())) <= search.MOST_PINYIN
