"""RapidFuzz by hand: candidates by joins, share of characters in common order, weights by eye.

Every text counts one, equality of another column half. Equal ids decide; a cell missing on a side counts half.
"""

import numpy as np
import pandas as pd
from pairing import candidates
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist
from task import Task, answer, asked, read

CHUNK = 1_000_000
KEEP = 0.3
EXACT_WEIGHT = 0.5


def main() -> None:
    """Answer what the command line asks."""
    want = asked()
    task = read(want.folder)
    pairs = candidates(task)
    columns = {name: task.frame[name].to_numpy(object) for name in (*task.texts, *task.exacts)}
    ids, kept = task.frame.index.to_numpy(object), []
    for start in range(0, len(pairs), CHUNK):
        left, right = (pairs[side].to_numpy()[start : start + CHUNK] for side in ("left", "right"))
        score = _score(task, columns, left, right)
        good = score >= KEEP
        kept.append((ids[left[good]], ids[right[good]], score[good]))
    whole = [np.concatenate([part[k] for part in kept]) if kept else np.array([]) for k in range(3)]
    answer(want.out, *whole)


def _score(task: Task, columns: dict[str, np.ndarray], left: np.ndarray, right: np.ndarray) -> np.ndarray:
    total = np.zeros(len(left), np.float32)
    for name in task.texts:
        total += _text(columns[name][left], columns[name][right])
    for name in task.exacts:
        total += EXACT_WEIGHT * _exact(columns[name][left], columns[name][right])
    score = total / (len(task.texts) + EXACT_WEIGHT * len(task.exacts))
    if "uid" in columns:
        score[_exact(columns["uid"][left], columns["uid"][right]) == 1] = 1
    return score


def _text(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    missing = pd.isna(left) | pd.isna(right)
    texts = [["" if gone else text for text, gone in zip(side, missing, strict=True)] for side in (left, right)]
    alike = cpdist(*texts, scorer=Indel.normalized_similarity, dtype=np.float32, workers=2)
    return np.where(missing, np.float32(0.5), alike)


def _exact(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.where(pd.isna(left) | pd.isna(right), np.float32(0.5), (left == right).astype(np.float32))


if __name__ == "__main__":
    main()
