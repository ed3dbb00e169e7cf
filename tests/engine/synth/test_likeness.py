import hypothesis.strategies as st
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.synth import likeness
from jianfu.engine.synth.likeness import Noise, Records
from jianfu.engine.synth.likeness_unit import UnableToMakeRecords


@pytest.fixture(scope="module")
def made() -> Records:
    return likeness.records(n=4000, seed=5, split="dev")


@settings(max_examples=12, deadline=None)
@given(n=st.integers(20, 900), seed=st.integers(0, 10_000), split=st.sampled_from(["dev", "test"]))
def test_as_many_entries_as_asked_for_and_pairs_within_clusters_only(n: int, seed: int, split: str) -> None:
    made = likeness.records(n=n, seed=seed, split="dev" if split == "dev" else "test")
    assert len(made.assets) == n == len(made.clusters)
    cluster = dict(zip(made.clusters["asset_id"].to_pylist(), made.clusters["cluster"].to_pylist(), strict=True))
    pairs = made.pairs.to_pylist()
    assert all(p["left_id"] < p["right_id"] and cluster[p["left_id"]] == cluster[p["right_id"]] for p in pairs)
    sizes = [size for size in made.clusters["cluster"].value_counts().field("counts").to_pylist() if size > 1]
    assert len(pairs) == sum(size * (size - 1) // 2 for size in sizes)


def test_the_same_arguments_give_the_same_rows(made: Records) -> None:
    again = likeness.records(n=4000, seed=5, split="dev")
    assert again.assets.equals(made.assets)
    assert again.pairs.equals(made.pairs)
    assert not likeness.records(n=4000, seed=6, split="dev").assets.equals(made.assets)


def test_the_halves_share_no_province_and_no_department(made: Records) -> None:
    other = likeness.records(n=4000, seed=5, split="test")
    provinces = [{code[:2] for code in half.units["region_code"].to_pylist()} for half in (made, other)]
    assert provinces[0] & provinces[1] == set()


def test_columns_are_those_of_the_contract(made: Records) -> None:
    assert set(made.assets.column_names) <= {column.code for column in ASSETS.columns}


def test_about_a_sixth_are_copies_of_which_most_state_no_account_id(made: Records) -> None:
    roles = made.clusters["role"]
    assert pc.sum(pc.not_equal(roles, "first")).as_py() == 640
    copies = made.assets.filter(pc.equal(roles, "twice"))
    assert 0.55 < copies["platform_id"].null_count / len(copies) < 0.75


def test_one_registered_again_has_another_id_and_one_renamed_states_its_own() -> None:
    made = likeness.records(n=3000, seed=5, split="dev", noise=Noise(again=0.5, renamed=0.5))
    ids = dict(zip(made.assets["asset_id"].to_pylist(), made.assets["platform_id"].to_pylist(), strict=True))
    firsts = {row["cluster"]: row["asset_id"] for row in made.clusters.to_pylist() if row["role"] == "first"}
    for row in made.clusters.to_pylist():
        first, own = ids[firsts[row["cluster"]]], ids[row["asset_id"]]
        if row["role"] == "again" and first and own:
            assert own.lower()[-9:] != first.lower()[-9:]
        if row["role"] == "renamed":
            assert first and own


def test_nothing_is_a_copy_without_noise() -> None:
    made = likeness.records(n=500, seed=5, split="dev", noise=Noise(copies=0))
    assert len(made.pairs) == 0
    assert len(made.assets) == 500


def test_more_than_a_half_has_room_for_is_refused() -> None:
    with pytest.raises(UnableToMakeRecords, match="room for some"):
        likeness.records(n=5_000_000, seed=1, split="dev")
