"""A line in words."""

from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.content import lines_of
from jianfu.web.census.views.lines import asked_words, shown_line


def test_answers_and_differences_are_words(handed_in: Declaration) -> None:
    first, second, third = (shown_line(line) for line in lines_of(handed_in))
    assert (first.answer, first.differences) == ("更正", (("名称", "清河水务", "清河水利"),))
    assert (second.answer, second.category) == ("属实", "工作群组")
    assert (third.answer, third.name) == ("新增", "清河节水")


def test_only_the_categories_asked_for_are_offered() -> None:
    assert asked_words(["app"]) == [{"code": "app", "label": "政务App"}]
