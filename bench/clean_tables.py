"""The submission read into clean tables, as a run does first: what the peers and the engine alone begin with.

``python bench/clean_tables.py SUBMISSION STAGING DAY [PACK…]`` leaves them in ``STAGING/clean``.
"""

import sys
from datetime import date
from pathlib import Path

from jianfu.engine.detection import pack
from jianfu.tables import submission
from jianfu.tables.options import ReadOptions


def clean(inputs: Path, staging: Path, as_of: date, packs: tuple[str, ...]) -> Path:
    """Read the submission and return the folder of its clean tables."""
    staging.mkdir(parents=True, exist_ok=True)
    options = ReadOptions(as_of=as_of, rule_ids=frozenset(pack.known_rule_ids(packs)))
    read = submission.read(inputs=(inputs,), staging=staging, options=options, progress=lambda _stage, _share: None)
    return read.clean


if __name__ == "__main__":
    clean(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), tuple(sys.argv[4:]))
