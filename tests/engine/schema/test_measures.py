"""The vocabulary of measures as a whole: what rules and their pages rely on."""

from jianfu.engine.schema.inputs import BY_CODE as TABLES
from jianfu.engine.schema.measure import Origin
from jianfu.engine.schema.measures import BY_CODE, MEASURES, OBSERVABLE


def test_a_name_means_one_measure() -> None:
    assert len(BY_CODE) == len(MEASURES)
    names = [measure.zh for measure in MEASURES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_measure_speaks_both_languages() -> None:
    assert [measure.code for measure in MEASURES if not (measure.zh and measure.en)] == []


def test_a_declared_measure_rests_on_columns_of_the_entry() -> None:
    columns = set(TABLES["assets"].codes)
    declared = [measure for measure in MEASURES if measure.origin is Origin.DECLARED]
    assert [measure.code for measure in declared if not measure.rests_on or not columns >= set(measure.rests_on)] == []


def test_a_measure_that_only_observation_gives_can_be_observed() -> None:
    assert [measure.code for measure in MEASURES if measure.origin is Origin.OBSERVED and not measure.observable] == []
    assert OBSERVABLE


def test_every_table_and_column_a_measure_rests_on_exists() -> None:
    known = set(TABLES["assets"].codes) | set(TABLES) | set(BY_CODE)
    known |= {f"{table.code}.{column.code}" for table in TABLES.values() for column in table.columns}
    unknown = {(measure.code, ground) for measure in MEASURES for ground in measure.rests_on} - {
        (measure.code, ground) for measure in MEASURES for ground in measure.rests_on if ground in known
    }
    assert unknown == set()
