"""What is asked of the generator, and how it spreads over provinces."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from jianfu.engine.names.division import Division, Level, by_code, divisions
from jianfu.engine.synth.cell import EPOCH

ACCOUNTS_PER_UNIT, APPS_PER_UNIT, GROUPS_PER_UNIT = 2.5, 0.1, 10.0
"""*Source:* domain.md (h): 50 000 accounts, 2 000 apps and 200 000 groups to 20 000 units of one province."""

UNITS_OF_A_PROVINCE = 20_000
FEWEST_UNITS = 60
DEFAULT_AS_OF = date(2026, 9, 30)
NATION = "nation"
REGIONS = {"jiangsu": "32"}
"""Regions known by an English name; any province is also known by its code or its Chinese name."""


class Format(StrEnum):
    """How the tables are written."""

    CSV = "csv"
    PARQUET = "parquet"


class UnableToMakeProvince(ValueError):
    """The request names no known region, or a size that its divisions cannot carry."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Share:
    """One province's part of the request."""

    province: Division
    units: int

    @property
    def accounts(self) -> int:
        """Return how many accounts the province declares."""
        return round(self.units * ACCOUNTS_PER_UNIT)

    @property
    def apps(self) -> int:
        """Return how many apps the province declares."""
        return max(round(self.units * APPS_PER_UNIT), 40)

    @property
    def groups(self) -> int:
        """Return how many groups the province declares."""
        return round(self.units * GROUPS_PER_UNIT)


@dataclass(frozen=True)
class Request:
    """A made-up province, or several; ``packs`` are the rule packs the truth is told for, beside ``national``."""

    region: str = "jiangsu"
    units: int = UNITS_OF_A_PROVINCE
    seed: int = 1
    scale: float = 1.0
    as_of: date = DEFAULT_AS_OF
    messy: bool = True
    notices_per_group: float = 0.3
    packs: tuple[str, ...] = ()

    @cached_property
    def today(self) -> int:
        """Return the day judged, as days since 1970."""
        return (self.as_of - EPOCH).days

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Return each province's share; raises UnableToMakeProvince for a region or size that cannot be made."""
        total = round(self.units * self.scale)
        if total < FEWEST_UNITS:
            raise UnableToMakeProvince(
                zh=f"单位数至少为{FEWEST_UNITS}，现为{total}。请增大 --units 或 --scale。",
                en=f"At least {FEWEST_UNITS} units are needed, {total} were asked for. Raise --units or --scale.",
            )
        if self.region == NATION or self.scale > 1:
            return _spread(total)
        return (Share(_province(self.region), total),)


def _province(region: str) -> Division:
    provinces = divisions(level=Level.PROVINCE)
    code = REGIONS.get(region, region)
    for province in provinces:
        if code in (province.code, province.name, province.short):
            return province
    known = "、".join(["jiangsu", NATION, *(p.short for p in provinces)])
    raise UnableToMakeProvince(
        zh=f"不认识的区域“{region}”。请从下列中选一个：{known}。",
        en=f"Unknown region “{region}”. Choose one of: {known}.",
    )


def _spread(total: int) -> tuple[Share, ...]:
    """Give each province units in proportion to its towns, the remainder to the one with most."""
    towns = {p: len(divisions(level=Level.TOWN, within=p.code)) for p in divisions(level=Level.PROVINCE)}
    whole = sum(towns.values())
    units = {p: max(total * n // whole, FEWEST_UNITS) for p, n in towns.items()}
    largest = max(towns, key=lambda p: towns[p])
    units[largest] += max(total - sum(units.values()), 0)
    return tuple(Share(p, n) for p, n in units.items())


def repeated_county_names() -> frozenset[str]:
    """Return the county names borne by more than one county of the country."""
    seen: set[str] = set()
    twice: set[str] = set()
    for d in by_code().values():
        if d.level is Level.COUNTY:
            (twice if d.name in seen else seen).add(d.name)
    return frozenset(twice)
