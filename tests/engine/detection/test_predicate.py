from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.detection.pack import bundled_packs, load
from jianfu.engine.detection.predicate import (
    Comparison,
    bind,
    compared,
    comparisons,
    expressions_of,
    limits_in,
    measures_in,
    measures_of,
    unset_limits,
    waits_for,
)
from jianfu.engine.detection.rule import Limit, LimitValue, Rule
from jianfu.engine.detection.vet import WORDS_OF, vet
from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measures import BY_CODE

RULES = {rule.id: rule for rule in load()}
DAY = date(2026, 8, 1)
BOTH = "(temporary AND no_end_date) OR silent_days BETWEEN limit.a AND 90 OR NOT approved"


def test_measures_and_limits_are_named_once_in_the_order_written() -> None:
    assert measures_in(BOTH + " OR silent_days > 3") == ("temporary", "no_end_date", "silent_days", "approved")
    assert limits_in(BOTH) == ("a",)
    assert measures_in("") == limits_in("") == ()


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("silent_days > limit.idle", Comparison("silent_days", ">", limit="idle")),
        ("limit.idle < silent_days", Comparison("silent_days", ">", limit="idle")),
        ("filed = false", Comparison("filed", "=", literal=False)),
        ("filed", Comparison("filed", "=", literal=True)),
        ("NOT filed", Comparison("filed", "=", literal=False)),
        ("state IN ('active', 'closed')", Comparison("state", "IN", literal=("active", "closed"))),
        ("opened_on >= DATE '2026-01-25'", Comparison("opened_on", ">=", literal=date(2026, 1, 25))),
        ("msgs_per_day > -0.5", Comparison("msgs_per_day", ">", literal=-0.5)),
        ("posts_90d <> followers", Comparison("posts_90d", "<>", other_measure="followers")),
        ("starts_with(name, '县')", Comparison("name", "starts_with", literal="县")),
    ],
)
def test_a_measure_stands_beside_what_it_is_held_against(expr: str, expected: Comparison) -> None:
    assert compared(expr) == (expected,)


def test_between_gives_a_lower_and_an_upper_limit() -> None:
    assert comparisons("silent_days BETWEEN limit.warn AND limit.idle") == (
        ("silent_days", "warn"),
        ("silent_days", "idle"),
    )


def test_literals_read_as_text_in_pairs() -> None:
    assert comparisons("filed = false AND state IN ('active', 'closed') AND followers > 5") == (
        ("filed", "false"),
        ("state", "active, closed"),
        ("followers", "5"),
    )
    assert comparisons("") == ()


def test_a_limit_is_replaced_by_its_value_of_the_day() -> None:
    rule = RULES["A-03"]
    assert bind(rule.predicate, rule, DAY) == (
        """"filed" = FALSE AND ("opened_on" >= CAST('2026-01-25' AS DATE) OR "as_of" >= CAST('2026-07-25' AS DATE))"""
    )


def test_a_limit_without_a_value_leaves_the_rule_unbound() -> None:
    assert bind(RULES["NM-17"].predicate, RULES["NM-17"], DAY) is None
    assert unset_limits(RULES["NM-17"], DAY) == ("followers",)
    assert unset_limits(RULES["NM-04"], DAY) == ()


def test_a_limit_that_has_not_begun_leaves_the_rule_unbound() -> None:
    assert bind(RULES["NM-01"].predicate, RULES["NM-01"], date(2019, 3, 31)) is None
    assert unset_limits(RULES["NM-01"], date(2019, 3, 31)) == ("idle_days",)


def test_a_comment_does_not_reach_the_engine() -> None:
    assert "--" not in str(bind("filed --x", RULES["A-03"], DAY))
    assert "x" not in str(bind("filed --x", RULES["A-03"], DAY))


def test_a_rule_waits_for_what_only_observations_give() -> None:
    assert waits_for(RULES["NM-08"]) == ("grave_errors",)
    assert waits_for(RULES["NM-01"]) == ()


def test_all_measures_of_a_rule_are_named_whatever_expression_holds_them() -> None:
    assert {"category", "state", "silent_days", "sub_kind"} == set(measures_of(RULES["G-06"]))
    assert "app_unusable" in measures_of(RULES["NM-09"])
    assert "" not in expressions_of(RULES["A-04"])


# Nothing that is missing may become a verdict: the heart of the matter.

VALUES: dict[Kind, list[object]] = {
    Kind.COUNT: [0, 1, 2, 14, 15, 91, 400],
    Kind.AMOUNT: [0.0, 200.0, 200.5],
    Kind.RATIO: [0.0, 0.5, 1.0],
    Kind.FLAG: [True, False],
    Kind.DATE: [date(2024, 1, 1), date(2026, 1, 25), date(2026, 7, 25)],
}


def values_of(code: str) -> list[object]:
    return VALUES.get(BY_CODE[code].kind, list(WORDS_OF.get(code, ("值班应急群", "中央和国家机关", "县水务局工作群"))))


def literal(value: object) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, (bool, int, float)) else f"'{value}'"


@pytest.fixture(scope="module")
def session() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def verdicts(session: duckdb.DuckDBPyConnection, sql: str, codes: tuple[str, ...]) -> int:
    """Judge every combination of values, each also missing, into table ``judged``; return how many hit."""
    columns = (
        f'(SELECT CAST(v AS {BY_CODE[code].sql_type}) AS "{code}" FROM (VALUES {listed}) AS given(v))'
        for code in codes
        if (listed := ", ".join(f"({literal(value)})" for value in [*values_of(code), None]))
    )
    session.execute(f"CREATE OR REPLACE TABLE judged AS SELECT *, {sql} AS verdict FROM {', '.join(columns)}")
    return len(session.execute("SELECT 1 FROM judged WHERE verdict").fetchall())


def made_worse(session: duckdb.DuckDBPyConnection, codes: tuple[str, ...]) -> list[tuple[object, ...]]:
    """Find rows whose verdict, once one measure more is missing, is neither what it was nor unknown."""
    found = []
    for code in codes:
        same = " AND ".join(f'less."{other}" IS NOT DISTINCT FROM whole."{other}"' for other in codes if other != code)
        found += session.execute(
            f"SELECT whole.*, less.verdict FROM judged less JOIN judged whole ON {same or 'true'} "
            f'WHERE less."{code}" IS NULL AND whole."{code}" IS NOT NULL '
            "AND less.verdict IS NOT NULL AND less.verdict IS DISTINCT FROM whole.verdict"
        ).fetchall()
    return found


SHIPPED = [(pack, rule) for pack in bundled_packs() for rule in load([pack]) if rule.pack == pack]


@pytest.mark.parametrize(("pack", "rule"), SHIPPED, ids=[f"{pack}-{rule.id}" for pack, rule in SHIPPED])
def test_taking_evidence_away_never_makes_a_hit_of_a_shipped_rule(
    pack: str, rule: Rule, session: duckdb.DuckDBPyConnection
) -> None:
    day = date(2026, 9, 1)
    local = replace(rule, limits=tuple(replace(limit, values=_set_where_unset(limit)) for limit in rule.limits))
    sql = f"({bind(rule.applies_to, local, day)}) AND ({bind(rule.predicate, local, day)})"
    codes = tuple(dict.fromkeys((*measures_in(rule.applies_to), *measures_in(rule.predicate))))
    assert verdicts(session, sql, codes), "the values tried never make a hit"
    assert made_worse(session, codes) == []


def _set_where_unset(limit: Limit) -> tuple[LimitValue, ...]:
    return tuple(value if value.value is not None else replace(value, value=100) for value in limit.values)


def test_a_predicate_that_rewards_missing_evidence_would_be_caught(session: duckdb.DuckDBPyConnection) -> None:
    verdicts(session, "coalesce(followers, 0) = 0", ("followers",))
    assert made_worse(session, ("followers",))


FLAGS = st.sampled_from(["filed", "approved", "temporary"])
COUNTS = st.sampled_from(["followers", "posts_90d", "silent_days"])
NUMBERS = st.sampled_from(["0", "1", "15", "91", "-3"])
STATES = st.sampled_from(["'active'", "'suspended'", "'closed'"])
LEAVES = st.one_of(
    FLAGS,
    st.tuples(FLAGS, st.sampled_from(["=", "<>"]), st.sampled_from(["true", "false"])).map(" ".join),
    st.tuples(COUNTS, st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), st.one_of(NUMBERS, COUNTS)).map(" ".join),
    st.tuples(COUNTS, NUMBERS, NUMBERS).map(lambda t: f"{t[0]} BETWEEN {t[1]} AND {t[2]}"),
    st.tuples(st.lists(STATES, min_size=1, max_size=3), st.sampled_from(["IN", "NOT IN"])).map(
        lambda t: f"state {t[1]} ({', '.join(t[0])})"
    ),
    st.sampled_from(["name LIKE '县%'", "contains(name, '群')", "opened_on >= DATE '2026-01-25'"]),
)
PREDICATES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda x: f"NOT ({x})"),
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    ),
    max_leaves=5,
)


@given(expr=PREDICATES)
def test_taking_evidence_away_never_makes_a_hit_of_any_predicate_that_passes(expr: str) -> None:
    assert vet(expr, {}) == ()
    codes = measures_in(expr)
    with duckdb.connect() as session:
        verdicts(session, str(bind(expr, RULES["A-04"], DAY)), codes)
        assert made_worse(session, codes) == []
