"""dedupe: taught by labelled pairs in place of a person at the console; its own blocking and classifier."""

import io
import json
import random
from dataclasses import replace
from itertools import chain

import dedupe
import dedupe.variables
from pairing import candidates
from task import Task, answer, asked, read, truth

LESSONS = 300
LESSON_RECORDS = 2_000
"""dedupe weighs every predicate on every pair it covers of what it learns from: more than this takes minutes."""
KEEP = 0.01


def main() -> None:
    """Answer what the command line asks."""
    want = asked()
    random.seed(1)
    lesson = _fewer(read(want.labelled), truth(want.labelled))
    learner = dedupe.Dedupe(_variables(lesson), num_cores=2)
    learner.prepare_training(_data(lesson), training_file=_lessons(lesson, truth(want.labelled)), sample_size=1500)
    learner.train(recall=0.95, index_predicates=False)
    settings = io.BytesIO()
    learner.write_settings(settings)
    settings.seek(0)
    ready = dedupe.StaticDedupe(settings, num_cores=2)
    scores = ready.score(ready.pairs(_data(read(want.folder))))
    left, right = ([str(pair[side]) for pair in scores["pairs"]] for side in (0, 1))
    answer(want.out, left, right, scores["score"])


def _fewer(task: Task, known: set[tuple[str, str]]) -> Task:
    """Return the labelled records cut down: some true pairs, and the first of the others."""
    chosen = set(chain.from_iterable(random.sample(sorted(known), min(LESSONS, len(known)))))
    ids = [*sorted(chosen), *(key for key in task.frame.index if key not in chosen)][:LESSON_RECORDS]
    return replace(task, frame=task.frame.loc[ids])


def _variables(task: Task) -> list[object]:
    texts = [dedupe.variables.ShortString(name, has_missing=True) for name in task.texts]
    exacts = [dedupe.variables.Exact(name, has_missing=True) for name in dict.fromkeys(_exacts(task))]
    return [*texts, *exacts]


def _exacts(task: Task) -> tuple[str, ...]:
    """Return the columns that are equal or not; a platform among them where there is one."""
    return (*task.exacts, *(("platform",) if "platform" in task.frame else ()))


def _data(task: Task) -> dict[str, dict[str, str | None]]:
    columns = [*task.texts, *dict.fromkeys(_exacts(task))]
    return {str(key): row for key, row in zip(task.frame.index, task.frame[columns].to_dict("records"), strict=True)}


def _lessons(task: Task, known: set[tuple[str, str]]) -> io.StringIO:
    """Return labelled pairs: as many matches as not, the latter look-alikes of the blocks."""
    ids = task.frame.index.to_numpy(object)
    inside = set(ids)
    known = {pair for pair in known if inside.issuperset(pair)}
    pairs = candidates(task).sort_values(["left", "right"])
    alike = list(zip(ids[pairs["left"]], ids[pairs["right"]], strict=True))
    others = [pair for pair in alike if (min(pair), max(pair)) not in known]
    data = _data(task)
    chosen = {"match": random.sample(sorted(known), min(LESSONS, len(known))), "distinct": others}
    chosen["distinct"] = random.sample(others, min(LESSONS, len(others)))
    rows = {kind: [[data[a], data[b]] for a, b in found] for kind, found in chosen.items()}
    for row in chain.from_iterable(chain.from_iterable(rows.values())):
        assert set(row) == set(next(iter(data.values())))
    told = {kind: [{"__class__": "tuple", "__value__": pair} for pair in found] for kind, found in rows.items()}
    return io.StringIO(json.dumps(told))


if __name__ == "__main__":
    main()
