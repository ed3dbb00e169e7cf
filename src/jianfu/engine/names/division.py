"""Administrative divisions of China, province to village, from the table that ships with the package.

The code is the key: names repeat (two 鼓楼区 in Jiangsu alone). Only rows of kind ``division`` are counties and towns;
development zones, farms and prisons carry statistical codes too and are marked as what they are.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

DATA = Path(__file__).parent / "data"

NATIONALITIES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|"
    "佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|"
    "塔吉克族|塔吉克|怒族|鄂温克族|鄂温克|德昂族|保安族|裕固族|独龙族|鄂伦春族|门巴族|珞巴族|各族"
)
AUTONOMOUS = re.compile(f"^(.{{2,}}?)(?:{NATIONALITIES})*自治[区州县旗]$")
ENDING = re.compile(r"(?:特别行政区|街道办事处|街道|地区|省|市|盟|县|(?<![新矿])区|镇|乡|苏木|旗)$")


class Level(StrEnum):
    """Level of a division."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


class Kind(StrEnum):
    """What a code stands for: a division proper, or something that statistics merely counts apart."""

    DIVISION = "division"
    ZONE = "zone"
    FARM = "farm"
    PRISON = "prison"
    PLACEHOLDER = "placeholder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table; ``parent_code`` is empty for a province."""

    code: str
    name: str
    level: Level
    kind: Kind
    parent_code: str

    @property
    def short(self) -> str:
        """Return the short name, such as 泰兴 for 泰兴市."""
        return short_name(self.name)


@cache
def by_code() -> dict[str, Division]:
    """Return every code from province to town (placeholders, zones, farms and prisons included)."""
    columns = _table().to_pydict()
    rows = zip(*(columns[name] for name in ("code", "name", "level", "kind", "parent_code")), strict=True)
    return {code: Division(code, name, Level(level), Kind(kind), parent) for code, name, level, kind, parent in rows}


def find(code: str) -> Division | None:
    """Return the division a code of any length lies in (a village's code gives its town), or None.

    Zeros that only pad a code (320000, 320583000000) do not count.
    """
    known = by_code()
    for digits in (9, 6, 4, 2):
        if len(code) >= digits and code[:digits] in known:
            return known[code[:digits]]
    return None


@cache
def divisions(*, level: Level, within: str = "") -> tuple[Division, ...]:
    """Return the divisions proper of a level inside the division *within* (empty: the whole country), by code."""
    return tuple(
        d for d in by_code().values() if d.level is level and d.kind is Kind.DIVISION and d.code.startswith(within)
    )


def ancestors(code: str) -> tuple[Division, ...]:
    """Return the divisions above a code, nearest first; empty for a province or a code not known."""
    known = by_code()
    found: list[Division] = []
    here = known.get(code)
    while here is not None and here.parent_code:
        here = known.get(here.parent_code)
        if here is not None:
            found.append(here)
    return tuple(found)


def full_name(code: str) -> str:
    """Return the names from province down, such as 江苏省泰州市泰兴市虹桥镇; empty for a code not known.

    Placeholders (市辖区) are left out.
    """
    here = by_code().get(code)
    if here is None:
        return ""
    line = [here, *ancestors(code)]
    return "".join(d.name for d in reversed(line) if d.kind is not Kind.PLACEHOLDER)


def villages(*, within: str) -> pa.Table:
    """Return the villages inside a division as a table (code, name, town_code), by code.

    *within* is a code of 2 to 9 digits. Villages that statistics only pretends (虚拟社区) are not in the table.
    """
    low, high = int(within.ljust(9, "0")), int(within.ljust(9, "9"))
    with pq.ParquetFile(DATA / "villages.parquet") as file:
        statistics = [file.metadata.row_group(n).column(0).statistics for n in range(file.num_row_groups)]
        groups = [n for n, known in enumerate(statistics) if known.min <= high and known.max >= low]
        rows = file.read_row_groups(groups)
    rows = rows.filter(pc.and_(pc.greater_equal(rows["town"], low), pc.less_equal(rows["town"], high)))
    towns = rows["town"].cast(pa.string())
    numbers = pc.utf8_lpad(rows["number"].cast(pa.string()), 3, "0")
    codes = pc.binary_join_element_wise(towns, numbers, "")
    return pa.table({"code": codes, "name": rows["name"], "town_code": towns})


def short_name(name: str) -> str:
    """Return a division's short name: 江苏 of 江苏省; a name that would lose all but one character stays whole."""
    short = AUTONOMOUS.sub(r"\1", name) if "自治" in name else ENDING.sub("", name)
    return short if len(short) > 1 else name


@cache
def _table() -> pa.Table:
    # A single file needs none of the dataset machinery that read_table brings in.
    with pq.ParquetFile(DATA / "divisions.parquet") as file:
        return file.read()
