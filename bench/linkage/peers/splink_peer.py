"""Splink 5 as its tutorial sets it up: Jaro-Winkler levels, u from random pairs, m by expectation maximisation."""

import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from task import Task, answer, asked, read

RECALL = 0.7
PAIRS = 1e6
KEEP = 0.01


def main() -> None:
    """Answer what the command line asks."""
    want = asked()
    task = read(want.folder)
    linker = _linker(task)
    _train(linker, task)
    found = linker.inference.predict(threshold_match_probability=KEEP).as_pandas_dataframe()
    answer(want.out, found["id_l"], found["id_r"], found["match_probability"])


def _linker(task: Task) -> Linker:
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=[
            *(cl.JaroWinklerAtThresholds(name, [0.9, 0.7]) for name in task.texts),
            *(cl.ExactMatch(name) for name in task.exacts),
        ],
        blocking_rules_to_generate_predictions=[block_on(*block) for block in task.blocks],
    )
    return Linker(DuckDBAPI().register(task.frame.reset_index()), settings, log_level="ERROR")


def _train(linker: Linker, task: Task) -> None:
    """Train as the tutorial does: the sure rules, then random pairs, then two rounds on different blocks."""
    first, last = task.blocks[0], task.blocks[-1]
    linker.training.estimate_probability_two_random_records_match([block_on(*first), block_on(*last)], recall=RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    for block in task.blocks[-2:]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))


if __name__ == "__main__":
    main()
