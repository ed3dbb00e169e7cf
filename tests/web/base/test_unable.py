"""Errors speak the language of the page."""

from django.utils import translation

from jianfu.web.base.unable import UnableToSave


def test_an_error_speaks_the_language_of_the_request() -> None:
    error = UnableToSave(zh="不能保存。", en="Cannot be saved.")
    with translation.override("en"):
        assert error.sentence == "Cannot be saved."
    with translation.override("zh-hans"):
        assert error.sentence == "不能保存。"
