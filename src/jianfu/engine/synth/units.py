"""The units of one made-up province: governments, departments by line, towns, their offices, villages."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.names import division
from jianfu.engine.schema import words
from jianfu.engine.synth.cell import Counts, Numbers, Texts, Words, joined, taken
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.lines import GENERAL, INNER_OFFICES, INSTITUTIONS, LINES, TOWN_OFFICES
from jianfu.engine.synth.places import COUNTY, PROVINCE, TOWN, VILLAGE, Place, places
from jianfu.engine.synth.request import Share, UnableToMakeProvince
from jianfu.engine.synth.sheet import Sheet

TYPES = ("机关", "事业单位", "内设机构", "基层群众性自治组织")
ORGAN, INSTITUTION, INNER_OFFICE, SELF_GOVERNING = range(4)
LINE_NAMES = (*(line.name for line in LINES), GENERAL)
GENERAL_LINE = len(LINES)
FEWEST_LINES = 4
DEPARTMENT_SHARE = 0.32
FILL = (("village", 0.56), ("town_office", 0.24), ("inner_office", 0.12), ("institution", 0.08))
"""What the units beyond organs and towns are."""

MEDIAN_STAFF = np.array((45, 30, 15, 7))


@dataclass(frozen=True, slots=True)
class Units:
    """Units as columns; ``parents`` are places in the same columns, -1 for none; ``spots`` short place names."""

    ids: pa.Array
    names: pa.Array
    shorts: pa.Array
    spots: pa.Array
    regions: pa.Array
    parents: Numbers
    levels: Numbers
    lines: Numbers
    types: Numbers
    staff: Numbers

    def __len__(self) -> int:
        return len(self.parents)


@dataclass(frozen=True, slots=True)
class Block:
    """Some units of one sort, before they are numbered; ``parents`` are places among all units before it."""

    names: pa.Array
    shorts: pa.Array
    spots: pa.Array
    regions: pa.Array
    parents: Numbers
    levels: Numbers
    lines: Numbers
    kind: int

    def __len__(self) -> int:
        return len(self.parents)


def units(*, share: Share, draw: Draw) -> Units:
    """Return the units of a province; raises UnableToMakeProvince where its divisions cannot carry so many."""
    made = places(share=share, draw=draw)
    organs = [place for place in made if place.level < TOWN]
    lines = _lines(share.units, len(organs))
    blocks = [_governments(made)]
    departments = _departments(made, lines)
    blocks.append(departments)
    left = share.units - len(blocks[0]) - len(departments)
    blocks += _filling(made, departments, left, draw)
    short = share.units - sum(map(len, blocks))
    if short > 0:
        raise UnableToMakeProvince(
            zh=f"{share.province.name}的区划只够{share.units - short}个单位，要求{share.units}个。"
            "请减小 --units，或用 --scale 铺到全国。",
            en=f"The divisions of {share.province.name} carry {share.units - short} units; {share.units} were asked "
            "for. Lower --units, or spread over the nation with --scale.",
        )
    return _numbered(blocks, draw)


def _lines(wanted: int, organs: int) -> int:
    return int(np.clip(wanted * DEPARTMENT_SHARE / organs, FEWEST_LINES, len(LINES)))


def _column(made: tuple[Place, ...] | list[Place], name: str) -> pa.Array:
    return pa.array([getattr(place, name) for place in made], pa.string())


def _governments(made: tuple[Place, ...]) -> Block:
    """Make the government of every place: 人民政府, or 办事处 in a subdistrict."""
    names = [p.name + ("办事处" if p.level == TOWN and p.name.endswith("街道") else "人民政府") for p in made]
    ends = [p.own if p.level == TOWN else p.own + "政府" for p in made]
    return Block(
        pa.array(names),
        pa.array(ends),
        _column(made, "short"),
        _column(made, "code"),
        np.array([p.parent for p in made]),
        np.array([p.level for p in made]),
        np.full(len(made), GENERAL_LINE),
        ORGAN,
    )


def _departments(made: tuple[Place, ...], lines: int) -> Block:
    """Make one department a line in every province, city and county organ."""
    organs = np.flatnonzero(np.array([p.level for p in made]) < TOWN)
    place, line = np.repeat(organs, lines), np.tile(np.arange(lines), len(organs))
    levels = np.array([p.level for p in made])[place]
    form = line * 3 + levels
    full = taken([name for each in LINES for name in each.full], form)
    short = taken([name for each in LINES for name in each.short], form)
    at = pa.array(place)
    spots = pc.if_else(pa.array(levels == PROVINCE), "省", _column(made, "own").take(at))
    return Block(
        joined(_column(made, "name").take(at), full),
        joined(spots, short),
        _column(made, "short").take(at),
        _column(made, "code").take(at),
        place,
        levels,
        line,
        ORGAN,
    )


def _filling(made: tuple[Place, ...], departments: Block, left: int, draw: Draw) -> list[Block]:
    """Make villages, town offices, inner offices and institutions until the number asked for is reached."""
    pools = {
        "village": _villages(made),
        "town_office": _town_offices(made),
        "inner_office": _inner_offices(departments, len(made)),
        "institution": _institutions(made),
    }
    wanted = {name: min(int(max(left, 0) * part), len(pools[name][0])) for name, part in FILL}
    for name, _ in FILL:
        more = max(left, 0) - sum(wanted.values())
        wanted[name] += min(more, len(pools[name][0]) - wanted[name])
    return [
        block
        for name, _ in FILL
        for block in _thinned(pools[name], draw.some(np.arange(len(pools[name][0])), wanted[name]))
    ]


def _thinned(pool: tuple[Block, Numbers], chosen: Numbers) -> list[Block]:
    """Keep the chosen units of a pool, split by their type."""
    block, kinds = pool
    made = []
    for kind in np.unique(kinds):
        kept = chosen[kinds[chosen] == kind]
        at = pa.array(kept)
        strings = (block.names.take(at), block.shorts.take(at), block.spots.take(at), block.regions.take(at))
        made.append(Block(*strings, block.parents[kept], block.levels[kept], block.lines[kept], int(kind)))
    return made


def _villages(made: tuple[Place, ...]) -> tuple[Block, Numbers]:
    towns = {place.division: n for n, place in enumerate(made) if place.level == TOWN}
    table = division.villages(within=made[0].division)
    table = table.filter(pc.is_in(table["town_code"], pa.array(list(towns), pa.string()))).combine_chunks()
    above = np.array([towns[code] for code in table["town_code"].to_pylist()], np.int64)
    name, code = table["name"].combine_chunks(), table["code"].combine_chunks()
    ending = pc.if_else(pc.ends_with(name, "社区"), "居民委员会", "村民委员会")
    size = len(above)
    block = Block(
        joined(_column(made, "name").take(pa.array(above)), name, ending),
        name,
        name,
        code,
        above,
        np.full(size, VILLAGE),
        np.full(size, GENERAL_LINE),
        SELF_GOVERNING,
    )
    return block, np.full(size, SELF_GOVERNING)


def _offices(parents: Block, above: Numbers, names: list[str], lines: Numbers, kinds: Numbers) -> tuple[Block, Numbers]:
    """Make every named office under every parent, office by office so that thinning keeps the common ones."""
    size = len(parents)
    at, which = np.tile(np.arange(size), len(names)), np.repeat(np.arange(len(names)), size)
    take, office = pa.array(at), taken(names, which)
    block = Block(
        joined(parents.names.take(take), office),
        joined(parents.shorts.take(take), office),
        parents.spots.take(take),
        parents.regions.take(take),
        above[at],
        parents.levels[at],
        np.where(lines[which] < 0, parents.lines[at], lines[which]),
        ORGAN,
    )
    return block, kinds[which]


def _town_offices(made: tuple[Place, ...]) -> tuple[Block, Numbers]:
    towns = np.flatnonzero(np.array([p.level for p in made]) == TOWN)
    kinds = np.array([TYPES.index(kind) for _, kind, _ in TOWN_OFFICES])
    lines = np.array([LINE_NAMES.index(line) for _, _, line in TOWN_OFFICES])
    return _offices(_bare(made, towns), towns, [name for name, _, _ in TOWN_OFFICES], lines, kinds)


def _inner_offices(departments: Block, offset: int) -> tuple[Block, Numbers]:
    count = len(INNER_OFFICES)
    above = np.arange(len(departments)) + offset
    return _offices(departments, above, list(INNER_OFFICES), np.full(count, -1), np.full(count, INNER_OFFICE))


def _institutions(made: tuple[Place, ...]) -> tuple[Block, Numbers]:
    counties = np.flatnonzero(np.array([p.level for p in made]) == COUNTY)
    lines = np.array([LINE_NAMES.index(line) for _, line in INSTITUTIONS])
    names = [name for name, _ in INSTITUTIONS]
    return _offices(_bare(made, counties), counties, names, lines, np.full(len(names), INSTITUTION))


def _bare(made: tuple[Place, ...], chosen: Numbers) -> Block:
    """Return the places themselves as parents, named without 人民政府."""
    some = [made[n] for n in chosen]
    return Block(
        _column(some, "name"),
        _column(some, "own"),
        _column(some, "short"),
        _column(some, "code"),
        chosen,
        np.array([p.level for p in some], np.int64),
        np.full(len(some), GENERAL_LINE),
        ORGAN,
    )


def _numbered(blocks: list[Block], draw: Draw) -> Units:
    """Put the blocks together and number the units within their region."""
    regions = pa.concat_arrays([b.regions for b in blocks])
    types = np.concatenate([np.full(len(b), b.kind) for b in blocks])
    levels = np.concatenate([b.levels for b in blocks])
    serial = pc.utf8_lpad(
        pa.array(rank_within(regions.dictionary_encode().indices.to_numpy()) + 1).cast(pa.string()), 3, "0"
    )
    size = draw.random.lognormal(0.0, 0.6, len(types))
    return Units(
        joined("U", regions, serial),
        pa.concat_arrays([b.names for b in blocks]),
        pa.concat_arrays([b.shorts for b in blocks]),
        pa.concat_arrays([b.spots for b in blocks]),
        regions,
        np.concatenate([b.parents for b in blocks]),
        levels,
        np.concatenate([b.lines for b in blocks]),
        types,
        np.maximum(2, MEDIAN_STAFF[types] * size).astype(np.int64),
    )


def rank_within(keys: Numbers) -> Numbers:
    """Return each row's place among the rows of the same key, 0 for the first."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.concatenate(([True], ordered[1:] != ordered[:-1])) if len(keys) else np.zeros(0, bool)
    starts = np.maximum.accumulate(np.where(first, np.arange(len(keys)), 0))
    ranks = np.empty(len(keys), np.int64)
    ranks[order] = np.arange(len(keys)) - starts
    return ranks


def sheet(made: Units) -> Sheet:
    """Return the units table."""
    parents = made.ids.take(pa.array(made.parents, mask=made.parents < 0))
    levels = Words(made.levels, tuple(w.code for w in words.LEVELS), tuple((w.zh,) for w in words.LEVELS))
    return Sheet(
        "units",
        {
            "unit_id": Texts(made.ids),
            "name": Texts(made.names),
            "short_name": Texts(made.shorts),
            "parent_id": Texts(parents),
            "level": levels,
            "region_code": Texts(made.regions),
            "line": Texts(taken(LINE_NAMES, made.lines)),
            "unit_type": Texts(taken(TYPES, made.types)),
            "staff": Counts(made.staff),
        },
    )
