"""Log lines."""

import json
import logging
import sys

from jianfu.web.base.logs.lines import Lines


def test_a_line_is_json_with_the_listed_fields_only() -> None:
    record = logging.LogRecord("jianfu.requests", logging.INFO, "", 0, "request", (), None)
    record.__dict__ |= {"route": "base:jobs", "name_of_person": "张三"}
    said = json.loads(Lines().format(record))
    assert (said["message"], said["route"], said["level"]) == ("request", "base:jobs", "INFO")
    assert "name_of_person" not in said


def test_what_a_library_fills_in_and_what_an_error_says_is_left_out() -> None:
    try:
        raise ValueError("张三")
    except ValueError:
        fault = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Not Found: %s", ("/?q=张三",), fault)
    line = Lines().format(record)
    assert "张三" not in line
    assert json.loads(line)["error"] == "ValueError"
