"""What every test of the house looks at."""

import ast
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of ours, parsed."""

    path: Path
    tree: ast.Module
    lines: int

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _parsed(repository: Path, folder: str) -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(repository), ast.parse(text := path.read_text("utf-8")), len(text.splitlines()))
        for path in sorted((repository / folder).rglob("*.py"))
        if "__pycache__" not in path.parts
    )


@pytest.fixture(scope="session")
def source(repository: Path) -> tuple[Module, ...]:
    """Return every module of the product."""
    return _parsed(repository, "src/jianfu")


@pytest.fixture(scope="session")
def everything(repository: Path, source: tuple[Module, ...]) -> tuple[Module, ...]:
    """Return every module of ours: product, tests, tools, bench."""
    return source + tuple(module for folder in ("tests", "tools", "bench") for module in _parsed(repository, folder))


@pytest.fixture(scope="session")
def tracked(repository: Path) -> tuple[Path, ...]:
    """Return every file that belongs to the tree, as git lists them."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=False, text=True)
    if listed.returncode:
        pytest.skip("the tree is not a git clone")
    return tuple(path for name in listed.stdout.split("\0") if name and (path := repository / name).is_file())
