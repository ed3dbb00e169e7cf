"""Which pairs of texts that are alike set the same task, judged in the backend's workers."""

from functools import lru_cache

import pyarrow as pa

from jianfu.engine.backends.backend import Backend
from jianfu.engine.notices.differences import judge_bared
from jianfu.engine.notices.task_token import bared, recurs

KEPT_TEXTS = 8192
"""Texts kept bared: pairs come in the order of their left texts."""

JUDGED = pa.schema(
    [
        ("left_n", pa.int64()),
        ("right_n", pa.int64()),
        ("similarity", pa.float64()),
        ("verdict", pa.string()),
        ("lower", pa.string()),
        ("reason", pa.string()),
    ]
)
RECURRING = pa.schema([("n", pa.int64()), ("recurs", pa.string())])


def judge_texts(backend: Backend, pairs: str, texts: str, *, into: str) -> None:
    """Make table *into* (pairs' columns, verdict, lower, reason) and ``{into}_recurring`` (n, recurs) of all texts.

    *pairs* has left_n, right_n and similarity; *texts* has n and text.
    """
    backend.sql(
        f"""SELECT p.left_n, p.right_n, p.similarity, a.text AS left_text, b.text AS right_text
        FROM {pairs} p JOIN {texts} a ON a.n = p.left_n JOIN {texts} b ON b.n = p.right_n""",
        into=f"{into}_joined",
    )
    backend.map(f"{into}_joined", judged, JUDGED, into)
    backend.map(texts, recurring, RECURRING, f"{into}_recurring")


def judged(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the verdict on every pair of the batch (left_n, right_n, similarity, left_text, right_text)."""
    rows = [
        judge_bared(_bared(left), _bared(right))
        for left, right in zip(batch["left_text"].to_pylist(), batch["right_text"].to_pylist(), strict=True)
    ]
    said = [pa.array([str(getattr(row, name)) for row in rows], pa.string()) for name in ("verdict", "lower", "reason")]
    return pa.RecordBatch.from_arrays([batch["left_n"], batch["right_n"], batch["similarity"], *said], schema=JUDGED)


def recurring(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return of which period each text of the batch (n, text) speaks without naming a day."""
    return pa.RecordBatch.from_arrays(
        [batch["n"], pa.array([recurs(text) for text in batch["text"].to_pylist()], pa.string())], schema=RECURRING
    )


@lru_cache(maxsize=KEPT_TEXTS)
def _bared(text: str) -> str:
    return bared(text)
