from json import loads
from math import log2

import pyarrow as pa
import pytest

from jianfu.engine.linkage.comparisons import FIELDS
from jianfu.engine.linkage.model import load_model
from jianfu.engine.linkage.splink_session import SCORED, score_patterns, settings

MODEL = load_model()
SCHEMA = pa.schema([("pattern", pa.string()), *((field, pa.string()) for field in FIELDS)])


def _score(*patterns: dict[str, str]) -> list[dict[str, object]]:
    rows = [{"pattern": str(number), **pattern} for number, pattern in enumerate(patterns)]
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    found: list[dict[str, object]] = score_patterns(batch, MODEL).to_pylist()
    return found


def test_nothing_compared_leaves_the_prior() -> None:
    assert _score({})[0]["score"] == pytest.approx(MODEL.prior, abs=1e-6)


def test_a_score_is_the_prior_and_the_weights_added() -> None:
    same, near = MODEL.field("name").level("same"), MODEL.field("opened").level("near")
    odds = MODEL.prior / (1 - MODEL.prior) * same.m / same.u * near.m / near.u
    (found,) = _score({"name": "same", "opened": "near"})
    assert found["score"] == pytest.approx(odds / (1 + odds), abs=1e-6)
    assert loads(str(found["contributions"])) == [
        {"field": "name", "level": "same", "weight": round(log2(same.m / same.u), 3)},
        {"field": "opened", "level": "near", "weight": round(log2(near.m / near.u), 3)},
    ]


def test_patterns_keep_their_order_and_do_not_weigh_on_each_other() -> None:
    patterns = [{"uid": "same"}, {"uid": "different"}, {"sponsor": "other_number"}]
    assert [found["score"] for found in _score(*patterns)] == [_score(each)[0]["score"] for each in patterns]


def test_no_pattern_gives_no_row() -> None:
    empty = pa.RecordBatch.from_pylist([], schema=SCHEMA)
    assert score_patterns(empty, MODEL).schema == SCORED


def test_the_settings_hold_every_level_and_missing() -> None:
    for comparison, field in zip(settings(MODEL)["comparisons"], MODEL.fields, strict=True):
        assert len(comparison["comparison_levels"]) == len(field.levels) + 1
