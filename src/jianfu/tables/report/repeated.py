"""Work set more than once: the groups of notices of one task, who set it first, and whom it reaches twice."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Task:
    """One task set more than once; ``shared`` is the most units two of its groups share; null: not known."""

    group_id: str
    notices: int
    issuers: int
    groups: int
    first_unit: str
    first_sent_at: datetime | None
    shared: int | None
    opening: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many tasks were set more than once, by how many notices, and the first of them by number of notices."""

    tasks: int
    notices: int
    samples: tuple[Task, ...]

    @property
    def spared(self) -> int:
        """Return the notices that one issue of each task would have spared."""
        return self.notices - self.tasks


def gather(connection: DuckDBPyConnection) -> Repeated:
    """Gather from the views ``notice_groups``, ``notice_pairs`` and ``repeated_notices``."""
    tasks, notices = connection.execute("SELECT count(DISTINCT group_id), count(*) FROM notice_groups").fetchall()[0]
    rows = connection.execute(_TASKS, [SHOWN]).fetchall()
    return Repeated(tasks, notices, tuple(Task(*row) for row in rows))


_TASKS = """
    WITH shared AS (
      SELECT g.group_id, max(p.shared_audience_units) AS shared
      FROM notice_pairs p JOIN notice_groups g ON g.notice_id = p.left_id GROUP BY g.group_id)
    SELECT m.group_id, count(*), count(DISTINCT m.unit_id), count(DISTINCT m.asset_id),
      coalesce(arg_min(coalesce(m.unit_name, m.unit_id), (m.sent_at, m.notice_id)), ''), min(m.sent_at),
      any_value(s.shared), coalesce(arg_min(m.opening, (m.sent_at, m.notice_id)), '')
    FROM repeated_notices m LEFT JOIN shared s ON s.group_id = m.group_id
    GROUP BY m.group_id ORDER BY count(*) DESC, m.group_id LIMIT ?"""
