"""Clusters: nobody joins what a person parted, and taking a word back restores what was."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from jianfu.engine.linkage.cluster import Clusters, Contradiction, Edge, clusters, path

IDS = tuple("ABCDEFGH")
PAIRS = tuple(combinations(IDS, 2))


def _model(*told: tuple[str, float]) -> list[Edge]:
    return [Edge(pair[0], pair[1], score) for pair, score in told]


def _judged(*pairs: str) -> list[Edge]:
    return [Edge(pair[0], pair[1], judged=True) for pair in pairs]


CASES: list[tuple[str, list[Edge], list[str], list[str], list[str]]] = [
    ("a chain is one cluster", _model(("AB", 0.99), ("BC", 0.98)), [], ["ABC"], []),
    ("two chains are two", _model(("AB", 0.99), ("CD", 0.98)), [], ["AB", "CD"], []),
    ("the weakest model pair on the way gives way", _model(("AB", 0.99), ("BC", 0.98)), ["AC"], ["AB"], ["BC"]),
    ("though it comes first by id", _model(("AB", 0.97), ("BC", 0.98)), ["AC"], ["BC"], ["AB"]),
    ("a judgement outweighs any score", [*_model(("AB", 1.0)), *_judged("BC")], ["AC"], ["BC"], ["AB"]),
    ("of a long chain only one pair is cut", _model(("AB", 0.9), ("BC", 0.8), ("CD", 0.95)), ["AD"], ["AB", "CD"],
     ["BC"]),
    ("of a ring both ways are cut", _model(("AB", 0.9), ("BC", 0.8), ("CD", 0.95), ("DA", 0.85)), ["AC"],
     ["AB", "CD"], ["AD", "BC"]),
    ("a pair judged different is no pair, whatever its score", _model(("AB", 1.0)), ["AB"], [], []),
    ("judgements that clash believe none of theirs", _judged("AB", "BC"), ["AC"], [], ["AB", "BC"]),
    ("and the model may not join who they speak of", [*_judged("AB", "BC"), *_model(("CD", 0.99), ("DE", 0.99))],
     ["AC"], ["DE"], ["AB", "BC", "CD"]),
    ("a pair judged twice over counts once", [*_judged("AB"), *_model(("BA", 0.2))], [], ["AB"], []),
]  # fmt: skip


@pytest.mark.parametrize(("edges", "different", "members", "cut"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_clusters_come_out_as_stated(
    edges: list[Edge], different: list[str], members: list[str], cut: list[str]
) -> None:
    found = clusters(edges, [(pair[0], pair[1]) for pair in different])
    assert ["".join(each) for each in found.members] == members
    assert ["".join(pair) for pair in found.cut] == cut


def test_a_contradiction_is_listed_with_the_way_that_joins_the_two() -> None:
    found = clusters(_judged("AB", "BC", "CD", "EF"), [("A", "D"), ("E", "G")])
    assert found.contradictions == (Contradiction("A", "D", ("A", "B", "C", "D")),)
    assert found.members == (("E", "F"),)


def test_the_shortest_way_is_told_and_no_way_is_empty() -> None:
    beside = {"A": {"B", "C"}, "B": {"A", "D"}, "C": {"A", "D"}, "D": {"B", "C"}}
    assert path(beside, "A", "D") == ("A", "B", "D")
    assert path(beside, "A", "Z") == ()


def test_a_long_chain_is_followed_to_its_end() -> None:
    ids = [f"{number:06}" for number in range(20_000)]
    chain = [Edge(left, right, judged=True) for left, right in pairwise(ids)]
    found = clusters(chain, [(ids[0], ids[-1])])
    assert found.contradictions[0].path == tuple(ids)
    assert clusters(chain, []).members == (tuple(ids),)


scores = st.integers(0, 20).map(lambda n: n / 20)
edges_of = st.lists(st.builds(lambda p, s, j: Edge(*p, s, j), st.sampled_from(PAIRS), scores, st.booleans()))
parted = st.lists(st.sampled_from(PAIRS), max_size=6)


@given(edges_of, parted)
def test_clusters_part_the_entries_and_never_hold_two_judged_different(edges: list[Edge], different: Any) -> None:
    found = clusters(edges, different)
    members = [asset_id for each in found.members for asset_id in each]
    assert len(members) == len(set(members))
    assert all(len(each) > 1 and list(each) == sorted(each) for each in found.members)
    assert not any({left, right} <= set(each) for left, right in different for each in found.members)


@given(edges_of, parted, st.randoms(use_true_random=False))
def test_the_order_of_pairs_does_not_matter(edges: list[Edge], different: Any, chance: Any) -> None:
    shuffled, turned = list(edges), [Edge(edge.right, edge.left, edge.score, edge.judged) for edge in edges]
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert clusters(edges, different) == clusters(shuffled, different) == clusters(turned, different[::-1])


@given(edges_of)
def test_without_a_word_of_difference_every_pair_is_in_one_cluster_and_nothing_is_cut(edges: list[Edge]) -> None:
    found = clusters(edges, [])
    where = {asset_id: each for each in found.members for asset_id in each}
    assert found.cut == found.contradictions == ()
    assert all(where[edge.left] == where[edge.right] for edge in edges)


@given(edges_of, parted)
def test_a_pair_not_believed_never_stands_inside_a_cluster_by_itself_alone(edges: list[Edge], different: Any) -> None:
    found = clusters(edges, different)
    where = {asset_id: each for each in found.members for asset_id in each}
    assert not any(pair[0] in where and where[pair[0]] is where.get(pair[1]) for pair in found.cut)


class Judging(RuleBasedStateMachine):
    """People judge and take back, in any order; clusters follow what is said now, not how it came to be said."""

    def __init__(self) -> None:
        super().__init__()
        self.model = _model(("AB", 0.99), ("BC", 0.97), ("CD", 0.98), ("EF", 0.99), ("FG", 0.96), ("GH", 0.995))
        self.said: dict[tuple[str, str], str] = {}
        self.before: list[tuple[tuple[str, str], str | None, Clusters]] = []

    def now(self) -> Clusters:
        same = [Edge(*pair, judged=True) for pair, verdict in self.said.items() if verdict == "same"]
        unsure = {pair for pair, verdict in self.said.items() if verdict == "unsure"}
        kept = [edge for edge in self.model if edge.pair not in unsure]
        return clusters([*kept, *same], [pair for pair, verdict in self.said.items() if verdict == "different"])

    @rule(pair=st.sampled_from(PAIRS), verdict=st.sampled_from(("same", "different", "unsure")))
    def judge(self, pair: tuple[str, str], verdict: str) -> None:
        self.before.append((pair, self.said.get(pair), self.now()))
        self.said[pair] = verdict

    @rule()
    def take_back(self) -> None:
        if not self.before:
            return
        pair, verdict, stood = self.before.pop()
        self.said.pop(pair)
        if verdict:
            self.said[pair] = verdict
        assert self.now() == stood

    @invariant()
    def nobody_judged_different_is_together(self) -> None:
        found = self.now()
        apart = [set(pair) for pair, verdict in self.said.items() if verdict == "different"]
        assert not any(pair <= set(each) for pair in apart for each in found.members)

    @invariant()
    def every_word_same_is_followed_or_listed(self) -> None:
        found = self.now()
        told = {asset_id for clash in found.contradictions for asset_id in clash.path}
        where = {asset_id: each for each in found.members for asset_id in each}
        cut = set(found.cut)
        for pair, verdict in self.said.items():
            if verdict == "same" and pair in cut:
                assert found.contradictions
            elif verdict == "same" and not told & set(pair):
                assert where[pair[0]] == where[pair[1]]


Judging.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestJudging = Judging.TestCase
