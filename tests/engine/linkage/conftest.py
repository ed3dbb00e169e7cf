"""Small registers given as rows, ready for linkage."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.backends.rows import keep
from jianfu.engine.detection import entries

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Register = Callable[..., Backend]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """Give one embedded session to all tests of a module."""
    with closing(DuckDB(tmp_path_factory.mktemp("scratch"), memory_limit="500MB")) as opened:
        yield opened


@pytest.fixture
def register(embedded: Backend, write_clean: Callable[[Rows, Path], Path], tmp_path: Path) -> Register:
    """Give a function (rows, backend) that makes the rows' entries known to a backend, embedded by default."""

    def made(rows: Rows, backend: Backend = embedded) -> Backend:
        folder = tmp_path / f"clean{len(list(tmp_path.iterdir()))}"
        engine.read(backend, write_clean(rows, folder), folder)
        entries.prepare(backend)
        return backend

    return made


def account(asset_id: str, **given: Any) -> dict[str, Any]:
    """Return an account of unit U about which everything is stated."""
    base = {"asset_id": asset_id, "category": "new_media", "name": "清河发布", "sponsor_unit_id": "U"}
    base |= {"platform": "微信公众号", "platform_id": asset_id.lower(), "account_type": "both", "state": "active"}
    return {**base, "region_code": "320506", **given}


def group(asset_id: str, **given: Any) -> dict[str, Any]:
    """Return a work group of unit U for flood control."""
    base = {"asset_id": asset_id, "category": "work_group", "name": "清河县水务局防汛群", "sponsor_unit_id": "U"}
    return {**base, "state": "active", "matter": "防汛工作", "platform": "微信", **given}


def application(asset_id: str, **given: Any) -> dict[str, Any]:
    """Return an app of unit U in Wuzhong."""
    base = {"asset_id": asset_id, "category": "app", "name": "智慧水务", "sponsor_unit_id": "U"}
    return {**base, "state": "active", "region_code": "320506", **given}


def offers(asset_id: str, codes: str, **given: Any) -> list[dict[str, Any]]:
    """Return a row a function, one letter each."""
    return [{"asset_id": asset_id, "function_code": code, **given} for code in codes]


def addresses(asset_id: str, units: str) -> list[dict[str, Any]]:
    """Return a row a unit addressed, one letter each."""
    return [{"asset_id": asset_id, "unit_id": unit} for unit in units]


def paired(backend: Backend, table: str) -> dict[str, str]:
    """Return the tier of each pair by its two ids, one after the other."""
    rows = backend.sql(f"SELECT left_id || right_id AS pair, tier FROM {table} ORDER BY pair").to_pylist()
    return {row["pair"]: row["tier"] for row in rows}


def judged(left: str, right: str, verdict: str, day: int = 1) -> dict[str, Any]:
    """Return a judgement given on that day of August."""
    return {"left_id": left, "right_id": right, "verdict": verdict, "by": "联络员", "at": datetime(2026, 8, day, 9)}


THINGS = pa.schema(
    [("left_id", pa.string()), ("right_id", pa.string()), ("score", pa.float64()), ("tier", pa.string()),
     ("reasons", pa.string())]
)  # fmt: skip


def keep_things(backend: Backend, told: Sequence[tuple[str, str, float, str]]) -> None:
    """Make table ``same_thing_pairs`` as the model leaves it: ids, score and tier of each pair."""
    rows = [dict(zip(THINGS.names, (*pair, "[]"), strict=True)) for pair in told]
    keep(backend, pa.Table.from_pylist(rows, THINGS), into="same_thing_pairs")
