"""Small registers written by hand, and the plan made of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.consolidation.parameters import PlanParameters
from jianfu.engine.consolidation.plan import PlanOutcome, consolidate
from jianfu.engine.consolidation.standing import OPTIONAL
from jianfu.engine.detection import entries
from jianfu.engine.detection.rule import Remedy
from jianfu.engine.schema.inputs import TABLES

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
AS_OF = date(2026, 11, 1)
REMEDIES: dict[str, Remedy] = {"NM-06": "close", "NM-13": "merge", "A-01": "close", "A-12": "merge", "NM-03": "review"}
FINDINGS = pa.schema(
    [
        *((name, pa.string()) for name in ("asset_id", "rule_id", "verdict", "severity")),
        ("needs_confirmation", pa.bool_()),
    ]
)
UNITS = (
    {"unit_id": "P", "name": "省厅", "level": "province", "region_code": "320000"},
    {"unit_id": "X", "name": "县局", "level": "county", "region_code": "320684"},
    {"unit_id": "Y", "name": "邻县局", "level": "county", "region_code": "320685"},
)


@dataclass(frozen=True, slots=True)
class Made:
    """What a plan came to: the outcome and its tables."""

    outcome: PlanOutcome
    backend: Backend

    def rows(self, table: str, order: str = "") -> list[dict[str, Any]]:
        """Return the rows of a table."""
        return list(self.backend.sql(f"SELECT * FROM {table}{f' ORDER BY {order}' if order else ''}").to_pylist())

    @property
    def dispositions(self) -> dict[str, str]:
        """Return what becomes of each entry."""
        return {row["asset_id"]: row["disposition"] for row in self.rows("plan", "asset_id")}

    @property
    def successors(self) -> dict[str, str | None]:
        """Return where each entry leads."""
        return {row["asset_id"]: row["successor_id"] for row in self.rows("plan", "asset_id")}

    @property
    def coverage(self) -> set[tuple[str, ...]]:
        """Return the coverage rows."""
        return {tuple(row.values()) for row in self.rows("coverage")}


def entry(asset_id: str, category: str = "app", unit: str = "X", **given: Any) -> dict[str, Any]:
    """Return an active entry."""
    return {
        "asset_id": asset_id,
        "category": category,
        "name": asset_id,
        "sponsor_unit_id": unit,
        "state": "active",
        **given,
    }


def function(asset_id: str, code: str, uses: int | None = 10, **given: Any) -> dict[str, Any]:
    """Return a function used ten times a month."""
    return {"asset_id": asset_id, "function_code": code, "monthly_uses": uses, **given}


def finding(
    asset_id: str, rule_id: str, verdict: str = "hit", severity: str = "review", **given: Any
) -> dict[str, Any]:
    """Return a finding that needs no confirmation."""
    row = {"asset_id": asset_id, "rule_id": rule_id, "verdict": verdict, "severity": severity}
    return {"needs_confirmation": False, **row, **given}


ARROW = {"VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "DOUBLE": pa.float64()}


def load(backend: Backend, folder: Path, write_clean: Callable[[Rows, Path], Path], rows: Rows) -> None:
    """Make the tables known that a plan starts from."""
    given = {"units": UNITS, **rows}
    write_clean(given, folder)
    for name in (*(table.code for table in TABLES), "incomplete"):
        backend.read(folder / f"{name}.parquet", name)
    entries.prepare(backend)
    schemas = {name: pa.schema([(c, ARROW[kind]) for c, kind in columns.items()]) for name, columns in OPTIONAL.items()}
    for name, schema in {"findings": FINDINGS, **schemas}.items():
        if name == "findings" or name in given:
            pq.write_table(pa.Table.from_pylist(list(given.get(name, ())), schema=schema), folder / f"{name}.parquet")
            backend.read(folder / f"{name}.parquet", name)


def plan_of(
    backend: Backend,
    folder: Path,
    write_clean: Callable[[Rows, Path], Path],
    rows: Rows,
    *,
    baseline: date | None = None,
    lang: str = "zh",
    **given: Any,
) -> Made:
    """Load the rows and plan."""
    load(backend, folder, write_clean, rows)
    parameters = PlanParameters(**{"remedies": REMEDIES, "at_most": (1,), **given})
    outcome = consolidate(
        backend, as_of=AS_OF, baseline=baseline, parameters=parameters, lang=lang, progress=lambda stage, share: None
    )
    return Made(outcome, backend)


@pytest.fixture
def planned(tmp_path: Path, write_clean: Callable[[Rows, Path], Path]) -> Iterator[Callable[..., Made]]:
    """Give a function (rows, parameters) that plans on DuckDB."""
    with closing(DuckDB(tmp_path / "planned", memory_limit="500MB")) as opened:
        yield lambda rows, **given: plan_of(opened, tmp_path / "clean", write_clean, rows, **given)
