from datetime import date

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianfu.engine.detection.pack import load
from jianfu.engine.detection.predicate import bind
from jianfu.engine.detection.vet import Family, family_of, vet
from jianfu.engine.schema.measures import MEASURES

LIMITS: dict[str, Family] = {"idle_days": "number", "deadline": "date"}


@pytest.mark.parametrize(
    "expr",
    [
        "silent_days > limit.idle_days",
        "limit.idle_days <= silent_days",
        "as_of >= limit.deadline",
        "filed = false AND (opened_on >= DATE '2026-01-25' OR NOT approved)",
        "state IN ('active', 'suspended') AND name LIKE '%群'",
        "starts_with(name, '县') OR contains(name, '局')",
        "days_since_twin_dissolved BETWEEN 0 AND limit.idle_days",
        "posts_90d < followers",
        "msgs_per_day > -1.5",
    ],
)
def test_a_condition_over_known_measures_and_limits_passes(expr: str) -> None:
    assert vet(expr, LIMITS) == ()


@pytest.mark.parametrize(
    "expr",
    [
        "silent_days IS NULL",
        "silent_days IS NOT NULL",
        "filed IS TRUE",
        "filed IS NOT FALSE",
        "filed IS DISTINCT FROM true",
        "filed IS NOT DISTINCT FROM true",
        "coalesce(silent_days, 999) > 14",
        "ifnull(silent_days, 999) > 14",
        "nullif(silent_days, 0) > 14",
        "CASE WHEN filed THEN false ELSE true END",
        "if(filed, false, true)",
        "state IN ('active', NULL)",
        "filed = NULL",
        "try(filed)",
    ],
)
def test_what_would_turn_missing_evidence_into_a_verdict_is_refused_and_told_why(expr: str) -> None:
    (problem,) = vet(expr, LIMITS)
    assert "缺少证据必须保持“不明”" in problem.expected.zh
    assert "must stay unknown" in problem.expected.en


@pytest.mark.parametrize(
    "expr",
    [
        "SELECT 1",
        "DROP TABLE assets",
        "filed; DELETE FROM assets",
        "filed, approved",
        "filed) OR (approved",
        "silent_days > (SELECT 1)",
        "silent_days IN (SELECT 1)",
        "EXISTS (SELECT 1)",
        "silent_days > ANY ([1])",
        "count(*) > 1",
        "max(silent_days) > 1",
        "row_number() OVER () > 1",
        "read_csv('/etc/passwd') > 1",
        "getenv('HOME') = 'x'",
        "random() > 0.5",
        "greatest(silent_days, 99) > 14",
        "current_date > opened_on",
        "followers + 1 > 2",
        "followers / 0 > 2",
        "followers::INT > 2",
        "name[1] = 'x'",
        "name ~ '(a+)+$'",
        "name ILIKE 'x'",
        "followers > $1",
        "followers BETWEEN SYMMETRIC 9 AND 1",
        "followers",
        "'true'",
        "true",
        "1 = 1",
        "limit.idle_days > 3",
        "followers > 1 > 2",
        "filed = (followers > 1)",
        "assets.filed",
        "followers >",
        "",
        "x" * 5000,
        "(" * 500 + "filed" + ")" * 500,
    ],
)
def test_anything_but_one_plain_condition_is_refused(expr: str) -> None:
    assert vet(expr, LIMITS)


@pytest.mark.parametrize(
    ("expr", "found", "nearest"),
    [
        ("silent_day > 14", "silent_day", "silent_days"),
        ("Followers > 2", "Followers", "followers"),
        ("silent_days > limit.idle_day", "limit.idle_day", "idle_days"),
        ("category = 'apps'", "apps", "app"),
        ("state IN ('active', 'suspend')", "suspend", "suspended"),
        ("sponsor_level = 'towns'", "towns", "town"),
    ],
)
def test_an_unknown_name_or_word_is_answered_with_the_nearest(expr: str, found: str, nearest: str) -> None:
    (problem,) = vet(expr, LIMITS)
    assert (problem.found, problem.nearest) == (f"「{found}」", nearest)


@pytest.mark.parametrize(
    "expr",
    [
        "as_of > limit.idle_days",
        "name = 3",
        "followers = '3'",
        "filed > approved",
        "state IN ('active', 3)",
        "filed LIKE 'x'",
    ],
)
def test_values_of_different_kinds_are_not_compared(expr: str) -> None:
    (problem,) = vet(expr, LIMITS)
    assert problem.expected.zh


def test_every_fault_of_an_expression_is_found() -> None:
    assert len(vet("silent_day > 1 AND state = 'x' AND filed IS NULL", LIMITS)) == 3


@pytest.mark.parametrize(
    ("value", "unit", "family"),
    [(14, "days", "number"), (None, "days", "number"), (None, "date", "date"), (date(2026, 1, 1), "date", "date")],
)
def test_a_limit_is_a_date_or_a_number(value: int | date | None, unit: str, family: Family) -> None:
    assert family_of(value, unit) == family


NAMES = [measure.code for measure in MEASURES]
PIECES = st.one_of(
    st.sampled_from(
        [*NAMES, "AND", "OR", "NOT", "IN", "IS", "NULL", "(", ")", ",", "=", ">", "BETWEEN", "LIKE", "'app'"]
    ),
    st.sampled_from(["1", "limit.idle_days", "DATE '2026-01-01'", "SELECT", "FROM", "CASE", ";", "--", "/*", "::INT"]),
    st.text(max_size=3),
)
A_RULE = load()[0]


@given(st.lists(PIECES, max_size=9).map(" ".join))
@example("\x00")
@example("DATE '2026-01-01' < opened_on")
def test_what_passes_can_always_be_run_and_nothing_crashes_the_vetting(expr: str) -> None:
    if vet(expr, {"idle_days": "number"}):
        return
    columns = ", ".join(f'CAST(NULL AS {measure.sql_type}) AS "{measure.code}"' for measure in MEASURES)
    bound = bind(expr, A_RULE, date(2026, 1, 1))
    with duckdb.connect() as session:
        rows = session.execute(f"SELECT {bound} FROM (SELECT {columns})").fetchall()
    assert rows in ([(None,)], [(False,)], [(True,)])
    assert rows != [(True,)], expr
