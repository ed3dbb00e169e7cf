"""How failures become sentences."""

from jianfu.cli.unable import Unable, explanation, is_unable


class UnableToOpen(Unable):
    """An error of the common shape."""


class UnableToFind(Exception):
    """An error of the common name, in one language only."""


class MissingFile(UnableToFind):
    """A finer kind of it."""


def test_an_error_speaks_the_language_asked_for() -> None:
    error = UnableToOpen(zh="打不开", en="cannot be opened")
    assert explanation(error, "zh") == "打不开"
    assert explanation(error, "en") == "cannot be opened"
    assert explanation(error, "fr") == "打不开"


def test_an_error_of_one_language_is_shown_as_it_is() -> None:
    assert explanation(UnableToFind("no file"), "zh") == "no file"


def test_errors_for_people_are_known_by_their_name_or_their_parents() -> None:
    assert is_unable(UnableToOpen(zh="", en=""))
    assert is_unable(MissingFile())
    assert not is_unable(ValueError())
