"""recordlinkage: its own index, Levenshtein and equality, and its logistic regression taught by labelled pairs."""

import pandas as pd
import recordlinkage
from task import Task, answer, asked, read, truth

KEEP = 0.01


def main() -> None:
    """Answer what the command line asks."""
    want = asked()
    lesson = read(want.labelled)
    features = _compared(lesson, _index(lesson))
    known = truth(want.labelled)
    ids = [lesson.frame.index.get_level_values(0)] * 2
    same = [p for p in features.index if (min(p), max(p)) in known]
    teacher = recordlinkage.LogisticRegressionClassifier()
    teacher.fit(features, pd.MultiIndex.from_tuples(same, names=[i.name for i in ids]))
    task = read(want.folder)
    compared = _compared(task, _index(task))
    probability = teacher.prob(compared)
    good = probability[probability >= KEEP]
    answer(want.out, good.index.get_level_values(0), good.index.get_level_values(1), good.to_numpy())


def _index(task: Task) -> pd.MultiIndex:
    indexer = recordlinkage.Index()
    for block in task.blocks:
        indexer.block(list(block))
    return indexer.index(task.frame)


def _compared(task: Task, pairs: pd.MultiIndex) -> pd.DataFrame:
    compare = recordlinkage.Compare(n_jobs=2)
    for name in task.texts:
        compare.string(name, name, method="levenshtein", label=name, missing_value=0.5)
    for name in task.exacts:
        compare.exact(name, name, label=name, missing_value=0.5)
    return compare.compute(pairs, task.frame)


if __name__ == "__main__":
    main()
