"""Reasons written in SQL are JSON whatever is not known."""

import json

import pytest

from jianfu.engine.backends.backend import Backend
from jianfu.engine.linkage.kinds_reason import added, count, reason, reasons, share, when


def _read(backend: Backend, expression: str, known: str = "0.25 AS x, 3 AS n") -> object:
    return json.loads(backend.sql(f"SELECT {expression} AS text FROM (SELECT {known})").to_pylist()[0]["text"])


def test_a_reason_names_field_level_and_values(embedded: Backend) -> None:
    found = _read(embedded, reasons(reason("audience", "overlap", jaccard=share("x"), shared=count("n"))))
    assert found == [{"field": "audience", "level": "overlap", "jaccard": 0.25, "shared": 3}]


def test_a_value_not_known_is_null(embedded: Backend) -> None:
    unknown = "CAST(NULL AS DOUBLE) AS x, CAST(NULL AS BIGINT) AS n"
    found = _read(embedded, reasons(reason("name", "alike", likeness=share("x"), n=count("n"))), unknown)
    assert found == [{"field": "name", "level": "alike", "likeness": None, "n": None}]


def test_a_reason_that_does_not_hold_is_left_out(embedded: Backend) -> None:
    found = _read(embedded, reasons(when("n = 4", reason("a", "b")), reason("c", "d")))
    assert found == [{"field": "c", "level": "d"}]


@pytest.mark.parametrize(
    ("existing", "whole"),
    [
        ("CAST(NULL AS VARCHAR)", ["a"]),
        ("'[]'", ["a"]),
        ("""'[{"field": "z", "level": "b"}]'""", ["z", "a"]),
    ],
)
def test_a_reason_is_added_at_the_end(embedded: Backend, existing: str, whole: list[str]) -> None:
    found = _read(embedded, added("e", reason("a", "b")), f"{existing} AS e")
    assert isinstance(found, list)
    assert [each["field"] for each in found] == whole


def test_nothing_added_leaves_the_reasons_as_they_were(embedded: Backend) -> None:
    assert _read(embedded, added("e", when("FALSE", reason("a", "b"))), "'[]' AS e") == []
