from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu.engine.linkage.comparisons import COMPARED, COMPARED_COLUMNS, FIELDS, LEVELS, compare_batch
from jianfu.engine.linkage.records import RECORDS

BESIDE = pa.schema(
    [
        ("left_id", pa.string()),
        ("right_id", pa.string()),
        *((f"{name}_{side}", RECORDS.field(name).type) for name in COMPARED_COLUMNS for side in "lr"),
    ]
)


def _levels(left: dict[str, Any], right: dict[str, Any]) -> dict[str, str | None]:
    row = {f"{name}_l": value for name, value in left.items()} | {f"{name}_r": value for name, value in right.items()}
    batch = pa.RecordBatch.from_pylist([{"left_id": "a", "right_id": "b", **row}], schema=BESIDE)
    (found,) = compare_batch(batch).to_pylist()
    return {field: found[field] for field in FIELDS}


def _name(text: str, core: str | None = None) -> dict[str, str]:
    return {"bare": text, "core": text if core is None else core, "sound": text}


CASES: tuple[tuple[str, dict[str, Any], dict[str, Any], str | None], ...] = (
    ("name", _name("健康吴中", "卫健"), _name("健康吴中", "卫健"), "same"),
    ("name", _name("健康吴中", "卫健"), _name("吴中卫健委", "卫健"), "core"),
    ("name", _name("吴中一中", "一中"), _name("吴中二中", "二中"), "number"),
    ("name", _name("市场监管"), _name("市汤监管"), "slip"),
    ("name", _name("统计"), _name("统计直播间"), "held_end"),
    ("name", _name("法援"), _name("法律援助"), "short"),
    ("name", _name("统计课堂"), _name("统计直播间"), "fork"),
    ("uid", {"uid": "gh_1234567"}, {"uid": "gh_1234568"}, "slip"),
    ("uid", {"uid": "1"}, {"uid": None}, None),
    ("sponsor", {"unit_id": "U1"}, {"unit_id": "U1"}, "number"),
    ("sponsor", {"unit_id": "U1", "sponsor_core": "卫健"}, {"unit_id": "U2", "sponsor_core": "卫健"}, "other_number"),
    ("sponsor", {"sponsor_place": "吴中", "sponsor_core": "卫健"}, {"sponsor_place": "", "sponsor_core": "卫健"},
     "organ_unplaced"),
    ("region", {"region": "3205"}, {"region": "320506"}, "within"),
    ("region", {"region": "320506001"}, {"region": "320506002"}, "county"),
    ("region", {"region": "32050"}, {"region": None}, None),
    ("opened", {"opened_on": date(2020, 1, 1)}, {"opened_on": date(2020, 2, 1)}, "near"),
    ("opened", {"opened_on": date(2018, 1, 1), "closed_on": date(2020, 1, 1)}, {"opened_on": date(2020, 6, 1)},
     "after_closing"),
    ("followers", {"followers": 1000}, {"followers": 1080}, "near"),
    ("followers", {"followers": 3}, {"followers": 3}, None),
)  # fmt: skip


@pytest.mark.parametrize(("field", "left", "right", "level"), CASES)
def test_how_a_field_compares(field: str, left: dict[str, Any], right: dict[str, Any], level: str | None) -> None:
    assert _levels(left, right)[field] == level


TEXT = st.text(alphabet="吴中卫健局一二发布ab1", max_size=6)
SIDE = st.fixed_dictionaries(
    {
        **dict.fromkeys(("bare", "core", "sound", "place", "tail", "uid", "sponsor_place", "sponsor_core"), TEXT),
        "unit_id": st.none() | st.sampled_from("UV"),
        "region": st.none() | st.sampled_from(("32", "3205", "320506", "320507")),
        "opened_on": st.none() | st.dates(date(2020, 1, 1), date(2020, 6, 1)),
        "closed_on": st.none() | st.dates(date(2020, 1, 1), date(2020, 6, 1)),
        "followers": st.none() | st.integers(0, 10_000),
    }
)


@given(SIDE, SIDE)
def test_every_level_is_known_and_none_hangs_on_which_side_is_left(left: dict[str, Any], right: dict[str, Any]) -> None:
    found = _levels(left, right)
    assert found == _levels(right, left)
    assert all(level is None or level in LEVELS[field] for field, level in found.items())


def test_no_pairs_give_no_levels() -> None:
    assert compare_batch(pa.RecordBatch.from_pylist([], schema=BESIDE)).schema == COMPARED
