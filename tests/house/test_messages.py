"""Every sentence a page shows is marked, has its English, and is in the catalogues."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff]")
SKIPPED = {"migrations", "vendor"}
MARKING = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
# Field data rather than sentences of the page; environment.py states both languages itself.
# Sentences that stand beside their English (zh=, en=), words of the field as data, titles kept with what they name.
# Those of registry/actions/values.py are still Chinese in both languages.
DATA = {
    "environment.py",
    "web/api.py",
    "api/errors.py",
    "jobs/rescue.py",
    "base/actions/clearing.py",
    "actions/applying.py",
    "actions/importing_commit.py",
    "actions/importing_finish.py",
    "actions/reconciliation.py",
    "forms/cells.py",
    "views/importing.py",
    "actions/exemption.py",
    "actions/filing_number.py",
    "queries/filing.py",
}
# What may stand in Chinese in a template: marked strings, comments, and what says that it is Chinese.
ALLOWED = re.compile(
    r"{#.*?#}|{% comment .*?%}.*?{% endcomment %}|{% comment %}.*?{% endcomment %}"
    r"|{% blocktrans(?:late)?\b.*?{% endblocktrans(?:late)? %}|{% trans(?:late)? .*?%}|_\(\"[^\"]*\"\)"
    r"|lang=\"zh-Hans\"[^>]*>.*?</(?:a|button|td|th|dd|span|div|p|option|li|b|strong|h1|h2)>",
    re.S,
)


def _tool(repository: Path) -> Any:
    spec = importlib.util.spec_from_file_location("make_messages", repository / "tools/make_messages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogues_are_current_and_every_string_has_its_english(repository: Path, capsys: Any) -> None:
    code = _tool(repository).main(["--check"])
    said = capsys.readouterr().err.splitlines()
    assert (code, len(said), said[:5]) == (0, 0, [])


def test_templates_hold_no_chinese_outside_marked_strings(repository: Path) -> None:
    bare = {}
    for path in sorted((repository / "src/jianfu/web").rglob("*.html")):
        left = ALLOWED.sub("", path.read_text("utf-8"))
        if found := [line.strip()[:80] for line in left.splitlines() if HAN.search(line)]:
            bare[path.relative_to(repository).as_posix()] = found
    assert bare == {}


def test_python_of_the_web_half_holds_no_chinese_outside_marked_strings(repository: Path) -> None:
    bare = {}
    for path in sorted((repository / "src/jianfu/web").rglob("*.py")):
        if SKIPPED.intersection(path.parts) or path.as_posix().endswith(tuple(DATA)):
            continue
        if found := [f"{line}: {text[:40]}" for line, text in _bare(ast.parse(path.read_text("utf-8")))]:
            bare[path.relative_to(repository).as_posix()] = found
    assert bare == {}


def _bare(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield Chinese strings that are neither documentation, nor marked, nor half of a sentence in both languages."""
    allowed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(id(node.value))
        elif isinstance(node, ast.Call) and _name(node.func) in MARKING:
            allowed |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
        elif isinstance(node, ast.keyword) and node.arg == "zh":
            allowed |= {id(inner) for inner in ast.walk(node.value)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in allowed:
            continue
        if isinstance(node.value, str) and HAN.search(node.value):
            yield node.lineno, node.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
