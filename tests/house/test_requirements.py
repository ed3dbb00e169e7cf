"""What we install is pinned, hashed, explained, and names no index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = {"core": None, "dev": "dev", "spark": "spark", "bench": "bench"}
PEERS = "peers"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, object]:
    return tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]


def _wanted(project: dict[str, object], extra: str | None) -> list[Requirement]:
    listed = list(project["dependencies"])  # type: ignore[call-overload]
    if extra:
        listed += project["optional-dependencies"][extra]  # type: ignore[index]
    return [Requirement(line) for line in listed]


def test_every_lock_file_is_one_of_the_five(repository: Path) -> None:
    assert sorted(path.name for path in (repository / "requirements").iterdir()) == sorted(
        f"{k}.txt" for k in (*LOCKS, PEERS)
    )


@pytest.mark.parametrize("lock", (*LOCKS, PEERS))
def test_every_line_of_a_lock_is_a_pin_a_hash_or_a_comment(repository: Path, lock: str) -> None:
    text = (repository / "requirements" / f"{lock}.txt").read_text("utf-8")
    strays = [
        line
        for line in text.splitlines()
        if not re.fullmatch(r"\s*#.*|    --hash=sha256:[0-9a-f]{64}( \\)?|\S+==\S+( ; .*)? \\", line)
    ]
    assert strays == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(repository: Path, lock: str) -> None:
    blocks = re.split(r"^(?=\S)", (repository / "requirements" / f"{lock}.txt").read_text("utf-8"), flags=re.MULTILINE)
    assert [block.splitlines()[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_an_index(repository: Path, lock: str) -> None:
    text = (repository / "requirements" / f"{lock}.txt").read_text("utf-8")
    assert re.findall(r"://|index-url|find-links|trusted-host| @ ", text) == []


@pytest.mark.parametrize(("lock", "extra"), LOCKS.items())
def test_every_dependency_is_locked_within_its_bounds(
    repository: Path, project: dict[str, object], lock: str, extra: str | None
) -> None:
    text = (repository / "requirements" / f"{lock}.txt").read_text("utf-8")
    pinned = [(canonicalize_name(name), version) for name, version in PIN.findall(text)]
    loose = [
        str(wanted)
        for wanted in _wanted(project, extra)
        if not any(name == canonicalize_name(wanted.name) and version in wanted.specifier for name, version in pinned)
    ]
    assert loose == []


def test_a_package_has_the_same_version_in_every_lock(repository: Path) -> None:
    found: dict[str, set[frozenset[str]]] = {}
    for lock in LOCKS:
        versions: dict[str, set[str]] = {}
        for name, version in PIN.findall((repository / "requirements" / f"{lock}.txt").read_text("utf-8")):
            versions.setdefault(name, set()).add(version)
        for name, given in versions.items():
            found.setdefault(name, set()).add(frozenset(given))
    assert {name: given for name, given in found.items() if len(given) > 1} == {}


def test_every_dependency_says_why_it_is_there(repository: Path) -> None:
    text = (repository / "pyproject.toml").read_text("utf-8")
    section = text.partition("[project]")[2].partition("[project.scripts]")[0]
    lines = [line.strip() for line in section.splitlines() if re.match(r'\s+"[A-Za-z0-9._-]+[=>]', line)]
    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'",  # \S.{9,}$', line)] == []


def test_ruff_is_pinned_to_one_version(project: dict[str, object]) -> None:
    ruff = next(wanted for wanted in _wanted(project, "dev") if wanted.name == "ruff")
    assert re.fullmatch(r"==[\d.]+", str(ruff.specifier))
