"""Taking typed values out of a rule file, one fault for everything that is not as it should be."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from jianfu.engine.detection.document import Document, Key
from jianfu.engine.detection.fault import Fault, nearest, shown
from jianfu.engine.detection.rule import SourceStatus, Text

STATUSES: tuple[SourceStatus, ...] = ("Q", "P", "F", "I", "G")
NOTHING = Text("", "")
FILL_IN = Text("请补填。", "Fill it in.")
CHOOSE = Text("请从中选择。", "Choose one of them.")
MISSING = object()
T = TypeVar("T")


class Reading:
    """Reads values by their way from the top of the document. A value at fault is replaced by an empty one."""

    def __init__(self, document: Document, faults: list[Fault]) -> None:
        self.document = document
        self.faults = faults

    def get(self, key: Key) -> object:
        """Return the raw value, or ``MISSING``."""
        value: object = self.document.data
        for step in key:
            if isinstance(value, dict):
                value = value.get(str(step), MISSING)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return MISSING
        return value

    def fault(self, key: Key, expected: Text, found: object, mend: Text, near: str = "") -> None:
        """Add a fault at the value's line."""
        place = self.document.place(key)
        path = ".".join(str(step) for step in key)
        said = "—" if found is MISSING else shown(found)
        named = Text(f"{path} {expected.zh}".strip(), f"{path}: {expected.en}" if path else expected.en)
        self.faults.append(Fault(place.file, place.line, named, said, mend, near))

    def keys(self, key: Key, known: Iterable[str], *, required: Iterable[str] = ()) -> None:
        """Hold a mapping against its known and its required keys."""
        value, known = self.get(key), tuple(known)
        if not isinstance(value, dict):
            self.fault(key, Text("为“键: 值”的内容", "keys with values"), value, FILL_IN)
            return
        for name in value:
            if name not in known:
                expected = Text("中的已知键", "one of its known keys")
                self.fault((*key, name), expected, name, CHOOSE, nearest(name, known))
        for name in required:
            if name not in value:
                self.fault((*key, name), Text("必填", "must be there"), MISSING, FILL_IN)

    def text(self, key: Key, default: str | None = None) -> str:
        """Return a text; *default* where it is missing (a fault when there is none)."""
        value = self.get(key)
        if value is MISSING and default is not None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        self.fault(key, Text("为文字", "a text"), value, FILL_IN)
        return ""

    def pair(self, key: Key, *, required: bool = True) -> Text:
        """Return a text in both languages."""
        value = self.get(key)
        if value is MISSING and not required:
            return NOTHING
        if not isinstance(value, dict):
            self.fault(key, Text("为 {zh: …, en: …} 两种文字", "{zh: …, en: …}, both languages"), value, FILL_IN)
            return NOTHING
        self.keys(key, ("zh", "en"), required=("zh", "en"))
        return Text(self.text((*key, "zh"), ""), self.text((*key, "en"), ""))

    def day(self, key: Key) -> date | None:
        """Return a date, or null where none is given."""
        value = self.get(key)
        if value is MISSING or value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.fault(key, Text("为日期，如 2026-01-25", "a date such as 2026-01-25"), value, FILL_IN)
        return None

    def flag(self, key: Key, default: bool) -> bool:
        """Return a truth value; *default* where it is missing."""
        value = self.get(key)
        if value is MISSING:
            return default
        if not isinstance(value, bool):
            self.fault(key, Text("为 true 或 false", "true or false"), value, FILL_IN)
            return default
        return value

    def choice(self, key: Key, known: tuple[str, ...], default: str | None = None) -> str:
        """Return one of the known words; *default* where it is missing."""
        value = self.get(key)
        if value is MISSING and default is not None:
            return default
        if isinstance(value, str) and value in known:
            return value
        names = "、".join(known)
        expected = Text(f"为以下之一：{names}", f"one of {', '.join(known)}")
        near = nearest(value, known) if isinstance(value, str) else ""
        self.fault(key, expected, value, CHOOSE if value is not MISSING else FILL_IN, near)
        return known[-1]

    def status(self, key: Key) -> SourceStatus:
        """Return a source status; the weakest where it is at fault."""
        found = self.choice(key, STATUSES)
        return next(status for status in STATUSES if status == found)

    def items(self, key: Key) -> range:
        """Return the positions of a list; none where it is missing, a fault where it is no list."""
        value = self.get(key)
        if value is MISSING or value is None:
            return range(0)
        if not isinstance(value, list):
            self.fault(key, Text("为清单（以 - 开头的行）", "a list (lines that start with -)"), value, FILL_IN)
            return range(0)
        return range(len(value))

    def listed(self, key: Key, one: Callable[[Key], T]) -> tuple[T, ...]:
        """Return every item of a list, each read by *one*."""
        return tuple(one((*key, position)) for position in self.items(key))
