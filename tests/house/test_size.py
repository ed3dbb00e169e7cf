"""Nothing grows past what one person can hold in mind."""

import ast
import re
from pathlib import Path
from typing import Any

MAX_LINES = 400
MAX_STATEMENTS = 50
OWN_TEXT = {".html", ".css", ".js", ".sql", ".yaml", ".md"}
VENDORED = ("vendor", "vendored", "echarts")
# Django writes the first migration of a word from its models, each of which is kept short.
INITIAL = re.compile(r"src/jianfu/web/\w+/migrations/0001_initial\.py")
GENERATED = ("docs/rules/", "docs/contract.md", "docs/commands.md")


def test_no_module_is_longer_than_four_hundred_lines(everything: tuple[Any, ...]) -> None:
    written = [module for module in everything if not INITIAL.fullmatch(str(module.path))]
    assert {str(module.path): module.lines for module in written if module.lines > MAX_LINES} == {}


def test_no_function_has_more_than_fifty_statements(everything: tuple[Any, ...]) -> None:
    too_long = {
        f"{module.path}:{function.lineno} {function.name}": count
        for module in everything
        for function in module.functions
        if (count := sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1) > MAX_STATEMENTS
    }
    assert too_long == {}


def test_no_page_script_or_text_of_ours_is_longer_than_four_hundred_lines(
    repository: Path, tracked: tuple[Path, ...]
) -> None:
    too_long = {}
    for path in tracked:
        name = path.relative_to(repository).as_posix()
        if path.suffix not in OWN_TEXT or any(word in name for word in VENDORED) or name.startswith(GENERATED):
            continue
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES:
            too_long[name] = lines
    assert too_long == {}
