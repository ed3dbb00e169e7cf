"""Entries prepared for linkage: one row an account or app, with every key and part that is compared."""

from datetime import date
from functools import lru_cache

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.records_key import account_key, filing_key, platform_key, url_key
from jianfu.engine.linkage.records_name import parts
from jianfu.engine.names.fold import fold_bare

GIVEN = ("asset_id", "category", "platform", "platform_id", "url", "filing_no", "name", "sponsor_unit", "unit_id",
         "region_code", "opened_on", "closed_on", "followers")  # fmt: skip
_TEXT = pa.string()
RECORDS = pa.schema(
    [
        ("asset_id", _TEXT),
        ("category", _TEXT),
        ("platform_key", _TEXT),
        ("uid", _TEXT),
        ("url_key", _TEXT),
        ("filing_key", _TEXT),
        ("folded", _TEXT),
        ("place", _TEXT),
        ("tail", _TEXT),
        ("core", _TEXT),
        ("sound", _TEXT),
        ("bare", _TEXT),
        ("sponsor_place", _TEXT),
        ("sponsor_core", _TEXT),
        ("sponsor_sound", _TEXT),
        ("unit_id", _TEXT),
        ("county", _TEXT),
        ("region", _TEXT),
        ("opened_on", pa.date32()),
        ("closed_on", pa.date32()),
        ("followers", pa.int64()),
    ]
)
_PADDED = ((2, 4), (4, 2), (6, 3), (9, 3))
"""Digits of a division code, and how many zeros at the least pad it to the next usual length."""

_BARE = {
    **dict.fromkeys(("platform", "platform_id", "url", "filing_no"), "VARCHAR"),
    **dict.fromkeys(("opened_on", "closed_on"), "DATE"),
    "followers": "BIGINT",
}
APP = "app"
"""Platform key of an app that states no platform: apps are compared with apps."""


def prepare(backend: Backend) -> None:
    """Make table ``link_records`` (columns ``RECORDS``) from ``entries``: every account and app, alive or closed."""
    prepare_from(
        backend,
        """SELECT asset_id, category, platform, platform_id, url, filing_no, name, sponsor_unit,
          sponsor_unit_id AS unit_id, region_code, opened_on, closed_on, followers
        FROM entries WHERE category <> 'work_group'""",
    )


def prepare_register(backend: Backend, assets: str, units: str) -> None:
    """Make table ``link_records`` from a bare table of *assets* and one of *units*, as a generator or a peer has them.

    A missing region is that of the sponsor; the name of a unit numbered goes before the sponsor's name as typed.
    Columns that *assets* lacks are missing evidence.
    """
    held = backend.sql(f"SELECT * FROM {assets} WHERE FALSE").schema.names
    given = {name: f"a.{name}" if name in held else f"CAST(NULL AS {kind})" for name, kind in _BARE.items()}
    own = ", ".join(f"{expression} AS {name}" for name, expression in given.items())
    prepare_from(
        backend,
        f"""SELECT a.asset_id, a.category, a.name, {own}, a.sponsor_unit_id AS unit_id,
          coalesce(u.name, a.sponsor_unit) AS sponsor_unit,
          coalesce(nullif(a.region_code, 'none'), nullif(u.region_code, 'none')) AS region_code
        FROM {assets} a LEFT JOIN {units} u ON u.unit_id = a.sponsor_unit_id""",
    )


def prepare_from(backend: Backend, query: str) -> None:
    """Make table ``link_records`` from a SELECT that gives the columns ``GIVEN``."""
    backend.sql(query, into="link_given")
    backend.map("link_given", fold_records, RECORDS, into="link_records")


def fold_records(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a batch of ``RECORDS`` for a batch of the columns ``GIVEN``; what is missing stays null."""
    given = zip(*(batch.column(name).to_pylist() for name in GIVEN), strict=True)
    rows = [_record(*row) for row in given]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(RECORDS)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, RECORDS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=RECORDS)


def _record(  # noqa: PLR0913 - one argument a column given
    asset_id: str,
    category: str,
    platform: str | None,
    platform_id: str | None,
    url: str | None,
    filing_no: str | None,
    name: str | None,
    sponsor_unit: str | None,
    unit_id: str | None,
    region_code: str | None,
    opened_on: date | None,
    closed_on: date | None,
    followers: int | None,
) -> tuple[str | date | int | None, ...]:
    region = _region(region_code)
    named = parts(name or "", region or "")
    return (
        asset_id,
        category,
        platform_key(platform) or (APP if category == APP else None),
        account_key(platform_id),
        url_key(url),
        filing_key(filing_no),
        fold_bare(name or "") or None,
        named.place,
        named.tail,
        named.core,
        named.sound,
        named.bare,
        *_sponsor(_stated(sponsor_unit), region),
        _stated(unit_id),
        region[:6] if region and len(region) >= 6 else None,
        region,
        opened_on,
        closed_on,
        followers,
    )


def _stated(text: str | None) -> str | None:
    return None if text in (None, "", "none") else text


def _region(code: str | None) -> str | None:
    """Return a division code without the zeros that only pad it: 320100 is 3201, 320102001000 is 320102001."""
    stated = _stated(code)
    if stated is None:
        return None
    for digits, padding in _PADDED:
        if len(stated) > digits and not stated[digits:].strip("0") and len(stated) - digits >= padding:
            return stated[:digits]
    return stated


@lru_cache(maxsize=100_000)
def _sponsor(name: str | None, region: str | None) -> tuple[str | None, str | None, str | None]:
    """Return the place and the organ that a sponsor's name speaks of; null where there is no name."""
    if name is None:
        return None, None, None
    named = parts(name, region or "")
    return named.place, named.core + named.tail, named.sound
