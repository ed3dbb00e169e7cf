"""Small registers of units and work groups, and a made-up county with a town that is in 34 groups."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection import entries
from jianfu.engine.workgroups.family import Group

AS_OF = date(2026, 9, 30)
Rows = dict[str, list[dict[str, Any]]]
Open = Callable[[Backend, Mapping[str, Sequence[Mapping[str, Any]]]], Backend]

BUREAUS, TOWNS, VILLAGES = 24, 6, 8
TOWN = "T1"


@pytest.fixture
def duck(tmp_path: Path) -> Iterator[Backend]:
    """Give a DuckDB session, for what does not hang on the engine."""
    with closing(DuckDB(tmp_path / "duck", memory_limit="300MB")) as session:
        yield session


@pytest.fixture
def opened(write_clean: Callable[..., Path], tmp_path: Path) -> Open:
    """Give a function that reads rows into a backend, entries resolved."""

    def read(backend: Backend, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Backend:
        engine.read(backend, write_clean(rows, tmp_path / "clean"), tmp_path)
        entries.prepare(backend)
        return backend

    return read


def _unit(unit_id: str, level: str, parent: str | None = None) -> dict[str, Any]:
    return {"unit_id": unit_id, "name": unit_id, "level": level, "parent_id": parent}


def group(asset_id: str, sponsor: str = "B1", **given: Any) -> dict[str, Any]:
    """Return an assets row of a group that nothing speaks against merging."""
    base = {"category": "work_group", "name": asset_id, "state": "active", "sponsor_unit_id": sponsor}
    facts = {"direction": "down", "msgs_per_day": 8.0, "audience": "grassroots", "matter": f"事项{asset_id}"}
    return {"asset_id": asset_id} | base | facts | {"opened_on": date(2024, 1, 1), "approval_no": "none"} | given


def addressed(asset_id: str, units: Sequence[str], posts: int | None = 1) -> list[dict[str, Any]]:
    """Return the audience rows of a group."""
    return [{"asset_id": asset_id, "unit_id": unit, "posts": posts} for unit in units]


def declared(*groups: tuple[dict[str, Any], Sequence[str]], **tables: Any) -> Rows:
    """Return a register of these groups and audiences in a county of two bureaus' worth of units."""
    units = [_unit("C", "county"), *(_unit(f"B{n}", "county", "C") for n in range(1, 7))]
    units += [_unit(f"T{n}", "town", "C") for n in range(1, 7)] + [_unit(f"V{n}", "village", "T1") for n in range(1, 4)]
    posts = tables.pop("posts", 1)
    return {
        "units": units,
        "assets": [row for row, _ in groups],
        "audiences": [one for row, audience in groups for one in addressed(row["asset_id"], audience, posts)],
    } | tables


@pytest.fixture(scope="session")
def town() -> Rows:
    """Give a made-up county: 24 bureaus with a group to all six towns each; one town with ten to its eight villages."""
    towns = [f"T{n}" for n in range(1, TOWNS + 1)]
    villages = [f"V{n}" for n in range(1, VILLAGES + 1)]
    units = [_unit("C", "county"), *(_unit(f"B{n:02}", "county", "C") for n in range(1, BUREAUS + 1))]
    units += [_unit(unit, "town", "C") for unit in towns] + [_unit(unit, "village", TOWN) for unit in villages]
    above = [group(f"UP{n:02}", f"B{n:02}", msgs_per_day=7.5) for n in range(1, BUREAUS + 1)]
    below = [group(f"DOWN{n:02}", TOWN, msgs_per_day=6.0) for n in range(1, 11)]
    audiences = [row for one in above for row in addressed(one["asset_id"], towns, 2)]
    audiences += [row for one in below for row in addressed(one["asset_id"], villages, 2)]
    return {"units": units, "assets": above + below, "audiences": audiences}


def candidate(asset_id: str, issuers: str, audience: str, load: float = 8.0, **given: Any) -> Group:
    """Return a candidate group; units are written as letters."""
    facts: dict[str, Any] = {"direction": "down", "scope": None, "matter": None, "fresh": load} | given
    return Group(asset_id, load=load, issuers=frozenset(issuers), audience=frozenset(audience), **facts)
