"""Pairs and judgements."""

from typing import Any

from jianfu.engine.synth import pair
from jianfu.engine.synth.account import DOUBLE
from jianfu.engine.synth.draw import Draw


def test_every_planted_double_and_copy_is_a_pair(province: Any) -> None:
    pairs = pair.of_accounts(province.accounts)
    assert len(pairs.left) == int((province.accounts.mates >= 0).sum())
    kinds = pairs.table()["kind"].to_pylist()
    assert kinds.count("same_unit_platform") == int((province.accounts.roles == DOUBLE).sum())
    assert set(kinds) == {"same_unit_platform", "same_thing"}


def test_pairs_of_groups_are_twins_and_rebounds_and_the_first_stands_left(province: Any) -> None:
    pairs = pair.of_groups(province.groups)
    assert (pairs.left < pairs.right).all()
    assert set(pairs.table()["kind"].to_pylist()) == {"same_audience", "rebound"}


def test_judgements_given_are_right_or_unsure(province: Any) -> None:
    pairs = pair.of_accounts(province.accounts)
    truth = {(row["left_id"], row["right_id"]): row["kind"] for row in pairs.table().to_pylist()}
    draw = Draw(seed=3, province="32", stage="x")
    rows = [row for n in range(40) for row in pair.judgements(pairs, province.today, draw).typed().to_pylist()[: n + 1]]
    assert rows
    for row in rows:
        same = truth[(row["left_id"], row["right_id"])] == "same_thing"
        assert row["verdict"] in ("unsure", "same" if same else "different")
