"""A log record as one line of JSON. Only what is listed here is written: never a query string, name or body."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

FIELDS = ("request_id", "route", "method", "status", "milliseconds", "job", "error", "where")


class Lines(logging.Formatter):
    """Formats a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an exception only its class, as its message may hold data."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        # Our own messages are fixed words; those of libraries may carry addresses with their query.
        said["message"] = record.getMessage() if record.name.startswith("jianfu") else str(record.msg)
        said |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            said["error"] = record.exc_info[0].__name__
        return json.dumps(said, ensure_ascii=False, default=str)
