import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jianfu.cli.main import exit_code_of
from jianfu.cli.rules import app

PACK = "code: mine\nzh: 本县\nen: Mine\nlevel: county\nnote: {zh: 说明, en: note}\n"
OWN = "version: 1\nsource: [本县办法]\nsource_status: P\n"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    return folder


def test_the_list_names_every_rule_with_severity_dates_and_what_it_waits_for() -> None:
    code, shown = run("list", "--as-of", "2026-01-24")
    assert code == 0
    assert "58 条" in shown
    for part in ("NM-01", "G-23", "单项否决", "自2026-01-25起", "未施行", "停用", "限值未设", "严重错误数"):
        assert part in shown


def test_the_list_is_english_when_asked() -> None:
    _, shown = run("list", "--lang", "en")
    assert "Suspected zombie" in shown
    assert "limit not set" in shown


def test_the_list_as_json_can_be_read_by_a_program() -> None:
    code, shown = run("list", "--json", "--pack", "jiangsu", "--as-of", "2025-07-01")
    rules = {rule["id"]: rule for rule in json.loads(shown)}
    assert code == 0
    assert len(rules) == 58
    assert rules["A-01"]["pack"] == "jiangsu"
    assert rules["A-01"]["in_force"] is True
    assert rules["A-01"]["severity"][-1] == {"when": None, "is": "review"}
    assert rules["NM-17"]["unset_limits"] == ["followers"]
    assert rules["NM-08"]["waits_for"] == ["grave_errors"]


@pytest.mark.parametrize("written", ["G-05", "g-05", "g5", "G 5"])
def test_a_rule_is_shown_whole_however_its_id_is_written(written: str) -> None:
    code, shown = run("show", written)
    assert code == 0
    for part in ("事毕未散", "limit.days", "默认值，未经核实", "办结8天仍未解散", "珠海市香洲区"):
        assert part in shown


def test_a_rule_is_shown_as_the_packs_leave_it() -> None:
    _, shown = run("show", "NM-09", "--pack", "jiangsu", "--lang", "en")
    assert "national-1+jiangsu-1" in shown
    assert "deduct" in shown


def test_an_unknown_rule_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["rules", "show", "NM-99"]) == 2
    assert "NM-09" in capsys.readouterr().err


def test_an_unknown_pack_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["rules", "list", "--pack", "jiangsuu", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "Nearest known name: jiangsu" in said
    assert "Bundled: national, jiangsu" in said


@pytest.mark.parametrize("pack", ["national", "jiangsu", "wuxi", "nantong"])
def test_the_bundled_packs_pass_the_check(pack: str) -> None:
    code, said = run("check", pack)
    assert code == 0
    assert "问题 0 处" in said


def test_a_sound_pack_passes_and_is_counted(mine: Path) -> None:
    limit = "limits: {idle_days: {values: [{value: 90, source: 本县办法, source_status: P}]}}\n"
    (mine / "NM-04.yaml").write_text("id: NM-04\n" + OWN + limit, "utf-8")
    code, said = run("check", str(mine), "--over", "jiangsu", "--lang", "en")
    assert code == 0
    assert "1 rules, 7 worked cases, 0 faults" in said


def test_every_fault_of_a_pack_is_said_with_its_place(mine: Path) -> None:
    (mine / "NM-04.yaml").write_text("id: NM-04\n" + OWN + "predicate: silent_day > 3\nseverty: []\n", "utf-8")
    code, said = run("check", str(mine))
    assert code == 1
    assert "NM-04.yaml 第5行" in said
    assert "silent_days" in said
    assert "NM-04.yaml 第6行" in said
    assert "severity" in said


def test_a_changed_limit_breaks_the_cases_written_for_the_old_one(mine: Path) -> None:
    limit = "limits: {idle_days: {values: [{value: 300, source: 本县办法, source_status: P}]}}\n"
    (mine / "NM-04.yaml").write_text("id: NM-04\n" + OWN + limit, "utf-8")
    code, said = run("check", str(mine))
    assert code == 1
    assert "静默90天，列入清单" in said
    assert "未命中" in said


def test_the_rule_book_is_written_where_asked(tmp_path: Path) -> None:
    code, said = run("docs", "--out", str(tmp_path / "book"))
    assert code == 0
    assert "59" in said
    assert len(list((tmp_path / "book").glob("*.md"))) == 59
