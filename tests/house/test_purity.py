"""The engine reads no clock, no environment and no chance: the day, the seed and the actor are arguments."""

import ast
import re
from typing import Any

import pytest

BANNED_MODULES = {"random", "secrets", "time", "uuid", "locale", "getpass", "platform"}
BANNED_NAMES = (
    r"datetime\.datetime\.(now|utcnow|today)",
    r"datetime\.date\.today",
    r"os\.(environ|environb|getenv|getenvb|putenv|urandom|getlogin)",
    r"numpy\.random\.(?!Generator$|SeedSequence$|default_rng$|PCG64$|PCG64DXSM$|Philox$|BitGenerator$)\w+",
)
SEEDED = re.compile(r"numpy\.random\.(default_rng|SeedSequence|PCG64|PCG64DXSM|Philox)")
SQL_CHANCE = re.compile(
    r"\b(now|today|random|rand|uuid|gen_random_uuid|setseed|getenv|get_current_timestamp|current_localtimestamp)\s*\("
    r"|\bcurrent_(date|time|timestamp)\b",
    re.IGNORECASE,
)


def _aliases(tree: ast.Module) -> dict[str, str]:
    """Return what each imported name stands for, in full."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {
                a.asname or a.name.partition(".")[0]: a.name if a.asname else a.name.partition(".")[0]
                for a in node.names
            }
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return found


def _full_name(node: ast.expr, aliases: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value, aliases)}.{node.attr}"
    return aliases.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def _docstrings(tree: ast.Module) -> set[int]:
    """Return the string expressions that nobody reads but people."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def impurities(tree: ast.Module) -> list[str]:
    """Return each place where the code would give another answer tomorrow, elsewhere or by chance."""
    aliases, prose = _aliases(tree), _docstrings(tree)
    found = [f"imports {name}" for name in aliases.values() if name.partition(".")[0] in BANNED_MODULES]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = _full_name(node, aliases)
            found += [f"{node.lineno}: {name}" for banned in BANNED_NAMES if re.fullmatch(banned, name)]
        if isinstance(node, ast.Call):
            name = _full_name(node.func, aliases)
            if name == "hash":
                found.append(f"{node.lineno}: hash() differs from process to process")
            if SEEDED.fullmatch(name) and not (node.args or node.keywords):
                found.append(f"{node.lineno}: {name} without a seed")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            found += [f"{node.lineno}: SQL {hit.group(0)}" for hit in SQL_CHANCE.finditer(node.value)]
    return found


def test_the_engine_reads_no_clock_environment_or_chance(source: tuple[Any, ...]) -> None:
    engine = [module for module in source if module.path.parts[:3] == ("src", "jianfu", "engine")]
    assert engine
    assert {str(module.path): found for module in engine if (found := impurities(module.tree))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import time",
        "from time import perf_counter",
        "import random as r",
        "from uuid import uuid4",
        "import datetime\ndatetime.datetime.now()",
        "import datetime as dt\ndt.date.today()",
        "from datetime import datetime\ndatetime.utcnow()",
        "from datetime import date as day\nday.today()",
        "import os\nos.environ['X']",
        "from os import getenv\ngetenv('X')",
        "import numpy as np\nnp.random.default_rng()",
        "import numpy as np\nnp.random.rand(3)",
        "from numpy.random import shuffle\nshuffle([])",
        "hash('减负')",
        "q = 'SELECT now()'",
        "q = f'SELECT {1} WHERE d < current_date'",
    ],
)
def test_each_way_out_of_purity_is_found(code: str) -> None:
    assert impurities(ast.parse(code)) != []


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date, datetime, time\ndate(2026, 9, 1)",
        "import numpy as np\nnp.random.default_rng(seed)",
        "import numpy as np\ndef f(g: np.random.Generator) -> None: ...",
        "import os\nos.cpu_count()",
        '"""Never reads now() or the environment."""',
        "q = 'SELECT known(1), uuid_of FROM random_table'",
    ],
)
def test_pure_code_is_left_in_peace(code: str) -> None:
    assert impurities(ast.parse(code)) == []
