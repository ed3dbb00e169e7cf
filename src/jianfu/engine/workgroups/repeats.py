"""Notices that set one task in several groups: merged, the task is set once.

With days(W) the days the notices span and c(t) the groups of a merged group in which task t was set, the load falls by
sum over t of (c(t) - 1) / days(W).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jianfu.engine.backends.backend import Backend


@dataclass(frozen=True, slots=True)
class Tasks:
    """The tasks set in each group that were set in another too, and the days that all notices span (1 at least)."""

    by_group: Mapping[str, frozenset[str]]
    days: int

    @classmethod
    def read(cls, backend: Backend, tasks: str) -> "Tasks":
        """Read the tasks from a table (group_id, notice_id); none where no table is named."""
        if not tasks:
            return cls({}, 1)
        found = backend.sql(_shared(tasks))
        span = backend.sql(f"SELECT {SPAN} AS days FROM notices").to_pylist()[0]["days"]
        listed: dict[str, list[str]] = defaultdict(list)
        for group, task in zip(found["asset_id"].to_pylist(), found["task"].to_pylist(), strict=True):
            listed[group].append(task)
        return cls({group: frozenset(names) for group, names in listed.items()}, int(span or 1))

    def saved(self, groups: Iterable[str]) -> float:
        """Return by how many messages a day these groups' load falls when they become one."""
        met: set[str] = set()
        again = 0
        for group in groups:
            own = self.by_group.get(group, frozenset())
            again += len(own & met)
            met |= own
        return again / self.days


SPAN = "date_diff('day', CAST(min(sent_at) AS DATE), CAST(max(sent_at) AS DATE)) + 1"


def _shared(tasks: str) -> str:
    return f"""
    WITH sent AS (
      SELECT DISTINCT t.group_id AS task, n.asset_id FROM {tasks} t JOIN notices n ON n.notice_id = t.notice_id
      WHERE n.asset_id IS NOT NULL),
    several AS (SELECT task FROM sent GROUP BY task HAVING count(*) > 1)
    SELECT s.asset_id, s.task FROM sent s JOIN several v ON v.task = s.task"""


def fresh_loads(loads: Mapping[str, float], tasks: Tasks) -> dict[str, float]:
    """Return each group's load less the tasks that a group before it (by id) set too.

    No merged group carries less than the sum of these, so a plan under the cap by them may be over it: it is checked
    again with what it really saves.
    """
    met: set[str] = set()
    fresh = {}
    for group in sorted(loads):
        own = tasks.by_group.get(group, frozenset())
        fresh[group] = max(loads[group] - len(own & met) / tasks.days, 0.0)
        met |= own
    return fresh
