import pyarrow.compute as pc

from jianfu.engine.synth.notice_likeness import LONGEST, SHORTEST, planted


def test_the_same_seed_makes_the_same_notices() -> None:
    one, other = planted(300, seed=1), planted(300, seed=1)
    assert one.notices == other.notices and one.truth == other.truth
    assert planted(300, seed=2).notices != one.notices


def test_there_are_as_many_as_asked_of_the_lengths_promised() -> None:
    made = planted(3000, seed=3).notices
    lengths = sorted(map(len, made["text"].to_pylist()))
    assert len(set(made["notice_id"].to_pylist())) == 3000
    assert lengths[0] >= SHORTEST - 5 and lengths[-1] <= LONGEST
    assert 100 <= lengths[1500] <= 140


def test_both_relations_are_planted_once_a_pair() -> None:
    truth = planted(2000, seed=4).truth
    pairs = list(zip(truth["left_id"].to_pylist(), truth["right_id"].to_pylist(), strict=True))
    assert len(set(pairs)) == len(pairs) and all(left < right for left, right in pairs)
    assert set(pc.unique(truth["relation"]).to_pylist()) == {"same_task", "same_template"}
