from jianfu.tables.report import likeness
from jianfu.tables.report.facts import ReportFacts


def test_pairs_are_counted_by_kind_and_by_who_must_act(facts: ReportFacts) -> None:
    counts = {row.kind: (row.proposed, row.waiting, row.judged) for row in facts.planning.likeness.pairs}
    assert counts == {
        "same_thing": (1, 1, 2),
        "same_unit_platform": (0, 0, 1),
        "same_function": (0, 0, 0),
        "same_audience": (0, 0, 0),
        "rebound": (0, 1, 0),
    }
    assert facts.planning.likeness.waiting == 2


def test_a_group_of_one_thing_shows_the_one_to_keep_first_and_the_reasons_best_first(facts: ReportFacts) -> None:
    (cluster,) = facts.planning.likeness.samples
    assert [(member.asset_id, member.survivor) for member in cluster.members] == [("E0006", True), ("E0003", False)]
    assert [reason.zh.partition("：")[0] for reason in cluster.reasons] == ["平台账号", "名称"]
    assert "+9.5 bits" in cluster.reasons[0].en


def test_reasons_that_were_not_given_are_none() -> None:
    assert likeness.reasons_of(None) == likeness.reasons_of("[]") == ()


def test_scores_stand_beside_what_people_judged(facts: ReportFacts) -> None:
    bins = [
        (part.low, part.judged, part.claimed_percent, part.same_percent) for part in facts.planning.likeness.calibration
    ]
    assert bins == [(0.5, 1, 60.0, 0.0), (0.99, 1, 99.6, 100.0)]
