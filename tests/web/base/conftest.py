"""Places of their own for tests with several processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.processes import Place, copied, migrated


@pytest.fixture(scope="session")
def template_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return a migrated database that others are copied from."""
    return migrated(tmp_path_factory.mktemp("template"))


@pytest.fixture
def place(template_place: Place, tmp_path: Path) -> Iterator[Place]:
    """Return a migrated, empty database of this test's own, with its data folder; end what was started there."""
    made = copied(template_place, tmp_path / "place")
    yield made
    made.end()
