"""The register of a demonstration, and that it never goes where things are in earnest."""

import os
from pathlib import Path

import pytest

from jianfu.cli import demo_register
from jianfu.cli.demo import fill_register
from jianfu.cli.demo_register import Account, UnableToFill


def test_demo_data_do_not_go_into_a_register_in_earnest() -> None:
    with pytest.raises(UnableToFill):
        demo_register.refuse_in_earnest()  # these tests do not run in demo mode


def test_a_production_register_is_never_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"JIANFU_MODE": "production", "DATABASE_URL": "postgres://in-earnest/"})
    demo_register.demo_environment(tmp_path)
    assert os.environ["JIANFU_MODE"] == "demo"
    assert "DATABASE_URL" not in os.environ


def test_a_failure_is_said_and_the_reports_stand(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnableToFill, match="stand"):
        fill_register(tmp_path, "en")  # there is no made-up province


def test_accounts_are_told_with_their_roles(capsys: pytest.CaptureFixture[str]) -> None:
    demo_register.tell([Account("demo-clerk", "clerk", "made-up")])
    said = capsys.readouterr().out
    assert "made-up" in said and "demo-clerk" in said
