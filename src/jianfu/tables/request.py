"""What a job is asked."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jianfu.engine.propose import Settings
from jianfu.tables.options import Limits


@dataclass(frozen=True, slots=True)
class Request:
    """What a job is asked: inputs, where to, the day judged, packs in order, the belt, language, engine and memory.

    *settings* are what the rooms that propose are asked.
    """

    inputs: tuple[Path, ...]
    out: Path
    as_of: date
    baseline: date | None = None
    packs: tuple[str, ...] = ()
    max_hit_percent: float = 40.0
    ignore_columns: tuple[str, ...] = ()
    lang: str = "zh"
    engine: str = "duckdb"
    spark_master: str = "local[2]"
    memory_mb: int = 1200
    threads: int = 2
    geojson: Path | None = None
    limits: Limits = field(default_factory=Limits)
    settings: Settings = field(default_factory=Settings)
