import pytest

from jianfu.engine.backends.column_type import family, narrowed, spark_type


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("BIGINT", "BIGINT"),
        ("HUGEINT", "BIGINT"),
        ("UBIGINT", "DECIMAL(20,0)"),
        ("UINTEGER[]", "BIGINT[]"),
        ('"NULL"', "INTEGER"),
        ('STRUCT(a HUGEINT, "HUGEINT" JSON)', 'STRUCT(a BIGINT, "HUGEINT" VARCHAR)'),
        ("ENUM('a', 'it''s')", "VARCHAR"),
        ("TIMESTAMP_NS", "TIMESTAMP"),
        ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE"),
    ],
)
def test_a_type_no_other_engine_holds_is_narrowed(given: str, kept: str) -> None:
    assert narrowed(given) == kept


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("VARCHAR", "STRING"),
        ("TIMESTAMP", "TIMESTAMP_NTZ"),
        ("DECIMAL(18,4)", "DECIMAL(18, 4)"),
        ("HUGEINT", "BIGINT"),
        ("VARCHAR[]", "ARRAY<STRING>"),
        ("STRUCT(a INTEGER, b DATE[])", "STRUCT<a: INT, b: ARRAY<DATE>>"),
    ],
)
def test_spark_spells_the_type_its_own_way(given: str, spelt: str) -> None:
    assert spark_type(given) == spelt


@pytest.mark.parametrize(
    ("given", "kind"),
    [("TINYINT", "integer"), ("DECIMAL(18,4)", "decimal(4)"), ("VARCHAR", "text"), ("VARCHAR[]", "other")],
)
def test_a_type_belongs_to_a_family(given: str, kind: str) -> None:
    assert family(given) == kind
