"""Journeys go through the product as the web tests do: with their tree, people, entries and browser."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection

from tests.web.browser import browser, complaints, context, page_as, page_for
from tests.web.conftest import actor, asset, person, signed_in, units

__all__ = ["actor", "asset", "browser", "complaints", "context", "page_as", "page_for", "person", "signed_in", "units"]


@pytest.fixture(autouse=True)
def audit_may_be_emptied() -> Iterator[None]:
    """Let journeys, which commit, empty the audit tables afterwards, as the web tests may; triggers forbid it."""
    triggers = import_module("jianfu.web.base.migrations.0002_audit_append_only")
    flush = connection.ops.execute_sql_flush

    def execute_sql_flush(statements: list[str]) -> None:
        triggers.allow(connection)
        flush(statements)
        triggers.forbid(connection)

    with pytest.MonkeyPatch.context() as patch:
        # The web tests of this process may have seen to it already, for the whole session.
        if "django_db_setup" not in flush.__qualname__:
            patch.setattr(connection.ops, "execute_sql_flush", execute_sql_flush)
        yield
