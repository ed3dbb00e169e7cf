from jianfu.tables.report.facts import ReportFacts


def test_units_are_counted_by_how_many_groups_they_are_in_before_and_after(facts: ReportFacts) -> None:
    bins = {(part.low, part.high): (part.before, part.after) for part in facts.planning.burden.bins}
    assert bins[31, None] == (1, 0)
    assert bins[2, 2] == (1, 3)
    assert sum(before for before, _ in bins.values()) == facts.planning.burden.units == 4


def test_middle_and_high_figures_leave_out_units_in_no_group(facts: ReportFacts) -> None:
    groups = next(row for row in facts.planning.burden.quantiles if row.figure == "groups")
    assert (groups.median_before, groups.median_after) == (7.0, 2.0)
