"""The list of problems, worded."""

import ast
import re
from pathlib import Path

import pytest

from jianfu.tables import wording
from jianfu.tables.wording import WORDINGS

SOURCES = Path(wording.__file__).parent / "rows"


@pytest.mark.parametrize("code", WORDINGS)
def test_every_problem_is_worded_in_both_languages(code: str) -> None:
    told = WORDINGS[code]
    for zh, en in (
        (told.problem_zh, told.problem_en),
        (told.expected_zh, told.expected_en),
        (told.mend_zh, told.mend_en),
    ):
        assert zh
        assert en
        assert ("{detail}" in zh) == ("{detail}" in en)
        assert set(re.findall(r"{\w+}", zh + en)) <= {"{detail}"}


def test_every_problem_the_rows_can_have_is_worded() -> None:
    texts = [
        node.value
        for path in SOURCES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    worded = {word for text in texts for word in re.findall(r"'?\b([a-z]+_[a-z_]+)\b'?", text)} & set(WORDINGS)
    assert len(worded) > 20
    assert set(WORDINGS) - worded - {"missing", "future", "negative", "duplicate", "cycle"} <= {
        "orphan_units",
        "orphan_assets",
        "too_late",
    }


def test_problems_come_in_the_order_of_the_files_under_the_senders_own_headings(submit) -> None:
    header = "编号,应用类别,账号名称,责任单位\n"
    read = submit({"assets_1.csv": header + "A1,什么,,某局\n", "assets_2.csv": header + "A2,,乙,某局\n"})
    rows = read.submission.problems.to_pylist()
    assert [(row["file"], row["row"], row["column"], row["value"], row["code"]) for row in rows] == [
        ("assets_1.csv", 2, "应用类别", "什么", "unknown_word"),
        ("assets_1.csv", 2, "账号名称", "", "missing"),
        ("assets_2.csv", 2, "应用类别", "", "missing"),
    ]
    assert read.submission.problem_count == 3
