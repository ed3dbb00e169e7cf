"""Names of accounts taken apart."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names.account import ACCOUNT_NAMES, account_name, account_names
from jianfu.engine.names.division import Level, divisions, full_name

# name, region, place, organ, tail, core
CASES = [
    ("清江浦健康", "320812", "清江浦", "卫健", "", "卫健"),
    ("健康清江浦", "", "清江浦", "卫健", "", "卫健"),
    ("健康 清江浦", "320812", "清江浦", "卫健", "", "卫健"),
    ("清江浦区卫健委", "320812", "清江浦", "卫健", "", "卫健"),
    ("江苏省淮安市清江浦区卫生健康委员会", "", "清江浦", "卫健", "", "卫健"),
    ("淮安清江浦卫生健康", "", "清江浦", "卫健", "", "卫健"),
    ("泰兴市场监管", "", "泰兴", "市场监管", "", "市场监管"),
    ("泰兴市市场监督管理局", "", "泰兴", "市场监管", "", "市场监管"),
    ("泰兴市市监局", "", "泰兴", "市场监管", "", "市场监管"),
    ("泰州市市场监管局服务号", "", "泰州", "市场监管", "服务号", "市场监管"),
    ("泰兴市工商局", "", "泰兴", "市场监管", "", "市场监管"),
    ("泰兴发布", "", "泰兴", "", "发布", ""),
    ("泰兴发布官方微信", "", "泰兴", "", "发布", ""),
    ("【泰兴发布】", "", "泰兴", "", "发布", ""),
    ("微泰兴", "", "泰兴", "", "", "微"),
    ("平安泰兴", "321283", "泰兴", "公安", "", "公安"),
    ("泰兴公安", "", "泰兴", "公安", "", "公安"),
    ("泰兴公安微发布", "", "泰兴", "公安", "发布", "公安"),
    ("泰兴公安交警", "", "泰兴", "交警", "", "交警"),
    ("泰兴市公安局交通警察大队", "", "泰兴", "交警", "", "交警"),
    ("泰兴教育", "", "泰兴", "教育", "", "教育"),
    ("教育泰兴", "", "泰兴", "教育", "", "教育"),
    ("泰兴市教体局", "", "泰兴", "教育", "", "教育"),
    ("江苏教育发布", "", "江苏", "教育", "发布", "教育"),
    ("兴化文旅", "", "兴化", "文旅", "", "文旅"),
    ("兴化市文化广电和旅游局", "", "兴化", "文旅", "", "文旅"),
    ("兴化市文广旅局官微", "", "兴化", "文旅", "官方", "文旅"),
    ("靖江人社", "", "靖江", "人社", "", "人社"),
    ("靖江市人力资源和社会保障局", "", "靖江", "人社", "", "人社"),
    ("姜堰应急", "", "姜堰", "应急", "", "应急"),
    ("姜堰区应急管理局", "", "姜堰", "应急", "", "应急"),
    ("姜堰区安监局", "", "姜堰", "应急", "", "应急"),
    ("海陵住建", "", "海陵", "住建", "", "住建"),
    ("海陵区住房和城乡建设局", "", "海陵", "住建", "", "住建"),
    ("高港发改委", "", "高港", "发改", "", "发改"),
    ("南京市民政局", "", "南京", "民政", "", "民政"),
    ("南京市民卡", "", "南京", "", "", "市民卡"),
    ("我的南京App", "320100", "南京", "", "app", "我的"),
    ("苏周到", "320500", "", "", "", "苏周到"),
    ("江苏卫健委", "", "江苏", "卫健", "", "卫健"),
    ("臺州市衛健委(服務號)", "", "台州", "卫健", "服务号", "卫健"),
    ("兴化市融媒体中心", "", "兴化", "融媒体", "", "融媒体"),
    ("兴化市广播电视台", "", "兴化", "融媒体", "", "融媒体"),
    ("泰州市国土资源局", "", "泰州", "自然资源", "", "自然资源"),
    ("泰州市自然资源和规划局", "", "泰州", "自然资源", "", "自然资源"),
    ("泰州资规", "", "泰州", "自然资源", "", "自然资源"),
    ("泰兴共青团", "", "泰兴", "团委", "", "团委"),
    ("共青团泰兴市委员会", "", "泰兴", "团委", "", "团委"),
    ("共青团泰兴市委", "", "泰兴", "团委", "", "团委"),
    ("团泰兴市委", "", "泰兴", "团委", "", "团委"),
    ("中共泰兴市委宣传部", "", "泰兴", "宣传部", "", "宣传部"),
    ("泰兴市委组织部", "", "泰兴", "组织部", "", "组织部"),
    ("中国共产党泰兴市委员会", "", "泰兴", "党委", "", "党委"),
    ("泰兴市纪委监委", "", "泰兴", "纪委监委", "", "纪委监委"),
    ("清廉泰兴", "", "泰兴", "纪委监委", "", "纪委监委"),
    ("国家税务总局泰兴市税务局", "", "泰兴", "税务", "", "税务"),
    ("泰兴税务", "", "泰兴", "税务", "", "税务"),
    ("泰兴市地税局", "", "泰兴", "税务", "", "税务"),
    ("江苏省泰兴中学", "", "泰兴", "", "", "中学"),
    ("虹桥镇人民政府", "321283", "虹桥", "政府", "", "政府"),
    ("泰兴虹桥发布", "", "虹桥", "", "发布", ""),
    ("泰兴市济川街道办事处", "", "济川", "街道办", "", "街道办"),
    ("苏州工业园区发布", "", "苏州工业园区", "", "发布", ""),
    ("苏州高新区管委会", "", "苏州高新区", "管委会", "", "管委会"),
    ("市水务局", "321200", "泰州", "水务", "", "水务"),
    ("市水务局", "321283", "泰兴", "水务", "", "水务"),
    ("泰兴卫建委", "", "泰兴", "卫健", "", "卫健"),
    ("泰兴市应及管理局", "", "泰兴", "应急", "", "应急"),
    ("泰星发布", "321283", "泰兴", "", "发布", ""),
    ("泰兴司法局普法", "", "泰兴", "司法", "", "司法普法"),
    ("泰兴普法司法局", "", "泰兴", "司法", "", "司法普法"),
    ("泰兴市大运河文化带建设办公室", "", "泰兴", "大运河文化带建设", "", "大运河文化带建设"),
    ("学习强国", "", "", "", "", "学习强国"),
    ("", "", "", "", "", ""),
]


@pytest.mark.parametrize(("name", "region", "place", "organ", "tail", "core"), CASES)
def test_a_name_comes_apart_into_place_organ_tail_and_core(
    name: str, region: str, place: str, organ: str, tail: str, core: str
) -> None:
    found = account_name(name, region)
    assert (found.place, found.organ, found.tail, found.core) == (place, organ, tail, core)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("臺州市衛健委(服務號)", "台州市卫健委服务号"),
        (" 我的南京 ＡＰＰ ", "我的南京app"),
        ("《泰兴发布》", "泰兴发布"),
        ("“泰兴”发布", "泰兴发布"),
    ],
)
def test_the_folded_name_has_no_width_space_case_or_brackets(name: str, folded: str) -> None:
    assert account_name(name).folded == folded


def test_the_reading_is_that_of_the_core() -> None:
    assert account_name("泰兴市市监局").reading == "shi chang jian guan"


@given(st.sampled_from([case[0] for case in CASES]), st.sampled_from(["", "321283", "3201", "32", "nowhere"]))
def test_a_folded_name_comes_apart_like_the_name_itself(name: str, region: str) -> None:
    once = account_name(name, region)
    assert account_name(once.folded, region) == once


ORGANS = [
    "市场监督管理局",
    "卫健委",
    "教育局",
    "市监局",
    "民政局",
    "公安局",
    "融媒体中心",
    "应急",
    "城管局",
    "文旅",
    "税务局",
]


@given(
    st.sampled_from(ORGANS),
    st.sampled_from([d.code for level in (Level.CITY, Level.COUNTY) for d in divisions(level=level)]),
    st.sampled_from(["", "发布", "官方微信", "服务号"]),
)
def test_a_full_place_before_it_never_changes_the_organ(organ: str, code: str, tail: str) -> None:
    alone, placed = account_name(organ + tail), account_name(f"{full_name(code)}{organ}{tail}")
    assert (placed.organ, placed.core, placed.tail) == (alone.organ, alone.core, alone.tail)


@given(st.text(max_size=20), st.sampled_from(["", "321283", "32"]))
def test_any_text_comes_apart(name: str, region: str) -> None:
    assert account_name(name, region) == account_name(name, region)


def test_a_batch_gives_one_row_a_name_and_empty_parts_for_a_missing_one() -> None:
    batch = pa.RecordBatch.from_pydict(
        {"asset_id": ["A1", "A2"], "name": ["泰兴市市监局", None], "region_code": [None, "321283"]},
        schema=pa.schema([(column, pa.string()) for column in ("asset_id", "name", "region_code")]),
    )
    found = account_names(batch)
    assert found.schema == ACCOUNT_NAMES
    assert found.to_pylist() == [
        {
            "asset_id": "A1",
            "folded": "泰兴市市监局",
            "place": "泰兴",
            "organ": "市场监管",
            "tail": "",
            "core": "市场监管",
            "reading": "shi chang jian guan",
        },
        {"asset_id": "A2", "folded": "", "place": "", "organ": "", "tail": "", "core": "", "reading": ""},
    ]
