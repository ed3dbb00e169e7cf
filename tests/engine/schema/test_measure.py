"""What a measure is."""

from jianfu.engine.schema.column import Kind
from jianfu.engine.schema.measure import Measure, Origin

SILENCE = Measure("silent_days", "静默天数", "Silent days", Kind.COUNT, "days", Origin.COMPUTED, ())


def test_a_measure_is_named_in_the_language_asked_for() -> None:
    assert SILENCE.named("en") == "Silent days"
    assert SILENCE.named("zh") == "静默天数"


def test_a_measure_is_stored_as_its_kind_is() -> None:
    assert SILENCE.sql_type == "BIGINT"
