"""A schematic map: one tile a place, in the order of the division codes. It shows neither borders nor distances.

No free boundaries of towns exist that a register could carry, so none are drawn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jianfu.web.census.queries.coverage import Share

WIDTH, HEIGHT, GAP = 132, 80, 8
LONGEST = 9
# From which percent on a tile bears which shade; the shade never speaks alone, the number stands on the tile.
SHADES = ((100, "full"), (90, "high"), (60, "middle"), (1, "low"), (0, "none"))
LEGEND = (("full", "100%"), ("high", "90–99%"), ("middle", "60–89%"), ("low", "1–59%"), ("none", "0%"))


@dataclass(frozen=True, slots=True)
class Tile:
    """One place on the map."""

    name: str
    short: str
    address: str
    shade: str
    percent: int
    answered: int
    required: int
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Return where the text stands, from the left."""
        return self.x + WIDTH // 2

    @property
    def upper(self) -> int:
        """Return the line of the name."""
        return self.y + 24

    @property
    def lower(self) -> int:
        """Return the line of the percentage."""
        return self.y + 47

    @property
    def lowest(self) -> int:
        """Return the line of the counts."""
        return self.y + 68


@dataclass(frozen=True, slots=True)
class Map:
    """The tiles and the size of the drawing."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    tile_width: int = WIDTH
    tile_height: int = HEIGHT


def shade_of(percent: int) -> str:
    """Return the shade of a whole percentage."""
    return next(name for least, name in SHADES if percent >= least)


def map_of(shares: Sequence[Share], address: Callable[[Share], str], *, most: int = 6) -> Map:
    """Return the tiles of places, so many in a row, as near to a square as that allows."""
    columns = max(1, min(most, round(len(shares) ** 0.5 + 0.49)))
    tiles = tuple(_tile(share, address(share), divmod(at, columns)) for at, share in enumerate(shares))
    rows = -(-len(shares) // columns)
    return Map(tiles, columns * (WIDTH + GAP) - GAP, max(rows * (HEIGHT + GAP) - GAP, 0))


def _tile(share: Share, address: str, place: tuple[int, int]) -> Tile:
    row, column = place
    tally = share.tally
    percent = tally.answered * 100 // tally.required if tally.required else 0
    if tally.answered and not percent:
        percent = 1
    short = share.name if len(share.name) <= LONGEST else f"{share.name[: LONGEST - 1]}…"
    return Tile(
        share.name, short, address, shade_of(percent), percent, tally.answered, tally.required,
        column * (WIDTH + GAP), row * (HEIGHT + GAP),
    )  # fmt: skip
