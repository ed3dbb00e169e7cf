"""A job asked for nothing special has the contract's defaults."""

from datetime import date
from pathlib import Path

from jianfu.tables.request import Request


def test_the_defaults_are_the_contracts() -> None:
    request = Request(inputs=(), out=Path("out"), as_of=date(2026, 9, 1))
    assert (request.max_hit_percent, request.packs, request.engine, request.lang) == (40.0, (), "duckdb", "zh")
