"""How the command line says that something could not be done.

Every error meant for a person is a class named UnableTo… that carries its message in Chinese (``zh``) and English
(``en``). The classes live where they are raised, on every floor; only their shape is common.
"""

from typing import Protocol, runtime_checkable


@runtime_checkable
class Explained(Protocol):
    """An error that explains itself in both languages."""

    zh: str
    en: str


class Unable(Exception):
    """Base of the command line's own errors."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


def is_unable(error: BaseException) -> bool:
    """Tell whether the error is one of those meant for a person."""
    return any(kind.__name__.startswith("UnableTo") for kind in type(error).__mro__)


def explanation(error: BaseException, lang: str) -> str:
    """Return the error's message in that language (Chinese unless ``en``); its plain text where it has only one."""
    if isinstance(error, Explained):
        return error.en if lang == "en" else error.zh
    return str(error)
