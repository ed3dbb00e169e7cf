"""``jianfu rules backtest`` on a run already done."""

import json
from datetime import date
from pathlib import Path

import pytest

from jianfu.cli.backtest import numbers
from jianfu.cli.main import exit_code_of
from jianfu.engine.detection.pack import load

RULES = {rule.id: rule for rule in load(())}
UNITS = "单位编号,单位名称\nU1,清河县水务局\n"
ASSETS = (
    "编号,类别,名称,主办单位编号,账号类型,状态,最近活跃日期,监测日期\n"
    "A1,政务新媒体,清河水务,U1,发布类,在用,2026-05-23,2026-08-01\n"
)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a submission with one account silent for seventy days."""
    folder = tmp_path_factory.mktemp("in")
    (folder / "单位.csv").write_text(UNITS, encoding="utf-8")
    (folder / "应用程序.csv").write_text(ASSETS, encoding="utf-8")
    out = tmp_path_factory.mktemp("done") / "out"
    assert exit_code_of(["run", str(folder), "--out", str(out), "--as-of", "2026-09-01"]) == 0
    return out


def test_it_tells_who_a_lower_limit_would_have_hit(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["rules", "backtest", "NM-04", "--against", str(done), "--limit", "60", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["hits_before"], told["hits_after"]) == (0, 1)
    assert [(row["asset_id"], row["after"]) for row in told["changed"]] == [("A1", "hit")]


def test_it_says_so_in_a_table_too(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["rules", "backtest", "nm-04", "--against", str(done), "--limit", "60"]) == 0
    assert "新增: A1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["NM-99", "--against", "{done}"], "jianfu rules list"),
        (["NM-04", "--against", "{done}", "--limit", "weeks=8"], "idle_days"),
        (["NM-04", "--against", "{done}", "--limit", "两个月"], "--limit"),
        (["NM-04", "--against", "{done}/rows"], "measures.parquet"),
    ],
)
def test_what_cannot_be_asked_is_said(
    done: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert exit_code_of(["rules", "backtest", *(argument.format(done=done) for argument in arguments)]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rule_id", "given", "expected"),
    [
        ("NM-04", ["60"], {"idle_days": 60}),
        ("NM-04", ["idle_days=60"], {"idle_days": 60}),
        ("A-12", ["0.6"], {"overlap": 0.6}),
        ("A-03", ["legacy_deadline=2026-03-01"], {"legacy_deadline": date(2026, 3, 1)}),
    ],
)
def test_limits_are_read_as_numbers_or_dates(rule_id: str, given: list[str], expected: dict[str, object]) -> None:
    assert numbers(RULES[rule_id], given) == expected
