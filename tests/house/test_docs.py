"""The documentation is true: generated parts are current, and links lead somewhere."""

import importlib.util
import re
from pathlib import Path

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def test_the_generated_pages_are_current(repository: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_docs", repository / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    make_docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_docs)
    assert [path.name for path in make_docs.stale_pages()] == [], "run: make docs"


def test_every_link_inside_the_tree_leads_to_a_file(repository: Path) -> None:
    pages = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_is_listed_once_and_keeps_its_shape(repository: Path) -> None:
    folder = repository / "docs" / "adr"
    index = (folder / "README.md").read_text("utf-8")
    records = sorted(path for path in folder.glob("[0-9]*.md"))
    assert [path.name for path in records if index.count(f"({path.name})") != 1] == []
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text("utf-8")
        assert text.startswith(f"# {record.name[:4]} "), record.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Figures", "Consequences"]


def test_every_page_of_docs_is_reached_from_the_index(repository: Path) -> None:
    index = (repository / "docs" / "README.md").read_text("utf-8")
    pages = [path.relative_to(repository / "docs").as_posix() for path in (repository / "docs").rglob("*.md")]
    wanted = [page for page in pages if not page.startswith(("rules/", "adr/")) and page != "README.md"]
    assert [page for page in wanted if f"({page})" not in index] == []
