"""Whether a peer gives the engine's verdicts: one that does not is no peer."""

from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True, slots=True)
class Agreement:
    """Findings of the engine, findings of the peer, and in how many both name entry, rule and verdict alike."""

    ours: int
    theirs: int
    alike: int

    @property
    def share(self) -> float:
        """Return findings alike as a share of all that either has."""
        return self.alike / max(self.ours + self.theirs - self.alike, 1)

    def plain(self) -> dict[str, float]:
        """Return the figures for a record."""
        return asdict(self) | {"share": round(self.share, 6)}


def agreement(ours: Path, theirs: Path, *, verdict: str = "") -> Agreement:
    """Compare the findings of two Parquet files, all of them or those of one verdict."""
    where = f"WHERE verdict = '{verdict}'" if verdict else ""
    keys = "asset_id, rule_id, verdict"
    found = duckdb.sql(f"""
        WITH ours AS (SELECT {keys} FROM '{ours}' {where}), theirs AS (SELECT {keys} FROM '{theirs}' {where})
        SELECT (SELECT count(*) FROM ours), (SELECT count(*) FROM theirs),
          (SELECT count(*) FROM ours JOIN theirs USING ({keys}))""").fetchall()[0]
    return Agreement(*found)
