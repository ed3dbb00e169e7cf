"""A schematic map: one tile a place. It shows neither borders nor distances.

No free boundaries of towns exist that a register could carry, so none are drawn. Cities of a province whose layout is
tabled stand about where they lie; other places stand in the order of their division codes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jianfu.engine.names import division
from jianfu.tables.report.regions import JIANGSU_TILES
from jianfu.web.census.queries.coverage import Share

CITY_DIGITS = 4
OWN_SPOT = (0, 4)  # a corner that no city stands on
# From which percent on a tile bears which shade; the shade never speaks alone, the number stands on the tile.
SHADES = ((100, "full"), (90, "high"), (60, "middle"), (1, "low"), (0, "none"))
LEGEND = (("full", "100%"), ("high", "90–99%"), ("middle", "60–89%"), ("low", "1–59%"), ("none", "0%"))


@dataclass(frozen=True, slots=True)
class Tile:
    """One place on the map; ``column`` and ``row`` count from 1 and are 0 where the place has no fixed spot."""

    name: str
    address: str
    shade: str
    percent: int
    answered: int
    required: int
    own: bool
    column: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Map:
    """The tiles, and whether they stand on fixed spots."""

    tiles: tuple[Tile, ...]
    placed: bool


def shade_of(percent: int) -> str:
    """Return the shade of a whole percentage."""
    return next(name for least, name in SHADES if percent >= least)


def map_of(
    shares: Sequence[Share], address: Callable[[Share], str], *, own: Share | None = None,
    codes: Mapping[str, str] | None = None,
) -> Map:  # fmt: skip
    """Return the tiles of places, and last that of the place's own units, where it has any.

    ``codes`` gives the division code of a place by its unit's number. Where each is a city with a tabled spot, and no
    two are the same, the tiles stand there, under the short names of the cities.
    """
    spots = [_spot((codes or {}).get(share.unit_id, "")) for share in shares]
    placed = len(shares) > 1 and None not in spots and len(set(spots)) == len(spots)
    tiles = [
        _tile(share, address(share), _city(codes or {}, share) if placed else share.name, spot if placed else None)
        for share, spot in zip(shares, spots, strict=True)
    ]
    if own is not None:
        tiles.append(_tile(own, address(own), own.name, OWN_SPOT if placed else None))
    return Map(tuple(tiles), placed)


def _spot(code: str) -> tuple[int, int] | None:
    if code[CITY_DIGITS:].strip("0"):
        return None
    return JIANGSU_TILES.get(code[:CITY_DIGITS])


def _city(codes: Mapping[str, str], share: Share) -> str:
    found = division.find(codes[share.unit_id][:CITY_DIGITS])
    return found.short if found else share.name


def _tile(share: Share, address: str, name: str, spot: tuple[int, int] | None) -> Tile:
    tally = share.tally
    percent = tally.answered * 100 // tally.required if tally.required else 0
    if tally.answered and not percent:
        percent = 1
    column, row = (spot[0] + 1, spot[1] + 1) if spot else (0, 0)
    shade = shade_of(percent)
    return Tile(name, address, shade, percent, tally.answered, tally.required, share.own, column, row)
