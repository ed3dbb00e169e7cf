"""The maker of the generated pages."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
import typer.main


@pytest.fixture(scope="module")
def make_docs(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", repository / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def command() -> object:
    app = typer.Typer()

    @app.command()
    def count(
        things: Annotated[list[str], typer.Argument(metavar="THING…", help="what to count")],
        seed: Annotated[int, typer.Option(help="seed")] = 0,
        quiet: Annotated[bool, typer.Option("--quiet/--loud", help="say less")] = True,
        only: Annotated[str, typer.Option(help="one|two")] = "",
    ) -> None:
        """数一数。 Count things."""

    return typer.main.get_command(app)


def test_a_page_keeps_what_stands_outside_its_generated_parts(make_docs: ModuleType) -> None:
    page = "# Title\n<!-- made: x -->old<!-- end: x -->\nafter\n"
    assert make_docs.filled(page, {"x": lambda: "new"}) == (
        "# Title\n<!-- made: x -->\n\nnew\n\n<!-- end: x -->\nafter\n"
    )


def test_making_a_page_twice_changes_nothing(make_docs: ModuleType) -> None:
    once = make_docs.filled("<!-- made: x --><!-- end: x -->", {"x": lambda: "new"})
    assert make_docs.filled(once, {"x": lambda: "new"}) == once


def test_a_page_without_a_place_for_a_part_is_an_error(make_docs: ModuleType) -> None:
    with pytest.raises(ValueError, match="made: x"):
        make_docs.filled("<!-- end: x -->", {"x": lambda: "new"})


def test_bars_in_a_cell_do_not_open_a_new_cell(make_docs: ModuleType) -> None:
    assert make_docs.table_row("a|b", "c\nd") == "| a\\|b | c d |"


def test_a_command_is_shown_with_its_help_defaults_and_both_spellings(make_docs: ModuleType, command: object) -> None:
    section = make_docs.command_section("jianfu count", command)
    assert "数一数。 Count things." in section
    assert "| `THING…` (several) | required | what to count |" in section
    assert "| `--seed` | `0` | seed |" in section
    assert "| `--quiet` `--loud` | `--quiet` | say less |" in section
    assert "| `--only` |  | one\\|two |" in section


def test_every_input_table_and_column_is_shown(make_docs: ModuleType) -> None:
    shown = make_docs.input_tables()
    missing = [column.code for table in make_docs.TABLES for column in table.columns if f"`{column.code}`" not in shown]
    assert missing == []


def test_every_measure_is_shown(make_docs: ModuleType) -> None:
    shown = make_docs.measures()
    assert [measure.code for measure in make_docs.MEASURES if f"| `{measure.code}` |" not in shown] == []
