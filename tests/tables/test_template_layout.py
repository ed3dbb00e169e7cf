import pytest

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.inputs import BY_CODE
from jianfu.engine.schema.words import CATEGORIES
from jianfu.tables.template_layout import APPLIES_TO, ASSET_BANDS, plan


def test_the_bands_hold_every_column_of_an_entry_once() -> None:
    assert sorted(code for band in ASSET_BANDS for code in band.codes) == sorted(ASSETS.codes)


def test_what_applies_to_some_names_known_columns_and_categories() -> None:
    assert set(APPLIES_TO) <= set(ASSETS.codes)
    assert {name for names in APPLIES_TO.values() for name in names} <= {word.code for word in CATEGORIES}


def test_no_required_column_is_shown_grey() -> None:
    assert [code for code in APPLIES_TO if ASSETS.column(code).required] == []


@pytest.mark.parametrize(
    ("code", "notes"),
    [("functions", 1), ("audiences", 2), ("measures", 1), ("notices", 3), ("units", None), ("judgements", None)],
)
def test_a_table_that_points_elsewhere_shows_whom_the_number_means(code: str, notes: int | None) -> None:
    columns = plan(code, "zh").columns
    assert (columns.index(None) if None in columns else None) == notes


def test_a_required_header_carries_a_star_and_a_sponsor_is_always_wanted() -> None:
    shown = plan("assets", "zh")
    stars = [shown.header(column) for column in shown.columns if shown.header(column).endswith(" *")]
    assert stars == ["类别 *", "名称 *", "主办单位 *"]


def test_a_range_reaches_over_the_rows_made_ready() -> None:
    assert plan("assets", "zh").range_of("category") == "'应用程序'!$B$4:$B$2003"


def test_a_column_that_is_not_shown_has_no_place() -> None:
    with pytest.raises(KeyError):
        plan("units", "zh").place("category")


@pytest.mark.parametrize("code", list(BY_CODE))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_column_is_narrower_than_its_header(code: str, lang: str) -> None:
    shown = plan(code, lang)
    assert all(shown.width(column) >= len(shown.header(column)) for column in shown.columns)
