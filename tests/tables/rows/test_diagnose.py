"""Each cell at fault gets the problem that says best what is wrong with it; each row all of its problems."""

import pytest

COLUMNS = {
    "类别": ["", "什么", "无", "未知", "#N/A"],
    "名称": ["", "无", "-", "#REF!"],
    "开设日期": ["2021年9月", "2021", "3/9/2021", "21-9-3", "1999-12-31", "2026-06-02", "2021-02-30", "去年"],
    "预计结束日期": ["2100-01-01", "不久"],
    "关注数": ["-1", "12.5", "约100", "#DIV/0!", "1200余"],
    "日均消息数": ["-0.5", "很多"],
    "互动有效": ["也许"],
    "强制功能": ["打卡;跳舞"],
    "平台账号": ["1.23E+17"],
    "可承接功能": ["f1;1.2E+17"],
}
EXPECTED = {
    "类别": ["missing", "unknown_word", "none_not_allowed", "missing", "excel_error"],
    "名称": ["missing", "none_not_allowed", "missing", "excel_error"],
    "开设日期": ["partial_date"] * 2 + ["day_first", "short_year", "too_early", "future", "bad_date", "bad_date"],
    "预计结束日期": ["too_late", "bad_date"],
    "关注数": ["negative", "not_whole", "bad_number", "excel_error", "bad_number"],
    "日均消息数": ["negative", "bad_number"],
    "互动有效": ["bad_flag"],
    "强制功能": ["unknown_word"],
    "平台账号": ["mangled_number"],
    "可承接功能": ["mangled_number"],
}
CASES = [
    (header, cell, code)
    for header, cells in COLUMNS.items()
    for cell, code in zip(cells, EXPECTED[header], strict=True)
]
GOOD = {"编号": "", "类别": "政务App", "名称": "甲", "主办单位": "某局"}


@pytest.fixture(scope="module")
def problems(submit):
    headers = [*GOOD, *(header for header in COLUMNS if header not in GOOD)]
    lines = [",".join(headers)]
    for number, (header, cell, _) in enumerate(CASES):
        row = GOOD | {"编号": f"A{number}", header: cell}
        lines.append(",".join(row.get(name, "") for name in headers))
    read = submit({"应用程序.csv": "\n".join(lines)})
    return {row["row"] - 2: row for row in read.submission.problems.to_pylist()}


@pytest.mark.parametrize(("number", "header", "cell", "code"), [(n, *case) for n, case in enumerate(CASES)])
def test_a_cell_at_fault_is_diagnosed(problems, number: int, header: str, cell: str, code: str) -> None:
    assert (problems[number]["column"], problems[number]["value"], problems[number]["code"]) == (header, cell, code)


def test_a_problem_says_what_was_expected_and_how_to_mend_it_in_both_languages(problems) -> None:
    for row in problems.values():
        told = [row[f"{part}_{lang}"] for part in ("problem", "expected", "mend") for lang in ("zh", "en")]
        assert all(told)
        assert not any("{" in text for text in told)


def test_the_words_allowed_are_named(problems) -> None:
    told = next(row for row in problems.values() if row["code"] == "unknown_word" and row["column"] == "类别")
    assert told["expected_zh"] == "可填：政务新媒体、政务App、工作群组"


def test_a_row_is_reported_with_all_its_faults(submit) -> None:
    read = submit({"assets.csv": "编号,类别,名称,主办单位,开设日期,关注数\nA1,什么,,某局,2021年9月,-1\n"})
    assert {column for _, column, _ in read.faults} == {"category", "name", "opened_on", "followers"}
    assert read.submission.counts["assets"].rejected == 1


def test_a_row_with_too_many_cells_is_reported(submit) -> None:
    read = submit({"assets.csv": "编号,类别,名称,主办单位\nA1,政务App,甲,某局,\nA2,政务App,乙,某局,多,余\n"})
    assert read.faults == [(3, "", "surplus_cells")]
    assert read.submission.problems.to_pylist()[0]["value"] == "多 余"
