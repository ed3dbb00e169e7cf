"""``jianfu run`` on small submissions: exit codes, what is written, what is said."""

import csv
import json
from pathlib import Path

import pytest

from jianfu.cli.main import exit_code_of
from jianfu.engine.schema.outputs import OUTPUTS

UNITS = "单位编号,单位名称,层级,行政区划代码\nU1,清河县水务局,县级,320899\n"
HEAD = "编号,类别,名称,平台,主办单位编号,账号类型,状态,最近活跃日期,监测日期\n"
QUIET = "A1,政务新媒体,清河水务,微信公众号,U1,发布类,在用,2026年1月3日,2026.8.1\n"
FRESH = "A2,政务新媒体,清河节水,新浪微博,U1,发布类,在用,2026-07-31,2026-08-01\n"
BAD = "A3,政务新媒体,清河河长,抖音,U1,发布类,在用,2026-13-45,2026-08-01\n"
WRITTEN = {
    "assets.csv",
    "assets.parquet",
    "findings.csv",
    "findings.parquet",
    "measures.parquet",
    "rejected.xlsx",
    "report.docx",
    "report.html",
    "report.xlsx",
    "rows",
    "run.json",
    *(f"{output.code}.{form}" for output in OUTPUTS for form in ("csv", "parquet")),
}


def _submission(folder: Path, *rows: str, head: str = HEAD) -> Path:
    folder.mkdir()
    (folder / "单位.csv").write_text(UNITS, encoding="gb18030")
    (folder / "应用程序_水务局.csv").write_text(head + "".join(rows), encoding="gb18030")
    return folder


def _run(folder: Path, out: Path, *more: str) -> int:
    return exit_code_of(["run", str(folder), "--out", str(out), "--as-of", "2026-09-01", *more])


def _findings(out: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (out / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(row["asset_id"], row["rule_id"]): row for row in csv.DictReader(file)}


def test_a_sound_submission_is_judged_and_everything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert _run(_submission(tmp_path / "in", QUIET, FRESH), out, "--max-hit-percent", "50") == 0
    assert {path.name for path in out.iterdir()} == WRITTEN
    found = _findings(out)
    assert found["A1", "NM-04"]["verdict"] == "hit"
    assert found["A1", "NM-04"]["needs_confirmation"] == "false"
    assert ("A2", "NM-04") not in found
    assert "report.html" in capsys.readouterr().out


def test_a_bad_row_is_left_out_and_the_rest_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert _run(_submission(tmp_path / "in", QUIET, BAD), out) == 1
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["tables"]["assets"] == {"received": 2, "accepted": 1, "rejected": 1}
    assert {asset for asset, _ in _findings(out)} == {"A1"}
    assert "rejected.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "昨天"], "2026-09-01"),
        (["--pack", "jiangsu-typo"], "jiangsu"),
        (["--max-hit-percent", "140"], "max-hit-percent"),
    ],
)
def test_bad_arguments_leave_nothing_and_say_what_was_expected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    folder = _submission(tmp_path / "in", QUIET)
    assert _run(folder, tmp_path / "out", *arguments) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_an_unknown_column_stops_the_run_and_names_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _submission(tmp_path / "in", QUIET, head=HEAD.replace("最近活跃日期", "最近活越日期"))
    assert _run(folder, tmp_path / "out") == 2
    assert "最近活跃日期" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_the_same_submission_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = _submission(tmp_path / "in", QUIET, FRESH, BAD)
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        _run(folder, out)
    tables = {path.name for path in outs[0].iterdir() if path.suffix in (".csv", ".parquet")}
    for name in sorted(tables):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes(), name


def test_sentences_and_reports_come_in_english_when_asked(tmp_path: Path) -> None:
    _run(_submission(tmp_path / "in", QUIET), tmp_path / "out", "--lang", "en")
    assert "days" in _findings(tmp_path / "out")["A1", "NM-04"]["reason"]
