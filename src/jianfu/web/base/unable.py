"""Errors meant for people: what was expected, what was found, where, and what to do, in Chinese and English."""

from django.utils.translation import get_language


class Unable(Exception):
    """Something could not be done; carries the sentence in both languages. Subclasses name what could not."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en = zh, en

    @property
    def sentence(self) -> str:
        """Return the sentence in the language of the request."""
        return self.en if (get_language() or "").startswith("en") else self.zh


class UnableToPermit(Unable):
    """The actor may not do this at this unit; views answer it as 403."""


class UnableToSave(Unable):
    """The row was changed by somebody else since it was read, or what was given cannot be kept."""
