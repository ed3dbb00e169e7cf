"""``jianfu link``: a pair explained, the queue listed, the model refitted only when told to."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from jianfu.cli.link import UnableToShowPairs, app
from jianfu.engine.linkage.model import load_model

OVERLAP = [{"field": "functions", "level": "overlap", "shared": 3, "jaccard": 0.75}]
ASSETS = """编号,类别,名称,平台,主办单位,状态
甲1,政务新媒体,清河发布,微信公众号,清河县政府办,在用
乙2,政务新媒体,清河发布,微信公众号,清河县政府办,在用
"""


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def _write(folder: Path, table: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    schema = pa.schema([(name, pa.float64() if name == "score" else pa.string()) for name in columns])
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{table}.parquet")


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    pair = {"left_id": "A", "right_id": "B", "kind": "same_function", "tier": "review", "score": 0.75}
    columns = ("left_id", "right_id", "kind", "tier", "score", "reasons", "judgement")
    _write(tmp_path, "pairs", [pair | {"reasons": json.dumps(OVERLAP)}], columns)
    assets = [{"asset_id": i, "name": f"智慧水务{i}", "sponsor_unit": "清河县水务局"} for i in "AB"]
    _write(tmp_path, "assets", assets,
           ("asset_id", "name", "platform", "sponsor_unit", "sponsor_unit_id", "region_code"))  # fmt: skip
    clash = {"left_id": "C", "right_id": "E", "path": "C;D;E"}
    _write(tmp_path, "contradictions", [clash], ("left_id", "right_id", "path"))
    return tmp_path


def test_a_pair_is_explained_in_plain_words(finished: Path) -> None:
    code, shown = run("show", finished, "B", "A")
    assert code == 0
    for part in ("智慧水务A", "清河县水务局", "功能相同【待核】", "共有功能3项，重合度0.75"):
        assert part in shown


def test_a_pair_is_explained_in_english_when_asked(finished: Path) -> None:
    _, shown = run("show", finished, "A", "B", "--lang", "en")
    assert "3 functions shared, overlap 0.75" in shown
    assert "to review" in shown


def test_a_pair_that_is_none_is_said_so_with_what_to_do(finished: Path) -> None:
    with pytest.raises(UnableToShowPairs, match="jianfu link queue"):
        run("show", finished, "A", "Z")


def test_a_folder_that_is_no_run_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnableToShowPairs, match=r"pairs\.parquet"):
        run("queue", tmp_path / "nothing")


def test_the_queue_lists_what_waits_and_words_that_clash(finished: Path) -> None:
    code, shown = run("queue", finished)
    assert code == 0
    assert "待核 1 对" in shown
    assert "智慧水务A" in shown
    assert "结论矛盾：C = D = E，但 C ≠ E" in shown


def test_the_queue_can_be_narrowed(finished: Path) -> None:
    assert "待核 0 对" in run("queue", finished, "--kind", "rebound")[1]
    assert "0 pairs wait" in run("queue", finished, "--unit", "U9", "--lang", "en")[1]


def test_the_queue_as_csv_can_be_read_by_a_program(finished: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("queue", finished, "--csv")[1])))
    assert [(row["left_id"], row["right_id"], row["score"]) for row in rows] == [("A", "B", "0.75")]
    assert json.loads(rows[0]["reasons"]) == OVERLAP


def test_refitting_writes_nothing_unless_told_to(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "model.yaml"
    inputs.mkdir()
    (inputs / "应用程序.csv").write_text(ASSETS, "utf-8")
    (inputs / "比对结论.csv").write_text("左编号,右编号,结论\n甲1,乙2,是\n", "utf-8")
    code, shown = run("refit", inputs, "--out", out)
    assert code == 0
    assert "判为同一个 1 对" in shown
    assert not out.exists()
    assert "Wrote" in run("refit", inputs, "--out", out, "--write", "--fewest", "1", "--lang", "en")[1]
    assert load_model(out).version.endswith("+refit")
