"""The columns beside the name of made-up look-alikes: platform, account id, sponsor, region, dates, state."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jianfu.engine.synth import likeness_slip as slip
from jianfu.engine.synth.cell import Numbers, blanked, joined, taken
from jianfu.engine.synth.likeness_account import Accounts
from jianfu.engine.synth.likeness_copy import AGAIN, RENAMED, TWICE
from jianfu.engine.synth.likeness_place import TOWN, VILLAGE
from jianfu.engine.synth.likeness_unit import Units, unit_ids

ALIASES = (
    ("微信", "微信公众号", "公众号", "微信订阅号", "微信公众平台", "WeChat"),
    ("抖音", "抖音号", "抖音短视频", "Douyin"),
    ("新浪微博", "微博", "新浪官方微博", "Weibo"),
    ("微信视频号", "视频号", "微信-视频号"),
    ("今日头条", "头条号", "头条"),
    ("快手", "快手号", "快手短视频"),
    ("小红书", "小红书号"),
)
SITES = ("", "douyin.com/user/", "weibo.com/u/", "", "toutiao.com/c/user/", "kuaishou.com/profile/", "")
SCHEMES = ("https://www.", "http://www.", "https://m.", "www.")
FIRST_DAY, LAST_OPENED, TODAY = 15000, 20300, 20710
"""Days since 1970: early 2011, summer 2025, September 2026."""
ALPHABET = np.array(list("abcdefghijklmnopqrstuvwxyz0123456789"))


@dataclass(frozen=True, slots=True)
class FieldNoise:
    """How often a cell is missing or written otherwise, for the first entry of a thing and for a copy of it.

    *no_id*, *no_region*, *no_sponsor*, *no_platform*: empty cells; *no_unit_id*: the sponsor is named, without a
    number; *alias*: the platform by another of its names; *id_otherwise*: the account id typed otherwise;
    *region_otherwise*: the code of the place above, or padded; *sponsor_short*, *sponsor_long*: the sponsor by its
    short name, or with its place in full; *sponsor_bare*: without its place; *sponsor_slip*: with a slip of the hand.
    """

    no_id: tuple[float, float] = (0.3, 0.65)
    no_region: tuple[float, float] = (0.04, 0.15)
    no_sponsor: tuple[float, float] = (0.0, 0.04)
    no_platform: tuple[float, float] = (0.0, 0.01)
    no_unit_id: tuple[float, float] = (0.5, 0.65)
    alias: tuple[float, float] = (0.25, 0.5)
    id_otherwise: tuple[float, float] = (0.0, 0.6)
    region_otherwise: tuple[float, float] = (0.03, 0.1)
    sponsor_short: tuple[float, float] = (0.1, 0.25)
    sponsor_long: tuple[float, float] = (0.08, 0.12)
    sponsor_bare: tuple[float, float] = (0.01, 0.04)
    sponsor_slip: tuple[float, float] = (0.01, 0.06)


class _Rows:
    """Rows being filled: accounts of things, the thing each row is, and its role."""

    def __init__(self, accounts: Accounts, things: Numbers, roles: Numbers, random: np.random.Generator) -> None:
        self.accounts, self.things, self.roles, self.random = accounts, things, roles, random
        self.copy = roles <= RENAMED
        self.n = len(things)

    def befallen(self, shares: tuple[float, float]) -> Numbers:
        """Draw which rows suffer a change."""
        return self.random.random(self.n) < np.where(self.copy, shares[1], shares[0])


def filled(
    units: Units,
    accounts: Accounts,
    names: pa.Array,
    things: Numbers,
    roles: Numbers,
    noise: FieldNoise,
    random: np.random.Generator,
) -> pa.Table:
    """Return the rows in the columns of the contract, without ids of their own."""
    rows = _Rows(accounts, things, roles, random)
    ids, shown = _ids(rows, noise)
    opened = _opened(rows)
    state, closed = _state(rows, opened)
    return pa.table(
        {
            "category": taken(["new_media"], np.zeros(rows.n)),
            "name": names,
            "platform": _platforms(rows, noise),
            "platform_id": shown,
            "url": _urls(rows, ids, pc.is_valid(shown)),
            "sponsor_unit_id": unit_ids(np.where(rows.befallen(noise.no_unit_id), -1, accounts.units)),
            "sponsor_unit": _sponsors(rows, units, noise),
            "region_code": _regions(rows, units, noise),
            "opened_on": _days(np.where(random.random(rows.n) < 0.12, -1, opened)),
            "closed_on": _days(closed),
            "state": state,
            "certification": taken(
                ("certified", "uncertified"), np.where(random.random(rows.n) < 0.1, -1, random.random(rows.n) < 0.3)
            ),
            "followers": _followers(rows),
        }
    )


def _ids(rows: _Rows, noise: FieldNoise) -> tuple[pa.Array, pa.Array]:
    """Return account ids as they are and as they are stated; one registered again has another id.

    A renamed thing keeps its id and states it, since nothing else would tell.
    """
    n = rows.n
    letters = ALPHABET[rows.random.integers(0, 36, (n, 11))].view("U11").reshape(n)
    digits = 1_000_000_000 + np.arange(n) * 8_000 + rows.random.integers(0, 8_000, n)
    figures = np.isin(rows.accounts.platforms, (1, 2, 4, 5, 6))
    own = pc.if_else(pa.array(figures), pa.array(digits).cast(pa.string()), joined("gh", pa.array(letters.tolist())))
    ids = own.take(pa.array(np.where(rows.roles == AGAIN, np.arange(n), rows.things)))
    renamed = np.isin(rows.things, rows.things[rows.roles == RENAMED]) & (rows.roles != AGAIN)
    missing = rows.befallen(noise.no_id) & ~renamed
    shown = ids.to_pylist()
    for row in np.flatnonzero(rows.befallen(noise.id_otherwise) & ~missing).tolist():
        shown[row] = slip.retyped(shown[row], rows.random)
    return ids, blanked(pa.array(shown), missing)


def _urls(rows: _Rows, ids: pa.Array, stated: pa.Array) -> pa.Array:
    """Return addresses, on platforms whose addresses hold the id, for some rows that state their id."""
    site = taken(SITES, rows.accounts.platforms)
    way = taken(SCHEMES, rows.random.integers(0, len(SCHEMES), rows.n))
    given = pc.and_(pc.and_(stated, pc.not_equal(site, "")), pa.array(rows.random.random(rows.n) < 0.4))
    return pc.if_else(given, joined(way, site, ids), pa.scalar(None, pa.string()))


def _platforms(rows: _Rows, noise: FieldNoise) -> pa.Array:
    """Return platforms by one of their names."""
    width = max(len(names) for names in ALIASES)
    table = [names[way % len(names)] for names in ALIASES for way in range(width)]
    way = np.where(rows.befallen(noise.alias), rows.random.integers(1, width, rows.n), 0)
    platform = taken(table, rows.accounts.platforms * width + way)
    return blanked(platform, rows.befallen(noise.no_platform))


def _sponsors(rows: _Rows, units: Units, noise: FieldNoise) -> pa.Array:
    """Return sponsors as typed."""
    owners = rows.accounts.units
    short, long = rows.befallen(noise.sponsor_short), rows.befallen(noise.sponsor_long)
    bare, slips = rows.befallen(noise.sponsor_bare), rows.befallen(noise.sponsor_slip)
    official = [units.official(unit) for unit in range(len(units))]
    typed = [official[unit] for unit in owners.tolist()]
    for row in np.flatnonzero(short | long | bare).tolist():
        typed[row] = _otherwise(units, int(owners[row]), bool(short[row]), bool(long[row]), bool(bare[row]))
    for row in np.flatnonzero(slips).tolist():
        kind = (slip.homophone, slip.shape, slip.dropped, slip.typed)[int(rows.random.integers(0, 4))]
        typed[row] = kind(typed[row], rows.random)
    return blanked(pa.array(typed), rows.befallen(noise.no_sponsor))


def _otherwise(units: Units, unit: int, short: bool, long: bool, bare: bool) -> str:
    spot, kind = units.gazetteer.spots[units.places[unit]], units.departments[units.kinds[unit]]
    prefix = "" if bare and spot.level < TOWN else spot.long if long else spot.short if short else spot.own
    return units.name(unit, prefix, kind.shorts[unit % len(kind.shorts)] if short else "")


def _regions(rows: _Rows, units: Units, noise: FieldNoise) -> pa.Array:
    """Return division codes: a town's 9 digits, its county's 6 for a village's town as it may be, padded, or none."""
    spots = units.gazetteer.spots
    own = [spot.code[:9].ljust(6, "0") for spot in spots]
    above = [own[spot.above] if spot.above >= 0 else code for spot, code in zip(spots, own, strict=True)]
    coarse = [code[:6] if spot.level in (TOWN, VILLAGE) else code for spot, code in zip(spots, above, strict=True)]
    padded = [code.ljust(12, "0") for code in own]
    way = rows.befallen(noise.region_otherwise) * rows.random.integers(1, 3, rows.n)
    places = np.array(units.places)[rows.accounts.units] + way * len(spots)
    return blanked(taken([*own, *coarse, *padded], places), rows.befallen(noise.no_region))


def _opened(rows: _Rows) -> Numbers:
    """Return opening days: one registered again opens later, one declared twice states the same day or near it."""
    own = rows.random.integers(FIRST_DAY, LAST_OPENED, rows.n)
    first = own[rows.things]
    later = np.minimum(first + rows.random.integers(60, 1500, rows.n), TODAY - 30)
    near = first + np.where(rows.random.random(rows.n) < 0.3, rows.random.integers(-40, 41, rows.n), 0)
    return np.where(rows.roles == AGAIN, later, np.where(rows.copy, near, own))


def _state(rows: _Rows, opened: Numbers) -> tuple[pa.Array, Numbers]:
    """Return states and closing days."""
    drawn = rows.random.random(rows.n)
    place = np.where(drawn < 0.82, 0, np.where(drawn < 0.9, 1, 2))
    closed = np.minimum(opened + rows.random.integers(200, 2500, rows.n), TODAY)
    stated = (place == 2) & (rows.random.random(rows.n) < 0.8)
    return taken(("active", "suspended", "closed"), place), np.where(stated, closed, -1)


def _followers(rows: _Rows) -> pa.Array:
    """Return followers: one declared twice has nearly the same number."""
    own = np.exp(rows.random.normal(7.5, 1.6, rows.n))
    near = own[rows.things] * rows.random.uniform(0.9, 1.1, rows.n)
    count = np.where(np.isin(rows.roles, (TWICE, RENAMED)), near, own).astype(np.int64)
    return pa.array(count, mask=rows.random.random(rows.n) < 0.3)


def _days(days: Numbers) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=days < 0).cast(pa.date32())
