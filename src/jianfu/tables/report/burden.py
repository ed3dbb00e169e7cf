"""The load of units before and after the plan: how many groups each is in, what reaches it and is not meant for it."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

BINS = ((1, 1), (2, 2), (3, 5), (6, 10), (11, 20), (21, 30), (31, None))
"""Groups a unit is in, both ends included. 2 is one up and one down; 30 is where the story of the town began."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Units in that many groups, before and after; ``high`` null: no end."""

    low: int
    high: int | None
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The middle and the ninetieth per cent of a figure over units, before and after; null where nothing is known."""

    figure: str
    median_before: float | None
    median_after: float | None
    high_before: float | None
    high_after: float | None


@dataclass(frozen=True, slots=True)
class Burden:
    """The load of all units that are in a group."""

    units: int
    bins: tuple[Bin, ...]
    quantiles: tuple[Quantiles, ...]


def gather(connection: DuckDBPyConnection) -> Burden:
    """Gather from the view ``load``."""
    units = connection.execute("SELECT count(*) FROM load WHERE groups_before > 0").fetchall()[0][0]
    figures = ("groups", "notices_per_day", "irrelevant_share")
    return Burden(units, tuple(_bin(connection, *each) for each in BINS), tuple(_of(connection, f) for f in figures))


def _bin(connection: DuckDBPyConnection, low: int, high: int | None) -> Bin:
    upper = high if high is not None else 2**31
    before, after = connection.execute(
        "SELECT count(*) FILTER (groups_before BETWEEN $low AND $high), "
        "count(*) FILTER (groups_after BETWEEN $low AND $high) FROM load",
        {"low": low, "high": upper},
    ).fetchall()[0]
    return Bin(low, high, before, after)


def _of(connection: DuckDBPyConnection, figure: str) -> Quantiles:
    row = connection.execute(f"""
        SELECT quantile_cont({figure}_before, 0.5), quantile_cont({figure}_after, 0.5),
          quantile_cont({figure}_before, 0.9), quantile_cont({figure}_after, 0.9)
        FROM load WHERE groups_before > 0""").fetchall()[0]
    return Quantiles(figure, *row)
