"""Jianfu's own search: ``ours.py IN OUT``."""

import json
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from jianfu.engine.backends.duckdb import DuckDB
from jianfu.engine.notices.near import near_pairs


def main() -> None:
    notices, out = map(Path, sys.argv[1:3])
    with (
        tempfile.TemporaryDirectory(dir=out.parent) as folder,
        closing(DuckDB(Path(folder), map_processes=2, memory_limit="1000MB")) as backend,
    ):
        backend.read(notices, "notices")
        found = near_pairs(backend, "notices", "text", "notice_id", 0.7)
        backend.write("near_pairs", out, ("left_id", "right_id"))
    print(json.dumps({"candidates": found.checked, **asdict(found)}))


if __name__ == "__main__":
    main()
