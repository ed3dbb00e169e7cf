import json
from datetime import date
from pathlib import Path

import pytest

from jianfu.tables.report import runfile
from jianfu.tables.report.runfile import UnableToReadRun

LEAST = {"jianfu": "0.1.0", "as_of": "2026-03-31"}


def written(folder: Path, told: object) -> Path:
    path = folder / "run.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_a_record_with_only_what_must_be_there_reads_as_empty(tmp_path: Path) -> None:
    told = runfile.read(written(tmp_path, LEAST))
    assert (told.as_of, told.inputs, told.rules, told.received) == (date(2026, 3, 31), (), (), 0)


def test_rows_are_summed_over_tables(tmp_path: Path) -> None:
    tables = {
        "units": {"received": 5, "accepted": 4, "rejected": 1},
        "assets": {"received": 7, "accepted": 7, "rejected": 0},
    }
    told = runfile.read(written(tmp_path, LEAST | {"tables": tables}))
    assert (told.received, told.accepted, told.rejected) == (12, 11, 1)


def test_lists_among_the_parameters_read_as_words(tmp_path: Path) -> None:
    told = runfile.read(written(tmp_path, LEAST | {"parameters": {"ignore_columns": ["甲", "乙"], "baseline": None}}))
    assert told.parameters == (("ignore_columns", "甲、乙"), ("baseline", ""))


@pytest.mark.parametrize(
    "told",
    [{}, {"jianfu": "0.1.0", "as_of": "last week"}, LEAST | {"rules": [{"id": "NM-01"}]}, [1, 2]],
    ids=["empty", "no day", "half a rule", "a list"],
)
def test_anything_else_is_refused_in_both_languages(tmp_path: Path, told: object) -> None:
    with pytest.raises(UnableToReadRun) as refused:
        runfile.read(written(tmp_path, told))
    assert "run.json" in refused.value.zh
    assert "is not the record of a run" in refused.value.en


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnableToReadRun, match="is missing"):
        runfile.read(tmp_path / "run.json")
