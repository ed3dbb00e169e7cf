"""The tree speaks of Jianfu alone: it names no machine it was made on and no registry it was fed from."""

import re
from pathlib import Path

# Written in pieces, so that this file does not name them either.
MACHINE_PATHS = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    r"/ho" + r"me/\w",
    "/op" + "t/",
    "/Us" + r"ers/\w",
    r"[A-Z]:\\Us" + "ers",
]
REGISTRIES = [
    "py" + r"pi\.org",
    "python" + r"hosted\.org",
    "npm" + r"js\.(org|com)",
    "npm" + r"mirror\.com",
    "deb" + r"ian\.org",
    "crates" + r"\.io",
    "maven" + r"\.org",
    r"mirrors?\.\w+\.(com|cn|edu)",
    "conda" + r"\.anaconda",
]
SECRETS = [
    "-----BEGIN [A-Z ]*PRIV" + "ATE KEY",
    "AK" + "IA[0-9A-Z]{16}",
    "gh" + "[pousr]_[A-Za-z0-9]{30,}",
]
SPREADSHEETS = {".xlsx", ".parquet", ".docx", ".png", ".jpg", ".gz"}


def _places(tracked: tuple[Path, ...], repository: Path, patterns: list[str]) -> list[str]:
    wanted = re.compile("|".join(patterns))
    found = []
    for path in tracked:
        if path.suffix in SPREADSHEETS:
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [
            f"{path.relative_to(repository)}:{number}: {hit.group(0)}"
            for number, line in enumerate(text.splitlines(), 1)
            if (hit := wanted.search(line))
        ]
    return found


def test_no_file_names_a_path_of_one_machine(repository: Path, tracked: tuple[Path, ...]) -> None:
    assert _places(tracked, repository, MACHINE_PATHS) == []


def test_no_file_names_the_host_of_a_registry(repository: Path, tracked: tuple[Path, ...]) -> None:
    assert _places(tracked, repository, REGISTRIES) == []


def test_no_file_holds_a_secret(repository: Path, tracked: tuple[Path, ...]) -> None:
    assert _places(tracked, repository, SECRETS) == []


def test_no_file_is_larger_than_five_mebibytes(repository: Path, tracked: tuple[Path, ...]) -> None:
    large = {str(path.relative_to(repository)): size for path in tracked if (size := path.stat().st_size) > 5 * 2**20}
    assert large == {}
