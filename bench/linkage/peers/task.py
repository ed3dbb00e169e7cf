"""What every peer is given: records folded in the plain way, the columns to compare, and what to pair them by.

Folding is what a careful analyst does in an afternoon: width, case, blanks, simplified characters, the platform's
aliases, an account id without what people put before it, the commonest empty endings. It knows no place and no organ.
"""

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

PLATFORMS = (
    ("视频号", "视频号"),
    ("微博", "微博|weibo"),
    ("抖音", "抖音|douyin"),
    ("快手", "快手"),
    ("头条", "头条"),
    ("小红书", "小红书"),
    ("微信", "微信|公众号|wechat"),
)
ENDINGS = re.compile(r"(官方|官微|官方号|官方微信|官方账号|官方平台|公众号)$")
STRAY = re.compile(r"[\s()“”\"'·、.\-]+")
BEFORE_ID = re.compile(r"^(id:|@|微信号:)")


@dataclass(frozen=True)
class Task:
    """Records by id, the columns of text, the columns that are equal or not, and the blocks: columns alike in all."""

    frame: pd.DataFrame
    texts: tuple[str, ...]
    exacts: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Asked:
    """The folder of the data, the folder of labelled data for peers that learn, and the file for the answer."""

    folder: Path
    labelled: Path
    out: Path


def asked() -> Asked:
    """Return what the command line asks."""
    parser = argparse.ArgumentParser()
    for name in ("folder", "labelled", "out"):
        parser.add_argument(name, type=Path)
    return Asked(**vars(parser.parse_args()))


def read(folder: Path) -> Task:
    """Return the task of a folder: a register, or persons."""
    return _persons(folder) if (folder / "persons.parquet").exists() else _register(folder)


def truth(folder: Path) -> set[tuple[str, str]]:
    """Return the true pairs of a folder."""
    pairs = pd.read_parquet(folder / "truth.parquet")
    return set(zip(pairs["left_id"], pairs["right_id"], strict=True))


def answer(out: Path, left: Sequence[str], right: Sequence[str], score: Sequence[float]) -> None:
    """Write the pairs found."""
    frame = pd.DataFrame({"left_id": left, "right_id": right, "score": score})
    frame.astype({"score": "float64"}).to_parquet(out, index=False)


def _register(folder: Path) -> Task:
    given = pd.read_parquet(folder / "assets.parquet")
    units = pd.read_parquet(folder / "units.parquet").set_index("unit_id")
    simple = {ord(a): b for a, b in json.loads((folder / "simplified.json").read_text("utf-8")).items()}
    sponsor = given["sponsor_unit_id"].map(units["name"]).fillna(given["sponsor_unit"])
    region = given["region_code"].fillna(given["sponsor_unit_id"].map(units["region_code"]))
    name = given["name"].map(_each(lambda text: ENDINGS.sub("", _folded(text, simple)) or _folded(text, simple)))
    frame = pd.DataFrame(
        {
            "name": name,
            "start": name.str[:2],
            "end": name.str[-2:],
            "sponsor": sponsor.map(_each(lambda text: _folded(text, simple))),
            "platform": given["platform"].map(_each(_platform)),
            "uid": given["platform_id"].map(_each(_uid)),
            "county": region.str[:6],
        }
    ).set_index(given["asset_id"].rename("id"))
    blocks = (
        ("uid",),
        ("platform", "county", "start"),
        ("platform", "county", "end"),
        ("platform", "sponsor"),
        ("platform", "name"),
    )
    return Task(frame.astype(object).where(frame.notna(), None), ("name", "sponsor"), ("county", "uid"), blocks)


def _persons(folder: Path) -> Task:
    frame = pd.read_parquet(folder / "persons.parquet").set_index("id")
    texts = ("given_name", "surname", "address_1", "suburb", "date_of_birth", "soc_sec_id")
    blocks = (("surname",), ("given_name",), ("date_of_birth",), ("soc_sec_id",), ("postcode", "street_number"))
    return Task(frame.astype(object).where(frame.notna(), None), texts, ("state", "postcode"), blocks)


def _each(fold: Callable[[str], str | None]) -> Callable[[object], str | None]:
    return lambda text: fold(text) if isinstance(text, str) else None


def _folded(text: str, simple: dict[int, str]) -> str:
    return STRAY.sub("", unicodedata.normalize("NFKC", text).lower().translate(simple))


def _platform(text: str) -> str:
    low = text.lower()
    return next((name for name, pattern in PLATFORMS if re.search(pattern, low)), low)


def _uid(text: str) -> str:
    return BEFORE_ID.sub("", unicodedata.normalize("NFKC", text).lower().strip()).replace(" ", "")
