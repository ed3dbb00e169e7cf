"""Worked cases: small registers given as rows, derived together once an engine, each looked up by its own prefix.

A module states CASES; every case gets ids of its own, so that one derivation serves them all on each engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend

AS_OF = date(2026, 9, 1)
OWN = ("asset_id", "unit_id", "parent_id", "sponsor_unit_id", "notice_id", "source", "activity_source", "platform_id")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Worked:
    """One worked case: its number, the asset looked at, and what its measures must be."""

    number: int
    asset: str
    expected: Mapping[str, Any]


def _apart(rows: Rows, number: int) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of a case ids that no other case has."""

    def own(row: Mapping[str, Any]) -> dict[str, Any]:
        marked = {code: f"{number}.{row[code]}" for code in (*OWN, "function_code") if row.get(code) is not None}
        return {**row, **marked}

    return {table: [own(row) for row in given] for table, given in rows.items()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every worked case of a module its own test, named by its label."""
    if "worked" in metafunc.fixturenames:
        cases = metafunc.module.CASES
        worked = [Worked(number, asset, expected) for number, (_, _, asset, expected) in enumerate(cases)]
        metafunc.parametrize("worked", worked, ids=[case[0] for case in cases])


@pytest.fixture(scope="module")
def derived(
    request: pytest.FixtureRequest,
    module_backend: Backend,
    write_clean: Callable[[Rows, Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, Any]]:
    """Derive all cases of the module at once and return entries and measures together by asset id."""
    together: dict[str, list[dict[str, Any]]] = {}
    for number, (_, rows, _, _) in enumerate(request.module.CASES):
        for table, given in _apart(rows, number).items():
            together.setdefault(table, []).extend(given)
    folder = tmp_path_factory.mktemp("clean")
    engine.read(module_backend, write_clean(together, folder), folder)
    facts = engine.derive(module_backend, (), AS_OF, lambda _stage, _share: None)
    module_backend.sql(facts, into="facts")
    found: dict[str, dict[str, Any]] = {}
    for table in ("entries", "facts"):
        for row in module_backend.sql(f"SELECT * FROM {table}").to_pylist():
            found.setdefault(row["asset_id"], {}).update(row)
    return found


@pytest.fixture
def measured(derived: dict[str, dict[str, Any]], worked: Worked) -> dict[str, Any]:
    """Return what the case's asset came to, for the measures the case states, ids without their prefix."""
    found = derived[f"{worked.number}.{worked.asset}"]
    prefix = f"{worked.number}."
    return {
        code: found[code].removeprefix(prefix) if isinstance(found[code], str) else found[code]
        for code in worked.expected
    }
