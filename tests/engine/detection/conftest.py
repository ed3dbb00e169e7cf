"""Worked cases: small registers given as rows, derived together once an engine, each looked up by its own prefix.

A module states CASES; every case gets ids of its own, so that one derivation serves them all on each engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jianfu.engine import run as engine
from jianfu.engine.backends.backend import Backend

AS_OF = date(2026, 9, 1)
OWN = ("asset_id", "unit_id", "parent_id", "sponsor_unit_id", "notice_id", "source", "activity_source", "platform_id")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Worked:
    """One worked case: the prefix of its ids, the asset looked at, and what its measures must be."""

    prefix: str
    asset: str
    expected: Mapping[str, Any]


def _prefix(module: ModuleType, number: int) -> str:
    return f"{module.__name__.rpartition('_')[2]}{number}."


def _apart(rows: Rows, prefix: str) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of a case ids that no other case has."""

    def own(row: Mapping[str, Any]) -> dict[str, Any]:
        marked = {code: f"{prefix}{row[code]}" for code in (*OWN, "function_code") if row.get(code) is not None}
        return {**row, **marked}

    return {table: [own(row) for row in given] for table, given in rows.items()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every worked case of a module its own test, named by its label."""
    if "worked" in metafunc.fixturenames:
        module = metafunc.module
        cases = enumerate(module.CASES)
        worked = [Worked(_prefix(module, number), asset, expected) for number, (_, _, asset, expected) in cases]
        metafunc.parametrize("worked", worked, ids=[case[0] for case in module.CASES])


def _together(session: pytest.Session) -> dict[str, list[dict[str, Any]]]:
    """Bring the cases of all modules that are run into one register."""
    functions = (item for item in session.items if isinstance(item, pytest.Function))
    modules = {item.module.__name__: item.module for item in functions if "worked" in item.fixturenames}
    together: dict[str, list[dict[str, Any]]] = {}
    for module in modules.values():
        for number, (_, rows, _, _) in enumerate(module.CASES):
            for table, given in _apart(rows, _prefix(module, number)).items():
                together.setdefault(table, []).extend(given)
    return together


@pytest.fixture(scope="session")
def derived(
    request: pytest.FixtureRequest,
    session_backend: Backend,
    write_clean: Callable[[Rows, Path], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, Any]]:
    """Derive all cases once an engine and return entries and measures together by asset id."""
    folder = tmp_path_factory.mktemp("clean")
    engine.read(session_backend, write_clean(_together(request.session), folder), folder)
    facts = engine.derive(session_backend, (), AS_OF, lambda _stage, _share: None)
    session_backend.sql(facts, into="facts")
    found: dict[str, dict[str, Any]] = {}
    for table in ("entries", "facts"):
        for row in session_backend.sql(f"SELECT * FROM {table}").to_pylist():
            found.setdefault(row["asset_id"], {}).update(row)
    return found


@pytest.fixture
def measured(derived: dict[str, dict[str, Any]], worked: Worked) -> dict[str, Any]:
    """Return what the case's asset came to, for the measures the case states, ids without their prefix."""
    found = derived[worked.prefix + worked.asset]

    def bare(value: Any) -> Any:
        return value.removeprefix(worked.prefix) if isinstance(value, str) else value

    return {code: bare(found[code]) for code in worked.expected}
