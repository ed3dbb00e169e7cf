"""The words of the glossary are the words of the folders, and no thing has two."""

import re
from pathlib import Path

import pytest

# Folders inside a word's folder that hold its pages and data, or one layer of it.
ROOMS = {"templates", "static", "migrations", "data", "fonts", "vendor", "locale"}


@pytest.fixture(scope="module")
def glossary(repository: Path) -> str:
    return (repository / "docs" / "glossary.md").read_text("utf-8")


def _rows(glossary: str, heading: str) -> list[list[str]]:
    section = glossary.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


def _folders(repository: Path) -> set[str]:
    """Return the folders that are words, relative to the product: two floors deep, packs and rooms left out."""
    root = repository / "src" / "jianfu"
    found = {path.relative_to(root) for path in root.rglob("*") if path.is_dir() and any(path.iterdir())}
    return {
        folder.as_posix()
        for folder in found
        if len(folder.parts) <= 2 and not ROOMS & set(folder.parts) and "__pycache__" not in folder.parts
    }


def test_every_folder_is_a_word_and_every_word_is_a_folder_or_comes_later(repository: Path, glossary: str) -> None:
    rows = _rows(glossary, "The words of the house")
    built = {place for row in rows if row[4] != "later" for place in re.findall(r"`([\w/]+)`", row[3])}
    later = {place for row in rows if row[4] == "later" for place in re.findall(r"`([\w/]+)`", row[3])}
    assert _folders(repository) - built == set()
    assert {place for place in built if not (repository / "src/jianfu" / place).is_dir()} == set()
    assert {place for place in later if (repository / "src/jianfu" / place).is_dir()} == set()


def test_a_folder_carries_its_word(glossary: str) -> None:
    rows = _rows(glossary, "The words of the house")
    assert [row[0] for row in rows if any(p.split("/")[-1] != row[0] for p in re.findall(r"`([\w/]+)`", row[3]))] == []


def test_no_word_stands_for_two_things_and_no_thing_has_two_words(glossary: str) -> None:
    headings = (
        "The words of the house",
        "The words of the engine",
        "The words of the web half",
        "The words of the field",
    )
    rows = [row for heading in headings for row in _rows(glossary, heading)]
    assert len(rows) > 80
    for column in (0, 1):
        words = [row[column].lower() for row in rows]
        assert sorted({word for word in words if words.count(word) > 1}) == []
