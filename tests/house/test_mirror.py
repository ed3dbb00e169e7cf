"""The tests mirror the source: whoever knows one tree knows the other."""

import ast
from pathlib import Path
from typing import Any

FREE_FOLDERS = ("house", "journeys")


def _has_code(module: Any) -> bool:
    """Tell whether a module does something: data, words and protocols have nothing to test by themselves."""
    protocols = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in node.bases)
    ]
    promised = {id(child) for protocol in protocols for child in ast.walk(protocol)}
    return any(id(function) not in promised for function in module.functions)


def test_a_package_file_holds_no_code(source: tuple[Any, ...]) -> None:
    assert [str(module.path) for module in source if module.name == "__init__" and _has_code(module)] == []


def test_every_module_with_code_has_its_test_file(repository: Path, source: tuple[Any, ...]) -> None:
    missing = []
    for module in source:
        folder = repository / "tests" / module.path.relative_to("src/jianfu").parent
        tested = [*folder.glob(f"test_{module.name}.py"), *folder.glob(f"test_{module.name}_*.py")]
        if _has_code(module) and not tested:
            missing.append(f"{module.path} -> {(folder / f'test_{module.name}.py').relative_to(repository)}")
    assert missing == []


def test_every_tool_has_its_test_file(repository: Path, everything: tuple[Any, ...]) -> None:
    tools = [module for module in everything if module.path.parts[0] == "tools" and _has_code(module)]
    assert [str(t.path) for t in tools if not (repository / "tests/tools" / f"test_{t.name}.py").is_file()] == []


def _homes(repository: Path, test: Path) -> list[Path]:
    """Return what a test file may be the test of: a module, or a folder of data."""
    parts = test.relative_to("tests").parts[:-1]
    root = repository if parts[:1] in {("tools",), ("bench",)} else repository / "src/jianfu"
    return [*(root.joinpath(*parts)).glob("*.py"), *(p for p in root.joinpath(*parts).glob("*") if p.is_dir())]


def test_every_test_file_has_its_module(repository: Path, everything: tuple[Any, ...]) -> None:
    strays = []
    for module in everything:
        if module.path.parts[0] != "tests" or not module.name.startswith("test_"):
            continue
        if module.path.parts[1] in FREE_FOLDERS:
            continue
        subject = module.name.removeprefix("test_")
        homes = {home.stem for home in _homes(repository, module.path)}
        if not any(subject == home or subject.startswith(f"{home}_") for home in homes):
            strays.append(str(module.path))
    assert strays == []
