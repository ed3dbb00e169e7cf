"""Every rule carries its limits, its sources, its worked cases and its page."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from jianfu.engine.detection.rule_book import rule_book

PACKS = Path(__file__).resolve().parents[2] / "src" / "jianfu" / "engine" / "rulepacks"
NOT_RULES = ("pack.yaml", "sources.yaml")
FILES = sorted(path for path in PACKS.rglob("*.yaml") if path.name not in NOT_RULES)
STATUSES = {"Q", "P", "F", "I", "G"}
KNOWN = [f"{kind}-{number:02d}" for kind, last in (("NM", 19), ("A", 16), ("G", 23)) for number in range(1, last + 1)]

Rule = dict[str, Any]


def _read(path: Path) -> Rule:
    loaded: Rule = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


RULES = {_named(path): _read(path) for path in FILES}
# A local pack may state only what differs from the rule below it.
WHOLE = {name: rule for name, rule in RULES.items() if name.startswith("national/") or "name" in rule}


def test_all_rules_of_the_field_are_there() -> None:
    assert sorted(name.partition("/")[2] for name in RULES if name.startswith("national/")) == sorted(KNOWN)


@pytest.mark.parametrize("name", RULES)
def test_a_file_is_named_for_its_rule(name: str) -> None:
    assert RULES[name]["id"] == name.partition("/")[2]


@pytest.mark.parametrize("name", RULES)
def test_every_value_of_a_limit_says_its_unit_and_where_it_was_read(name: str) -> None:
    for code, limit in RULES[name].get("limits", {}).items():
        if name in WHOLE:
            assert limit["unit"], code
        for value in limit.get("values", []):
            assert "value" in value, code
            assert value["source"], code
            assert value["source_status"] in STATUSES, code


@pytest.mark.parametrize("name", WHOLE)
def test_a_rule_names_its_sources_and_how_sure_they_are(name: str) -> None:
    rule = WHOLE[name]
    assert rule["source"]
    assert rule["source_status"] in STATUSES


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("part", ["name", "sentence", "basis"])
def test_a_rule_speaks_both_languages(name: str, part: str) -> None:
    text = WHOLE[name][part]
    assert re.search(r"[\u4e00-\u9fff]", text["zh"])
    assert re.search(r"[A-Za-z]", text["en"])


@pytest.mark.parametrize("name", WHOLE)
def test_a_rule_has_worked_cases_of_each_verdict_it_can_give(name: str) -> None:
    rule = WHOLE[name]
    expected = [case["expect"] for case in rule["cases"]]
    wanted = {"hit", "clear", "unknown"} | ({"exempt"} if rule.get("exemptions") else set())
    assert wanted <= set(expected)
    assert len(expected) >= 4


@pytest.mark.parametrize("name", WHOLE)
def test_no_limit_hides_in_a_condition(name: str) -> None:
    condition = re.sub(r"'[^']*'", "", f"{WHOLE[name].get('applies_to', '')} {WHOLE[name]['predicate']}")
    numbers = [number for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", condition) if number not in {"0", "1"}]
    assert numbers == []


def test_every_rule_has_its_page_and_every_page_is_current(repository: Path) -> None:
    folder = repository / "docs" / "rules"
    book = rule_book()
    assert {f"{name.partition('/')[2]}.md" for name in RULES} <= set(book)
    stale = [name for name, text in book.items() if not (folder / name).is_file() or _text(folder / name) != text]
    strays = [path.name for path in folder.iterdir() if path.name not in book]
    assert (stale, strays) == ([], []), "run: make docs"


def _text(path: Path) -> str:
    return path.read_text("utf-8")
