"""The command line as a whole: languages, exit codes, and sentences instead of tracebacks."""

import errno

import pytest
import typer

from jianfu import __version__
from jianfu.cli import main as command_line
from jianfu.cli.unable import Unable


class UnableToDemonstrate(Unable):
    """A failure meant for a person."""


FAILURES = {
    "person": UnableToDemonstrate(zh="这样不行。", en="This cannot be."),
    "disk": OSError(errno.ENOSPC, "No space left on device", "/out/x"),
    "fault": ZeroDivisionError("division by zero"),
    "stopped": KeyboardInterrupt(),
}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Swap in a command line whose one command fails as it is told to."""
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command()
    def fail(how: str, lang: str = "zh") -> None:
        if how in FAILURES:
            raise FAILURES[how]
        raise typer.Exit(int(how))

    monkeypatch.setattr(command_line, "app", app)


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(["--version"]) == 0
    assert capsys.readouterr().out == f"jianfu {__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(["--help"]) == 0
    shown = capsys.readouterr().out
    registered = [command.name for command in command_line.app.registered_commands]
    assert registered
    assert all(name in shown for name in registered if name)


@pytest.mark.parametrize("arguments", [["nonsense"], ["serve", "--prot", "1"], ["serve", "--port", "x"]])
def test_bad_arguments_do_nothing_and_say_so(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(arguments) == 2
    assert "Traceback" not in (shown := capsys.readouterr().err)
    assert shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["person"], "这样不行。\n"), (["person", "--lang", "en"], "This cannot be.\n")],
)
def test_an_error_for_a_person_is_a_sentence_on_stderr(
    failing: None, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert command_line.exit_code_of(arguments) == 2
    assert capsys.readouterr() == ("", sentence)


def test_a_full_disk_is_a_sentence_that_names_the_file(failing: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(["disk"]) == 2
    assert capsys.readouterr().err == "No space left on device /out/x\n"


def test_a_fault_of_our_own_is_never_taken_for_a_result(failing: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(["fault"]) == 2
    assert "ZeroDivisionError" in (shown := capsys.readouterr().err)
    assert "报告给维护者" in shown


def test_stopping_says_that_nothing_is_left_behind(failing: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.exit_code_of(["stopped"]) == 130
    assert "没有留下" in capsys.readouterr().err


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_command_decides_its_exit_code(failing: None, code: int) -> None:
    assert command_line.exit_code_of([str(code)]) == code


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        ([], "zh"),
        (["--lang", "en"], "en"),
        (["--lang=en"], "en"),
        (["--lang", "zh"], "zh"),
        (["--lang"], "zh"),
        (["run", "x", "--lang", "xx"], "zh"),
    ],
)
def test_the_language_of_errors_is_the_one_asked_for(arguments: list[str], lang: str) -> None:
    assert command_line.language_of(arguments) == lang
