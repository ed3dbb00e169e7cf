"""Sponsors named but not numbered."""

import pytest

UNITS = (
    "单位编号,单位名称,简称,行政区划代码\n"
    "U1,江苏省水利厅,省水利厅,320000\nU2,泰州市水务局,市水务局,321200\nU3,兴化市水务局,,321281\n"
    "U4,教育局,,321281\nU5,教育局,,321283\nU6,某某（集团）公司,,321200\n"
)
CASES = [
    ("泰州市水务局", "", "U2", ""),
    ("市水务局", "", "U2", ""),
    ("泰州市 水务局", "", "U2", ""),
    ("江苏省泰州市水务局", "", "U2", ""),
    ("江苏省泰州市兴化市水务局", "", "U3", ""),
    ("某某(集团)公司", "", "U6", ""),
    ("某某〔集团〕公司", "", "U6", ""),
    ("教育局", "321283", "U5", ""),
    ("教育局", "", "", "sponsor_ambiguous"),
    ("教育局", "321200", "", "sponsor_ambiguous"),
    ("水务局", "321281", "U3", ""),
    ("水务局", "", "", "sponsor_ambiguous"),
    ("姜堰区水务局", "", "", "sponsor_unmatched"),
    ("泰州市水务居", "", "", "sponsor_unmatched"),
    ("无", "", "", "no_sponsor"),
]


@pytest.fixture(scope="module")
def read(submit):
    rows = [f"A{place},政务App,某,{name},{region}" for place, (name, region, _, _) in enumerate(CASES)]
    return submit({"units.csv": UNITS, "assets.csv": "编号,类别,名称,主办单位,行政区划代码\n" + "\n".join(rows)})


@pytest.mark.parametrize(
    ("place", "case"), list(enumerate(CASES)), ids=[f"{name} {region}" for name, region, _, _ in CASES]
)
def test_a_sponsor_is_matched_by_name_or_its_row_waits(read, place: int, case: tuple[str, str, str, str]) -> None:
    matched = {row["asset_id"]: row["sponsor_unit_id"] for row in read.rows("assets")}
    problems = {row - 2: code for row, _, code in read.faults}
    assert (matched.get(f"A{place}", ""), problems.get(place, "")) == case[2:]


def test_several_that_fit_are_all_named_with_their_ids(read) -> None:
    told = next(row for row in read.submission.problems.to_pylist() if row["code"] == "sponsor_ambiguous")
    assert told["expected_zh"] == "候选单位：教育局(U4)、教育局(U5)"


def test_the_nearest_names_are_suggested_where_none_fits(read) -> None:
    told = {row["value"]: row["expected_zh"] for row in read.submission.problems.to_pylist()}
    assert "泰州市水务局(U2)" in told["泰州市水务居"]


def test_a_number_given_goes_before_the_name(submit) -> None:
    read = submit({"units.csv": UNITS, "assets.csv": "编号,类别,名称,主办单位,主办单位编号\nA1,政务App,某,教育局,U2\n"})
    assert read.rows("assets")[0]["sponsor_unit_id"] == "U2"


def test_without_units_a_name_is_its_own_number(submit) -> None:
    read = submit({"assets.csv": "编号,类别,名称,主办单位\nA1,政务App,某,某局\n"})
    assert read.rows("assets")[0]["sponsor_unit_id"] == "某局"
