"""Every worked case of every pack that ships comes out as written, on its own and over the packs below it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.case import faults_in_cases
from jianfu.engine.detection.pack import load

STACKS = [(), ("jiangsu",), ("wuxi",), ("nantong",), ("jiangsu", "wuxi"), ("jiangsu", "nantong")]


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("packs", STACKS, ids=["+".join(("national", *packs)) for packs in STACKS])
def test_every_worked_case_comes_out_as_written(packs: tuple[str, ...], embedded: DuckDB) -> None:
    rules = load(packs)
    assert [fault.sentence("en") for fault in faults_in_cases(rules, embedded)] == []
    assert all(len(rule.cases) >= 4 for rule in rules)
