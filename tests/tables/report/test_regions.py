import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.names import division
from jianfu.tables.report import regions
from jianfu.tables.report.regions import JIANGSU_EN, JIANGSU_TILES, UnableToReadBoundaries

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
NANJING = {"type": "Feature", "properties": {"adcode": 320100, "name": "南京市"}, "geometry": SQUARE}


def corners(made: regions.Map) -> list[tuple[float, float]]:
    return [tuple(shape["geometry"]["coordinates"][0][0]) for shape in made.shapes["features"]]


def test_every_city_of_jiangsu_has_its_own_tile_and_english_name() -> None:
    cities = [place.code for place in division.divisions(level=division.Level.CITY, within="32")]
    assert sorted(JIANGSU_TILES) == sorted(JIANGSU_EN) == cities
    assert len(set(JIANGSU_TILES.values())) == 13


def test_neighbours_keep_their_side() -> None:
    column, row = zip(*(JIANGSU_TILES[code] for code in ("3203", "3207", "3201", "3205")), strict=True)
    assert column[0] < column[1]
    assert row[0] < row[2] < row[3]


def test_a_single_city_of_jiangsu_is_still_shown_in_its_place() -> None:
    assert len(regions.tiles(["3212"]).shapes["features"]) == 13


@given(st.lists(st.integers(330100, 339999).map(str), min_size=1, max_size=40, unique=True))
def test_any_other_place_gets_a_grid_without_overlaps(codes: list[str]) -> None:
    made = regions.tiles(codes)
    assert [shape["properties"]["name"] for shape in made.shapes["features"]] == sorted(codes)
    assert len(set(corners(made))) == len(codes)


def test_names_are_short_and_a_code_not_known_stands_as_it_is() -> None:
    assert (regions.name("3212").zh, regions.name("3212").en) == ("泰州", "Taizhou")
    assert regions.name("321283").zh == "泰兴"
    assert (regions.name("9999").zh, regions.name("").zh) == ("9999", "")


def given_map(folder: Path, told: object) -> Path:
    path = folder / "map.geojson"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def test_approved_boundaries_keep_their_number_and_their_codes(tmp_path: Path) -> None:
    told = {"type": "FeatureCollection", "审图号": "苏S(2026)001号", "features": [NANJING]}
    made = regions.boundaries(given_map(tmp_path, told))
    assert (made.approval, made.is_tiles) == ("苏S(2026)001号", False)
    assert [shape["properties"] for shape in made.shapes["features"]] == [{"name": "3201"}]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"type": "FeatureCollection", "features": [NANJING]}, "审图号"),
        ({"type": "FeatureCollection", "审图号": "  ", "features": [NANJING]}, "审图号"),
        ({"type": "FeatureCollection", "审图号": "x", "features": []}, "区划代码"),
        ({"type": "Feature"}, "FeatureCollection"),
        ([], "FeatureCollection"),
    ],
)
def test_boundaries_that_cannot_be_shown_are_refused(tmp_path: Path, told: object, says: str) -> None:
    with pytest.raises(UnableToReadBoundaries) as refused:
        regions.boundaries(given_map(tmp_path, told))
    assert says in refused.value.zh


def test_boundaries_that_are_no_json_or_too_big_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UnableToReadBoundaries, match="cannot be read"):
        regions.boundaries(path)
    path.write_bytes(b" " * (regions.MAX_BOUNDARY_BYTES + 1))
    with pytest.raises(UnableToReadBoundaries, match="simplify"):
        regions.boundaries(path)
