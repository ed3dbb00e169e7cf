import pytest

from jianfu.engine.schema.measures import MEASURES
from jianfu.tables.report import missing


@pytest.mark.parametrize("code", [measure.code for measure in MEASURES])
def test_every_measure_says_where_to_supply_it(code: str) -> None:
    remedy = missing.remedy(code)
    assert "表" in remedy.zh
    assert "table" in remedy.en


def test_a_computed_measure_names_the_columns_it_rests_on() -> None:
    assert missing.remedy("silent_days").zh == "在“应用程序”表补填：最近活跃日期、监测日期"


def test_a_measure_of_another_table_names_that_table() -> None:
    assert "“单位”表补填：层级" in missing.remedy("sponsor_level").zh


def test_a_measure_not_known_is_asked_for_in_the_measures_table() -> None:
    assert missing.remedy("coffee").zh == "在“监测”表报送指标 coffee（写明监测日期和数据来源）"
