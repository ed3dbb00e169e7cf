import pyarrow as pa

from jianfu.engine.synth import likeness, likeness_doubt
from jianfu.engine.synth.likeness import Records

COLUMNS = ("asset_id", "name", "platform", "region_code", "platform_id", "sponsor_unit_id", "sponsor_unit")


def _made(*rows: tuple[str | None, ...]) -> Records:
    table = pa.table({name: pa.array([row[k] for row in rows], pa.string()) for k, name in enumerate(COLUMNS)})
    clusters = pa.table({"asset_id": table["asset_id"], "cluster": [0, 0, 1], "role": ["first", "twice", "first"]})
    return Records(table, pa.table({}), pa.table({}), clusters)


def test_a_copy_that_fits_another_thing_is_in_doubt() -> None:
    made = _made(
        ("A1", "城关发布", "微信", "321283100", "x1", None, "甲县城关镇"),
        ("A2", "城关发布", "公众号", None, None, None, None),
        ("A3", "城关发布", "微信", "110101001", "x2", None, "乙县城关镇"),
    )
    assert likeness_doubt.ambiguous(made)["asset_id"].to_pylist() == ["A2"]


def test_a_copy_that_states_where_it_is_can_be_told() -> None:
    made = _made(
        ("A1", "城关发布", "微信", "321283100", "x1", None, "甲县城关镇"),
        ("A2", "城关发布", "公众号", "321283", None, None, None),
        ("A3", "城关发布", "微信", "110101001", "x2", None, "乙县城关镇"),
    )
    assert len(likeness_doubt.ambiguous(made)) == 0


def test_few_made_copies_are_in_doubt() -> None:
    made = likeness.records(n=20_000, seed=4, split="dev")
    assert len(likeness_doubt.ambiguous(made)) < 0.02 * len(made.pairs)
