"""A province end to end: the register, a million notices with planted likeness, and everything a run does with them.

``python bench/whole.py make [NOTICES]`` makes the submission in ``bench/out/whole``; ``run`` runs it and says seconds
and peak memory by stage, children included.
"""

import json
import shutil
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jianfu.engine.synth import make, notice_likeness, write
from jianfu.engine.synth.request import Format, Request
from watch import watched

OUT = Path(__file__).parent / "out" / "whole"
AS_OF = date(2026, 9, 30)
SEED = 31
NOTICES = 1_000_000
WINDOW_MINUTES = 45 * 1440


def make_submission(notices: int) -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    submission = OUT / "submission"
    request = Request(seed=SEED, as_of=AS_OF, notices_per_group=0.0)
    into = write.sink(submission, Format.PARQUET)
    make.make(request=request, into=into, truth=OUT / "truth", progress=lambda _stage, _share: None)
    put_notices(submission, notices)


def put_notices(submission: Path, count: int) -> None:
    """Send the made-up notices in living groups, by the units that keep these groups, in the weeks before the day."""
    texts = notice_likeness.planted(count, seed=SEED).notices
    assets = pq.read_table(submission / "assets.parquet")
    groups = assets.filter(
        pc.and_(
            pc.and_(pc.equal(assets["category"], "work_group"), pc.equal(assets["state"], "active")),
            pc.is_valid(assets["sponsor_unit_id"]),
        )
    )
    random = np.random.default_rng(SEED)
    at = pa.array(random.integers(0, len(groups), len(texts)))
    first = datetime.combine(AS_OF - timedelta(days=46), datetime.min.time())
    minutes = random.integers(0, WINDOW_MINUTES, len(texts))
    sent = pa.array(np.datetime64(first, "us") + minutes.astype("timedelta64[m]"))
    schema = pq.read_schema(submission / "notices.parquet")
    given = {
        "notice_id": texts["notice_id"],
        "asset_id": groups["asset_id"].take(at),
        "unit_id": groups["sponsor_unit_id"].take(at),
        "sent_at": sent,
        "text": texts["text"],
    }
    columns = [
        (given[field.name] if field.name in given else pa.nulls(len(texts))).cast(field.type) for field in schema
    ]
    pq.write_table(pa.table(columns, schema=schema), submission / "notices.parquet")


def run() -> None:
    """Run the submission as a user would, and print what each stage took."""
    command = [
        Path(sys.executable).parent / "jianfu",
        "run",
        str(OUT / "submission"),
        "--out",
        str(OUT / "result"),
        "--as-of",
        AS_OF.isoformat(),
    ]
    used = watched(command, allowed=(0, 1), log=OUT / "log.txt")
    told = json.loads((OUT / "result" / "run.json").read_text(encoding="utf-8"))
    print(used)
    for stage in told["stages"]:
        print(f"{stage['name']:12} {stage['seconds']:8.1f} s {stage['peak_mb']:8.0f} MB")
    for room in ("notices_read", "repeated_notices", "work_groups", "plan"):
        print(room, json.dumps(told[room], ensure_ascii=False)[:600])


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make_submission(int(sys.argv[2]) if len(sys.argv) > 2 else NOTICES)
    else:
        run()
