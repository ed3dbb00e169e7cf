"""The page that leads to the reports of a demonstration."""

import json
from pathlib import Path

import pytest

from jianfu.cli.demo_page import Shown, write_page
from jianfu.tables.report.runfile import UnableToReadRun

RUN = {
    "jianfu": "0.1.0",
    "as_of": "2026-09-01",
    "packs": ["national", "jiangsu"],
    "tables": {
        "units": {"received": 10, "accepted": 9, "rejected": 1},
        "assets": {"received": 1500, "accepted": 1498, "rejected": 2},
    },
    "rules": [
        {"id": "NM-01", "name_zh": "不更新", "name_en": "Not updated", "pack": "national", "version": 1}
        | {"hits": 7, "unknown": 4, "exempt": 0},
    ],
}


@pytest.fixture
def county(tmp_path: Path) -> Shown:
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(RUN), "utf-8")
    (folder / "report.html").write_text("", "utf-8")
    return Shown("示例县", "A county <made up>", "几份表格", "some tables", folder)


def test_the_page_leads_to_the_files_that_are_there_and_to_no_others(tmp_path: Path, county: Shown) -> None:
    page = write_page(tmp_path, [county]).read_text("utf-8")
    assert 'href="county/report.html"' in page
    assert "rejected.xlsx" not in page


def test_the_page_says_the_figures_of_the_run(tmp_path: Path, county: Shown) -> None:
    page = write_page(tmp_path, [county]).read_text("utf-8")
    for figure in ("<dd>1,510</dd>", "<dd>3</dd>", "<dd>1,498</dd>", "<dd>7</dd>", "<dd>4</dd>"):
        assert figure in page
    assert "2026-09-01" in page
    assert "national · jiangsu" in page
    assert "$" not in page


def test_titles_are_text_and_never_markup(tmp_path: Path, county: Shown) -> None:
    assert "A county &lt;made up&gt;" in write_page(tmp_path, [county]).read_text("utf-8")


def test_a_result_without_its_record_is_said_so(tmp_path: Path, county: Shown) -> None:
    (county.folder / "run.json").unlink()
    with pytest.raises(UnableToReadRun):
        write_page(tmp_path, [county])
