"""The vocabulary of measures that rules may name."""

from jianfu.engine.schema.computed import COMPUTED
from jianfu.engine.schema.declared import DECLARED
from jianfu.engine.schema.measure import Measure
from jianfu.engine.schema.observed import OBSERVED

MEASURES: tuple[Measure, ...] = DECLARED + COMPUTED + OBSERVED
BY_CODE = {measure.code: measure for measure in MEASURES}
OBSERVABLE = tuple(measure for measure in MEASURES if measure.observable)
