"""``jianfu found``; what it does is tested with ``web.units.actions.founding``."""

import pytest

from jianfu.cli.main import exit_code_of


@pytest.mark.one_database
def test_a_level_that_is_none_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["found", "--unit", "省", "--username", "a", "--name", "某", "--level", "x"]) == 2
    assert "province" in capsys.readouterr().err
