"""Journeys go through the product as the web tests do: with their tree, people, entries and browser."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from tests.web.browser import browser, complaints, context, page_as, page_for
from tests.web.conftest import actor, asset, person, signed_in, units

__all__ = ["actor", "asset", "browser", "complaints", "context", "page_as", "page_for", "person", "signed_in", "units"]


# For the module, so that it outlasts the emptying after the last test. On the class, because Django gives another
# connection to a thread in which the browser's event loop runs.
@pytest.fixture(scope="module", autouse=True)
def audit_may_be_emptied() -> Iterator[None]:
    """Let journeys, which commit, empty the audit tables afterwards, which triggers forbid everybody else."""
    triggers = import_module("jianfu.web.base.migrations.0002_audit_append_only")
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self: Any, statements: list[str]) -> None:
        if "execute_sql_flush" in vars(self):  # the web tests of this process have seen to it already
            flush(self, statements)
            return
        triggers.allow(self.connection)
        flush(self, statements)
        triggers.forbid(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
        yield
