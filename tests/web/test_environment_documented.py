"""The table of environment variables is the whole truth."""

import ast
from pathlib import Path

from jianfu.web.environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
READERS = ("environ", "getenv", "environb")


def test_every_variable_is_documented() -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert [each.name for each in VARIABLES if f"`{each.name}`" not in page] == []


def test_only_the_environment_module_reads_the_environment() -> None:
    readers = set()
    for path in (ROOT / "src/jianfu/web").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in READERS:
                readers.add(path.name)
    # The entrance of the web server only names the settings module.
    assert readers == {"environment.py", "wsgi.py"}
