"""Apps: few below the county, features and filing as told."""

from typing import Any

import numpy as np
import pyarrow as pa

from jianfu.engine.synth import app
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.places import COUNTY


def test_most_apps_are_mini_programs_of_province_and_cities(province: Any) -> None:
    made = province.apps
    levels = province.units.levels[made.entry.sponsors]
    assert (made.kinds == 0).mean() > 0.75
    assert (levels > COUNTY).mean() < 0.3


def test_some_apps_are_of_the_new_regime_and_most_are_older(province: Any) -> None:
    new = province.apps.entry.seen.opened >= app.NEW_REGIME
    assert 0 < new.mean() < 0.5


def test_apps_bear_names_with_their_place(province: Any) -> None:
    made = province.apps
    spots = province.units.spots.to_pylist()
    names = made.entry.names.to_pylist()
    assert all(spots[sponsor] in name for sponsor, name in zip(made.entry.sponsors, names, strict=True))


def test_cells_say_features_and_filing_or_leave_them_empty(province: Any) -> None:
    made = province.apps
    cells = app.cells(made, province.units, Draw(seed=1, province="32", stage="x"), messy=False)
    features, filing = cells["features"].typed().to_pylist(), cells["filing_no"].typed().to_pylist()
    assert {features[row] for row in np.flatnonzero(made.no_features)} == {None}
    assert {filing[row] for row in np.flatnonzero(made.filing == app.UNFILED)} == {"none"}
    assert {filing[row] for row in np.flatnonzero(made.filing == app.NOT_SAID)} == {None}


def test_features_are_written_as_words_parted_by_a_comma_of_enumeration() -> None:
    cells = app.feature_cells(pa.array(["checkin;points", "none", None]))
    assert cells.shown(None).to_pylist() == ["打卡签到、积分排名", "无", None]
    assert cells.typed().to_pylist() == ["checkin;points", "none", None]


def test_a_measure_is_found_by_its_code(province: Any) -> None:
    assert province.apps.look("badge_shown").code == "badge_shown"


def test_a_few_apps_above_the_county_can_take_over_any_function(province: Any) -> None:
    made = province.apps
    cells = app.cells(made, province.units, Draw(seed=1, province="32", stage="x"), messy=False)
    hubs = [row for row, said in enumerate(cells["absorbs"].typed().to_pylist()) if said == "*"]
    assert 0 < len(hubs) < len(made) / 10
    assert (province.units.levels[made.entry.sponsors[hubs]] < COUNTY).all()
