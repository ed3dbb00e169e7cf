import pytest

from jianfu.engine.linkage.records_name import in_order, parts


@pytest.mark.parametrize(
    ("names", "region"),
    [
        (("中共浚县委组织部", "浚县县委组织部", "浚县组织部"), "410621"),
        (("中国人民政治协商会议勐腊县委员会", "勐腊县政协", "政协勐腊县委员会"), "532823"),
        (("清平街道前营村村民委员会", "前营村村委会", "前营村"), "410203001"),
        (("河南省辉县市赵固镇敬老院", "赵固敬老院", "辉县赵固敬老院"), "410782113"),
        (("苏州吴中卫健委", "江苏省苏州市吴中区卫生健康委员会", "健康吴中"), "320506"),
    ],
)
def test_one_unit_has_one_core_however_it_is_written(names: tuple[str, ...], region: str) -> None:
    assert len({parts(name, region).core for name in names}) == 1


def test_an_official_ending_is_no_part_of_the_name() -> None:
    assert {parts(f"健康吴中{ending}", "320506").bare for ending in ("", "官方", "官方微信", "政务号", "官微")} == {
        "健康吴中"
    }


def test_a_town_named_where_only_the_county_is_given_is_the_place() -> None:
    assert parts("怀集县梁村镇交通管理站", "441224").place == "梁村"


def test_an_ending_that_tells_is_kept_apart() -> None:
    told = parts("吴中发布", "320506")
    assert (told.place, told.tail) == ("吴中", "发布")


@pytest.mark.parametrize("name", ["", "委", "中共", "发布", "村民委员会"])
def test_a_name_of_nothing_but_a_form_is_no_fault(name: str) -> None:
    assert in_order(name) == name
    assert parts(name).bare == name
