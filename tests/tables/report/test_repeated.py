from datetime import datetime

from jianfu.tables.report.facts import ReportFacts


def test_a_task_set_twice_is_told_by_its_earliest_notice(facts: ReportFacts) -> None:
    again = facts.planning.repeated
    (task,) = again.samples
    assert (again.tasks, again.notices, again.spared) == (1, 2, 1)
    assert (task.first_unit, task.opening) == ("清河区第2局", "请各镇报送防汛物资台账")
    assert (task.first_sent_at, task.issuers, task.groups, task.shared) == (datetime(2026, 3, 2, 9, 30), 2, 2, 4)
