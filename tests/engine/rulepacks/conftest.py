"""Looking at a pack from outside: run all its worked cases, or judge one case on one day."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.detection.case import faults_in_cases, outcomes
from jianfu.engine.detection.pack import load
from jianfu.engine.detection.rule import Case, Rule


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDB]:
    with closing(DuckDB(tmp_path_factory.mktemp("scratch"))) as opened:
        yield opened


@pytest.fixture
def faults_of(embedded: DuckDB) -> Callable[..., list[str]]:
    """Give a function that loads packs, runs the worked cases of the last one's rules and says what is wrong."""

    def say(*packs: str) -> list[str]:
        rules = [rule for rule in load(packs) if rule.pack == packs[-1]]
        few = [f"{rule.id} has fewer than four cases" for rule in rules if len(rule.cases) < 4]
        return few + [fault.sentence("en") for fault in faults_in_cases(rules, embedded)]

    return say


@pytest.fixture
def judged(embedded: DuckDB) -> Callable[[Rule, Mapping[str, Any], date], str]:
    """Give a function that judges measures by a rule on a day: the verdict and, unless clear, the severity."""

    def judge(rule: Rule, given: Mapping[str, Any], day: date) -> str:
        (found,) = outcomes(replace(rule, cases=(Case("读法", dict(given), "hit", as_of=day),)), embedded)
        return f"{found.verdict} {found.severity or ''}".strip()

    return judge
