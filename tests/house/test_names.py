"""Names of files: a thing of the field, never a drawer for odds and ends."""

import ast
import re
from pathlib import Path
from typing import Any

DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "tools", "lib", "base_utils"}
PLAIN = re.compile(r"[a-z][a-z0-9_]*|__init__|__main__")


def test_no_module_or_folder_of_the_product_is_a_drawer(source: tuple[Any, ...]) -> None:
    named = {part.removesuffix(".py") for module in source for part in module.path.relative_to("src").parts}
    assert named & DRAWERS == set()


def test_module_names_are_plain_words(source: tuple[Any, ...]) -> None:
    named = [module for module in source if "migrations" not in module.path.parts]  # Django numbers those
    assert [str(module.path) for module in named if not PLAIN.fullmatch(module.name)] == []


def test_no_file_name_needs_quoting_in_a_shell(tracked: tuple[Path, ...]) -> None:
    assert [path.name for path in tracked if re.search(r"[\s'\"`$&;|<>*?\\]", path.name)] == []


def test_errors_meant_for_people_are_named_for_what_could_not_be_done(source: tuple[Any, ...]) -> None:
    """An error that carries zh and en is shown as a sentence; the command line knows it by its name."""
    strays = []
    for module in source:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = " ".join(ast.unparse(base) for base in node.bases)
            is_error = bool(re.search(r"(Error|Exception)\b", bases)) or "UnableTo" in bases
            if is_error and not re.match(r"Unable(To|$)", node.name):
                strays.append(f"{module.path}: {node.name}({bases})")
    assert strays == []
