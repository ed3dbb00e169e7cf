"""Sources that rules cite: instruments (N, J) and what was read of them or about them (S)."""

import re
from dataclasses import dataclass
from pathlib import Path

from jianfu.engine.detection.document import Document, read
from jianfu.engine.detection.fault import Fault, shown
from jianfu.engine.detection.rule import Text

FILE = "sources.yaml"
KEY = re.compile(r"[A-Z][0-9]{1,3}")
"""A citation of this form must be listed in a ``sources.yaml``; any other is free text, such as a document number."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: its key, title, and public address where it has one."""

    key: str
    title: Text
    url: str = ""


def read_sources(folder: Path, shown_as: str, faults: list[Fault]) -> dict[str, Source]:
    """Read a pack's ``sources.yaml``: key to zh, en, url. None where the pack has no such file; faults are added."""
    path = folder / FILE
    if not path.exists():
        return {}
    document = read(path, f"{shown_as}/{FILE}", faults)
    if document is None:
        return {}
    found = (_source(document, key, faults) for key in document.data)
    return {source.key: source for source in found if source}


def _source(document: Document, key: str, faults: list[Fault]) -> Source | None:
    entry = document.data[key]
    place = document.place((key,))
    if KEY.fullmatch(key) and isinstance(entry, dict):
        parts = {name: entry.get(name, "") for name in ("zh", "en", "url")}
        if parts["zh"] and all(isinstance(part, str) for part in parts.values()) and set(entry) <= set(parts):
            return Source(key, Text(parts["zh"], parts["en"] or parts["zh"]), parts["url"])
    expected = Text("来源代码（一个大写字母加数字）及 zh、en、url", "a key (a capital and digits) with zh, en and url")
    mend = Text("请写成 S1: {zh: 标题, en: title}。", "Write S1: {zh: 标题, en: title}.")
    faults.append(Fault(place.file, place.line, expected, shown(f"{key}: {entry}"), mend))
    return None
