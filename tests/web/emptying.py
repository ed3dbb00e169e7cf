"""Let tests that commit empty the audit tables afterwards, which triggers forbid everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

MARK = "empties_audit"


@contextmanager
def audit_may_be_emptied() -> Iterator[None]:
    """Lift the triggers while Django empties tables, inside the block; inside another such block change nothing.

    On the class of the database's operations, because a browser's event loop gives a thread a connection of its own.
    """
    triggers = import_module("jianfu.web.base.migrations.0002_audit_append_only")
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def execute_sql_flush(self: Any, statements: list[str]) -> None:
        triggers.allow(self.connection)
        flush(self, statements)
        triggers.forbid(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        if not hasattr(flush, MARK):
            setattr(execute_sql_flush, MARK, True)
            patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
        yield
