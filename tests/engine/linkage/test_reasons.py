from json import dumps, loads

import pyarrow as pa

from jianfu.engine.linkage.comparisons import FIELDS
from jianfu.engine.linkage.reasons import SHOWN, TOLD, tell_batch
from jianfu.engine.linkage.records import RECORDS


def _batch(contributions: list[dict[str, object]], **values: object) -> pa.RecordBatch:
    columns = sorted({column for shown in SHOWN.values() for column in shown})
    fields = [(f"{column}_{side}", RECORDS.field(column).type) for column in columns for side in "lr"]
    row = {"left_id": "a", "right_id": "b", "score": 0.75, "contributions": dumps(contributions), **values}
    return pa.RecordBatch.from_pylist([row], schema=pa.schema([*TOLD, *fields]))


def test_each_reason_shows_what_was_compared() -> None:
    given = [{"field": "sponsor", "level": "same", "weight": 2.3}]
    batch = _batch(given, sponsor_place_l="吴中", sponsor_core_l="卫健", sponsor_core_r="卫健")
    (told,) = tell_batch(batch).to_pylist()
    assert loads(told["contributions"]) == [{**given[0], "left": "吴中卫健", "right": "卫健"}]
    assert (told["left_id"], told["right_id"], told["score"]) == ("a", "b", 0.75)


def test_every_field_compared_can_be_shown() -> None:
    assert set(SHOWN) == set(FIELDS)
