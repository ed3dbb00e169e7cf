"""One version, said alike everywhere."""

import re
from pathlib import Path

import pytest
import yaml

from jianfu import __version__

RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@pytest.fixture(scope="module")
def changelog(repository: Path) -> str:
    return (repository / "CHANGELOG.md").read_text("utf-8")


@pytest.fixture(scope="module")
def publiccode(repository: Path) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((repository / "publiccode.yml").read_text("utf-8"))
    return loaded


def test_the_version_is_the_newest_in_the_change_log(changelog: str) -> None:
    found = RELEASE.search(changelog)
    assert found is not None
    assert found.group(1) == __version__


def test_publiccode_says_the_same_version_and_day(changelog: str, publiccode: dict[str, object]) -> None:
    found = RELEASE.search(changelog)
    assert found is not None
    assert publiccode["softwareVersion"] == found.group(1)
    assert str(publiccode["releaseDate"]) == found.group(2)


def test_releases_are_listed_newest_first(changelog: str) -> None:
    days = [day for _, day in RELEASE.findall(changelog)]
    assert days == sorted(days, reverse=True)


def test_every_release_opens_with_what_changed_in_the_rules(changelog: str) -> None:
    releases = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    opened = [section.partition("\n### ")[2].partition("\n")[0] for section in releases if "\n### " in section]
    assert opened
    assert set(opened) == {"Rules"}


def test_the_licence_is_said_alike(repository: Path, publiccode: dict[str, object]) -> None:
    assert publiccode["legal"]["license"] == "Apache-2.0"  # type: ignore[index]
    assert "Apache License" in (repository / "LICENSE").read_text("utf-8")
    assert 'license = "Apache-2.0"' in (repository / "pyproject.toml").read_text("utf-8")
