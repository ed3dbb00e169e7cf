"""The map of a report: tiles by default (no boundary at all), or boundaries a province has had approved."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jianfu.engine.detection.rule import Text
from jianfu.engine.names import division

JIANGSU_TILES = {
    "3203": (0, 0), "3207": (2, 0),
    "3213": (1, 1), "3208": (2, 1), "3209": (3, 1),
    "3210": (2, 2), "3212": (3, 2),
    "3201": (1, 3), "3211": (2, 3), "3204": (3, 3), "3206": (4, 3),
    "3202": (3, 4), "3205": (4, 4),
}  # fmt: skip
"""Column and row of each city's tile: neighbours as near each other as a grid of five by five lets them be."""
JIANGSU_EN = {
    "3201": "Nanjing", "3202": "Wuxi", "3203": "Xuzhou", "3204": "Changzhou", "3205": "Suzhou", "3206": "Nantong",
    "3207": "Lianyungang", "3208": "Huai'an", "3209": "Yancheng", "3210": "Yangzhou", "3211": "Zhenjiang",
    "3212": "Taizhou", "3213": "Suqian",
}  # fmt: skip
APPROVAL_KEY = "审图号"
MAX_BOUNDARY_BYTES = 8 * 1024 * 1024
CODE_KEYS = ("adcode", "code", "region_code", "行政区划代码")
TILE_GAP = 0.06


class UnableToReadBoundaries(Exception):
    """The boundaries given cannot be shown as a map."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {zh} | {en}")
        self.zh, self.en = f"{path}：{zh}", f"{path}: {en}"


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready to draw: shapes whose ``name`` is the region's code, and the approval number (empty for tiles)."""

    shapes: dict[str, Any]
    approval: str
    is_tiles: bool


def name(code: str) -> Text:
    """Return a region's short name in both languages; the code itself for one not known."""
    place = division.find(code) if code else None
    if place is None or place.code != code:
        return Text(code, code)
    return Text(place.short, JIANGSU_EN.get(code, place.short))


def tiles(codes: Sequence[str]) -> Map:
    """Return a map of equal squares: a tabled layout for Jiangsu's cities, a grid in the order of codes otherwise."""
    codes = sorted(set(codes))
    if codes and all(code in JIANGSU_TILES for code in codes):
        places = JIANGSU_TILES
    else:
        width = max(1, math.ceil(math.sqrt(len(codes) * 1.4)))
        places = {code: (index % width, index // width) for index, code in enumerate(codes)}
    return Map(_collection([_tile(code, *place) for code, place in places.items()]), "", is_tiles=True)


def boundaries(path: Path) -> Map:
    """Read a province's own approved boundaries (GeoJSON, one feature a region, ``adcode`` or ``code`` in it).

    The collection or its ``properties`` must state its approval number as ``审图号``: no map of China is shown
    without one. Raises UnableToReadBoundaries.
    """
    told = _read(path)
    approval = str(told.get(APPROVAL_KEY) or (told.get("properties") or {}).get(APPROVAL_KEY) or "").strip()
    if not approval:
        raise UnableToReadBoundaries(
            path,
            f"没有写明“{APPROVAL_KEY}”。请在 GeoJSON 顶层加上该字段，或不给地图（默认用方格图）",
            f"states no approval number. Add the field “{APPROVAL_KEY}” at the top, or give no map (tiles are shown)",
        )
    shapes = [_shape(feature) for feature in told.get("features") or ()]
    kept = [shape for shape in shapes if shape is not None]
    if not kept:
        raise UnableToReadBoundaries(
            path,
            "没有带区划代码（adcode 或 code）的面。请检查文件",
            "holds no polygon with a division code (adcode or code). Check the file",
        )
    return Map(_collection(kept), approval, is_tiles=False)


def _read(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if size > MAX_BOUNDARY_BYTES:
            limit = MAX_BOUNDARY_BYTES // 1024 // 1024
            raise UnableToReadBoundaries(
                path, f"超过 {limit} MB，请先简化边界", f"is over {limit} MB; simplify the boundaries first"
            )
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise UnableToReadBoundaries(path, f"读不出来（{fault}）", f"cannot be read ({fault})") from fault
    if not isinstance(told, dict) or told.get("type") != "FeatureCollection":
        raise UnableToReadBoundaries(path, "不是 GeoJSON 的 FeatureCollection", "is not a GeoJSON FeatureCollection")
    return told


def _shape(feature: dict[str, Any]) -> dict[str, Any] | None:
    properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
    code = next((str(properties[key]) for key in CODE_KEYS if properties.get(key)), "")
    if geometry.get("type") not in ("Polygon", "MultiPolygon") or not code.isdigit():
        return None
    return _feature(_city_or_county(code), {"type": geometry["type"], "coordinates": geometry["coordinates"]})


def _city_or_county(code: str) -> str:
    return code[:4] if len(code) <= 4 or code[4:6] == "00" else code[:6]


def _tile(code: str, column: int, row: int) -> dict[str, Any]:
    left, right = column + TILE_GAP, column + 1 - TILE_GAP
    top, bottom = -row - TILE_GAP, -row - 1 + TILE_GAP
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    return _feature(code, {"type": "Polygon", "coordinates": [ring]})


def _feature(code: str, geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": code}, "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
