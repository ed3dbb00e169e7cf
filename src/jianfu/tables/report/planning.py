"""What a run says beyond its findings: likeness, repeated work, the plan, and the load it would leave."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from jianfu.tables.report import burden, likeness, planned, repeated


@dataclass(frozen=True, slots=True)
class Planning:
    """The four subjects; ``written`` are the tables the run wrote, so that “none” and “not looked for” differ."""

    written: frozenset[str]
    likeness: likeness.Likeness
    repeated: repeated.Repeated
    planned: planned.Planned
    burden: burden.Burden


def gather(connection: DuckDBPyConnection, written: frozenset[str]) -> Planning:
    """Gather all four from the views of the run's tables."""
    return Planning(
        written,
        likeness.gather(connection),
        repeated.gather(connection),
        planned.gather(connection),
        burden.gather(connection),
    )
