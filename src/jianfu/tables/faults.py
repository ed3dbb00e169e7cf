"""Faults of the whole input: what stops a run before any row is judged."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputFault:
    """One reason the input cannot be read: where, what was expected and found, what to do, in both languages."""

    file: str
    sheet: str
    zh: str
    en: str

    def message(self, lang: str) -> str:
        """Return the sentence with its place before it."""
        place = f"{self.file} [{self.sheet}]" if self.sheet else self.file
        text = self.en if lang == "en" else self.zh
        if not place:
            return text
        return f"{place}: {text}" if lang == "en" else f"{place}：{text}"


class UnableToRead(Exception):
    """The input as a whole cannot be read; nothing was done. Carries every fault found, not the first."""

    def __init__(self, faults: Sequence[InputFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{fault.message('zh')}\n  {fault.message('en')}" for fault in self.faults))

    def message(self, lang: str) -> str:
        """Return all faults in one language, one a line."""
        return "\n".join(fault.message(lang) for fault in self.faults)
