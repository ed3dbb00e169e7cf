"""Every action that is written to the audit chain has a name in plain words."""

import ast
import re
from pathlib import Path

import pytest

from jianfu.web.base import deed_names
from jianfu.web.registry.actions import filing, life
from jianfu.web.units.models import UnitChange

ROOMS = ("units", "posts", "people", "registry", "request", "census", "tokens", "webhooks", "jobs", "sealed", "sign_in")

ACTION = re.compile(rf"({'|'.join(ROOMS)})\.(?!parquet)[a-z_]*[a-z]")


def _written(repository: Path) -> set[str]:
    """Return every code of an action in the modules that write: a dotted word that begins with a room's name."""
    found = set()
    for path in (repository / "src/jianfu/web").glob("*/actions/*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        found |= {text for text in texts if ACTION.fullmatch(text)}
    return found


@pytest.mark.one_database
def test_every_action_has_a_name(repository: Path) -> None:
    written = _written(repository)
    assert len(written) > 40
    assert sorted(written - set(deed_names.ACTIONS)) == []


@pytest.mark.one_database
def test_moves_and_reforms_have_names_too() -> None:
    codes = {f"registry.{move}" for move in life.BY_CODE} | {f"units.{kind}" for kind in UnitChange.Kind.values}
    codes |= {f"filing.{name}" for name in filing.machine.BY_NAME}
    assert sorted(codes - set(deed_names.ACTIONS)) == []


@pytest.mark.one_database
def test_fields_and_values_are_called_as_on_pages() -> None:
    assert str(deed_names.labels_of("unit")["level"]) == "层级"
    assert str(deed_names.shown("unit", "level", "town")) == "乡级"
    assert deed_names.shown("unit", "name", "石门镇") == "石门镇"
    assert str(deed_names.shown("person", "is_active", False)) == "否"
    assert deed_names.labels_of("unknown") == {}
