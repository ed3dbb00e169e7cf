"""Errors are told in both languages, with a code."""

import json

from jianfu.web.base.api.errors import problem


def test_a_problem_has_a_code_and_a_sentence_in_both_languages() -> None:
    answer = problem(404)
    said = json.loads(answer.content)
    assert (answer.status_code, said["code"]) == (404, "http_404")
    assert said["zh"] and said["en"]
