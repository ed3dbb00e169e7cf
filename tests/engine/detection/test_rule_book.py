from pathlib import Path

import pytest

from jianfu.engine.detection.pack import load
from jianfu.engine.detection.rule_book import rule_book

BOOK = rule_book()


def test_every_rule_has_a_page_in_both_languages() -> None:
    assert set(BOOK) == {f"{rule.id}.md" for rule in load()} | {"README.md"}
    assert [
        name for name, text in BOOK.items() if name != "README.md" and not ("## 中文" in text and "## English" in text)
    ] == []


def test_a_page_shows_how_provinces_and_cities_differ() -> None:
    assert "### 地方差异：江苏省" in BOOK["A-01.md"]
    assert "### Local variant: Jiangsu Province" in BOOK["A-01.md"]
    assert "地方差异" not in BOOK["NM-01.md"]


@pytest.mark.parametrize("page", ["G-01.md", "G-06.md"])
def test_an_example_says_that_its_text_is_not_public(page: str) -> None:
    assert "原文没有公开" in BOOK[page]
    assert "is not public" in BOOK[page]


def test_the_index_leads_to_every_page() -> None:
    assert [name for name in BOOK if name != "README.md" and f"]({name})" not in BOOK["README.md"]] == []


def test_the_book_in_the_documents_is_the_one_the_packs_make(repository: Path) -> None:
    folder = repository / "docs" / "rules"
    stale = [name for name, text in BOOK.items() if (folder / name).read_text("utf-8") != text]
    assert stale == [], "write it anew: jianfu rules docs --out docs/rules"
    assert {path.name for path in folder.iterdir()} == set(BOOK)
