"""Every command and option says what it does, on the screen and in the documentation."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from jianfu.cli.main import app


def _leaves(name: str, command: Any) -> dict[str, Any]:
    below = getattr(command, "commands", None)
    if below is None:
        return {name: command}
    return {full: leaf for part, child in below.items() for full, leaf in _leaves(f"{name} {part}", child).items()}


COMMANDS = _leaves("jianfu", typer.main.get_command(app))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_each_of_its_options_say_what_they_do(name: str) -> None:
    command = COMMANDS[name]
    assert (command.help or "").strip()
    assert [param.name for param in command.params if not getattr(param, "help", None)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_each_of_its_options(repository: Path, name: str) -> None:
    page = (repository / "docs" / "commands.md").read_text("utf-8")
    section = page.partition(f"## `{name}`\n")[2].partition("\n## ")[0]
    assert section
    options = [option for param in COMMANDS[name].params if param.param_type_name == "option" for option in param.opts]
    assert [option for option in options if f"`{option}`" not in section] == []


def test_every_command_named_in_the_documentation_exists(repository: Path) -> None:
    pages = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    known = {part for name in COMMANDS for part in [name.split()[1]]}
    named = {
        (page.name, word)
        for page in pages
        for word in re.findall(r"`(?:\$ )?jianfu ([a-z]+)|^jianfu ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
        for word in word
        if word
    }
    assert {(page, word) for page, word in named if word not in known} == set()
