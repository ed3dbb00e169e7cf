from jianfu.engine.detection.unit_word import UNIT_WORDS
from jianfu.engine.schema.measures import MEASURES


def test_every_unit_of_a_measure_has_a_word() -> None:
    assert {measure.unit for measure in MEASURES} <= set(UNIT_WORDS)


def test_every_unit_has_a_word_in_both_languages() -> None:
    assert [unit for unit, word in UNIT_WORDS.items() if unit and not (word.zh and word.en)] == []
