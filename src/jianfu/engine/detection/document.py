"""YAML files read with the line of every value, so that a fault can say where it stands.

Only plain mappings, lists, texts, numbers, dates and truth values are read; anchors, tags and repeated keys are faults.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from jianfu.engine.detection.fault import Fault, shown
from jianfu.engine.detection.rule import Text

MOST_BYTES = 1_000_000

Key = tuple[str | int, ...]
"""The way from the top of a document to a value: keys of mappings and positions in lists."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int


@dataclass(slots=True)
class Document:
    """The content of one YAML file (or of several laid over one another) and where each value stands."""

    data: dict[str, object]
    places: dict[Key, Place] = field(default_factory=dict)

    def place(self, key: Key) -> Place:
        """Return where the value stands, or its nearest container where it is missing."""
        while key not in self.places and key:
            key = key[:-1]
        return self.places.get(key, Place("", 1))


def read(path: Path, shown_as: str, faults: list[Fault]) -> Document | None:
    """Read one YAML file whose top is a mapping; null, with the faults added, where that fails."""
    text = _text(path, shown_as, faults)
    if text is None:
        return None
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        faults.append(_malformed(shown_as, error))
        return None
    reading = _Reading(shown_as, faults)
    data = reading.value(node, ()) if node else None
    if not isinstance(data, dict):
        faults.append(
            Fault(
                shown_as,
                1,
                Text("由“键: 值”组成的内容", "keys with values"),
                shown(data),
                Text("请参照已有规则文件的格式填写。", "Follow the form of an existing rule file."),
            )
        )
        return None
    return Document(data, reading.places)


def overlay(lower: Document, upper: Document) -> Document:
    """Return the lower document with the upper laid over it: mappings are merged, everything else is replaced."""
    merged = Document(dict(lower.data), dict(lower.places))
    _lay(merged.data, upper.data, (), merged.places, upper.places)
    return merged


def _lay(
    lower: dict[str, object], upper: dict[str, object], at: Key, below: dict[Key, Place], above: dict[Key, Place]
) -> None:
    below[at] = above[at]
    for name, value in upper.items():
        key, old = (*at, name), lower.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            lower[name] = deeper = dict(old)
            _lay(deeper, value, key, below, above)
            continue
        for stale in [place for place in below if place[: len(key)] == key]:
            del below[stale]
        below.update({place: where for place, where in above.items() if place[: len(key)] == key})
        lower[name] = value


def _text(path: Path, shown_as: str, faults: list[Fault]) -> str | None:
    try:
        size = path.stat().st_size
        if size <= MOST_BYTES:
            return path.read_text(encoding="utf-8")
        found = f"{size} bytes"
    except (OSError, UnicodeDecodeError) as error:
        found = str(error)
    expected = Text(f"不超过 {MOST_BYTES} 字节的 UTF-8 文本", f"UTF-8 text of at most {MOST_BYTES} bytes")
    mend = Text("请以 UTF-8 另存，或拆成一条规则一个文件。", "Save it as UTF-8, one rule a file.")
    faults.append(Fault(shown_as, 1, expected, shown(found), mend))
    return None


def _malformed(shown_as: str, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    return Fault(
        shown_as,
        mark.line + 1 if mark else 1,
        Text("格式正确的 YAML", "well-formed YAML"),
        shown(getattr(error, "problem", None) or error),
        Text(
            "请检查该行的缩进、冒号和引号；含冒号或井号的文字要加引号。",
            "Look at the line's indents, colons and quotes; quote texts that hold a colon or a hash.",
        ),
    )


class _Reading:
    """Turns composed nodes into plain values, noting lines and faults."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.faults = faults
        self.places: dict[Key, Place] = {}
        self._seen: set[int] = set()
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, key: Key) -> object:
        line = node.start_mark.line + 1
        self.places.setdefault(key, Place(self.file, line))
        if id(node) in self._seen:
            self._refuse(line, "&, *", Text("不用锚点的内容", "values without anchors"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*key, position)) for position, child in enumerate(node.value)]
        return self._scalar(node, line)

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, object]:
        content: dict[str, object] = {}
        for name_node, value_node in node.value:
            name, line = str(name_node.value), name_node.start_mark.line + 1
            if name in content:
                self._refuse(line, name, Text("每个键只出现一次", "each key once"))
            self.places[(*key, name)] = Place(self.file, line)
            content[name] = self.value(value_node, (*key, name))
        return content

    def _scalar(self, node: yaml.Node, line: int) -> object:
        try:
            return self._scalars.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self._refuse(line, node.value, Text("文字、数字、日期或真假值", "a text, number, date or truth value"))
            return None

    def _refuse(self, line: int, found: object, expected: Text) -> None:
        mend = Text("请改写该行。", "Rewrite the line.")
        self.faults.append(Fault(self.file, line, expected, shown(found), mend))
