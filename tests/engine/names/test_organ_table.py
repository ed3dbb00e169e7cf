"""The table of organs."""

import re
from collections import defaultdict

import pytest

from jianfu.engine.names.organ_table import organ_names, organ_words, plain
from jianfu.engine.names.tables import rows

SOURCES = {row["source"] for row in rows("organ_sources")}


def test_every_entry_says_how_sure_it_is_and_names_a_known_source_or_common_usage() -> None:
    for row in rows("organs"):
        assert row["kind"] in {"full", "short", "former", "account"}, row
        assert row["evidence"] in {"official", "press", "usage"}, row
        assert (row["source"] == "") if row["evidence"] == "usage" else (row["source"] in SOURCES), row
        assert re.fullmatch(r"|\d{4}-\d{2}", row["until"]), row


def test_only_former_names_have_an_end() -> None:
    assert [row["name"] for row in rows("organs") if row["until"] and row["kind"] != "former"] == []


def test_no_name_means_two_organs() -> None:
    meant = defaultdict(set)
    for row in rows("organs"):
        meant[plain(row["name"])].add(row["core"])
    assert {name: cores for name, cores in meant.items() if len(cores) > 1} == {}


def test_the_table_holds_what_the_field_uses() -> None:
    assert len(rows("organs")) >= 120
    assert len({row["core"] for row in rows("organs")}) >= 100


@pytest.mark.parametrize(
    ("names", "core"),
    [
        ("市场监督管理局 市场监管局 市监局 工商局 工商行政管理局 质监局 食药监局", "市场监管"),
        ("应急管理局 应急局 安监局 安全生产监督管理局", "应急"),
        ("人力资源和社会保障局 人社局 人力社保局 劳动和社会保障局", "人社"),
        ("住房和城乡建设局 住建局 住建委 住建厅 建设局", "住建"),
        ("发展和改革委员会 发改委 发改局 发展改革委", "发改"),
        ("卫生健康委员会 卫健委 卫健局 卫计委 卫生局 卫生和计划生育委员会", "卫健"),
        ("文化和旅游局 文旅局 文广旅局 文体广旅局 文化广电和旅游局 文化体育广电和旅游局 文广新局", "文旅"),
        ("教育局 教体局 教育体育局 教育厅", "教育"),
        ("自然资源和规划局 资规局 自规局 国土资源局 国土局", "自然资源"),
        ("城市管理局 城管局 城管委", "城管"),
        ("综合行政执法局 综合执法局", "综合执法"),
        ("行政审批局 审批局", "行政审批"),
        ("医疗保障局 医保局", "医保"),
        ("退役军人事务局 退役军人局", "退役军人"),
        ("交通运输局 交运局 交通局", "交通"),
        ("农业农村局 农委 农业局 农业委员会", "农业农村"),
        ("工业和信息化局 工信局 经信委", "工信"),
        ("融媒体中心 广播电视台 电视台", "融媒体"),
        ("纪委监委 纪委 监委", "纪委监委"),
        ("生态环境局 环保局 环境保护局", "生态环境"),
        ("粮食和物资储备局 粮食局", "粮食储备"),
        ("消防救援大队 消防大队 公安消防大队", "消防"),
        ("数据局 大数据局 大数据管理局", "数据"),
        ("税务局 国税局 地税局", "税务"),
        ("网信办 互联网信息办公室", "网信"),
        ("编办 编委办", "机构编制"),
        ("总工会 工会", "总工会"),
        ("团委 共青团 团市委 团县委", "团委"),
        ("妇联 妇女联合会", "妇联"),
        ("残联 残疾人联合会", "残联"),
    ],
)
def test_an_organ_goes_by_many_names(names: str, core: str) -> None:
    assert {organ_names(nicknames=False).get(plain(name)) for name in names.split()} == {core}


def test_what_may_be_two_bodies_is_not_made_one() -> None:
    known = organ_names(nicknames=True)
    assert known["城管局"] != known["综合行政执法局"]
    assert known["疾控中心"] != known["疾控局"]
    assert known["水务局"] != known["水利局"]


def test_words_give_the_longest_name() -> None:
    assert organ_words(nicknames=False).longest("市场监管局服务号", 0) == "市场监管局"


@pytest.mark.parametrize(
    ("text", "told"), [("文化和旅游局", "文化旅游局"), ("和平", "和平"), ("应及", "应及"), ("", "")]
)
def test_little_words_do_not_count(text: str, told: str) -> None:
    assert plain(text) == told
