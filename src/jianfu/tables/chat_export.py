"""Chat exports of a person's own groups, read message by message: text, CSV, JSON and HTML in common shapes.

A message is its time and its text; senders and group names are passed over as they are read. An error never carries
any content: it says which file by its number, which line, and what was expected there.
"""

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jianfu.engine.notices.burden import Message

TIME_KEYS = ("时间", "发送时间", "日期", "time", "StrTime", "datetime", "date", "timestamp", "CreateTime", "createTime")
TEXT_KEYS = ("内容", "消息内容", "消息", "content", "StrContent", "text", "message", "msg")
LIST_KEYS = ("messages", "data", "records", "list", "chatlog")
_MOMENT = r"(?P<year>20\d\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})"
_TIME = re.compile(_MOMENT)
_CLOCK = r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]+\d{1,2}:\d{2}(?::\d{2})?"
_HEADER = re.compile(rf"^(?:\[?{_CLOCK}\]?(?:\s+\S.{{0,60}})?|\S.{{0,60}}\s+\(?{_CLOCK}\)?)\s*$")
_TAG = re.compile(r"<[^>]+>")
_SKIPPED = re.compile(r"^(?:=+|消息(?:分组|对象|记录).*)$")
_MILLISECONDS = 10_000_000_000


class UnableToReadChat(Exception):
    """A chat export is in none of the shapes understood; says where, and never what it holds."""

    def __init__(self, number: int, line: int) -> None:
        """Name the file by its *number* on the command line, and the *line*."""
        self.zh = (
            f"第{number}个文件第{line}行起读不懂。应为：“2026-09-21 08:31:05 名称”后跟正文的文本，"
            "含时间、内容两列的CSV，或含time、content的JSON、HTML导出（UTF-8或GB18030）。请重新导出。"
        )
        self.en = (
            f"File number {number} cannot be read from line {line} on. Expected: text with lines “2026-09-21 08:31:05 "
            "name” before each message, CSV with columns 时间 and 内容, or JSON or HTML with time and content "
            "(UTF-8 or GB18030). Please export it anew."
        )
        super().__init__(f"{self.zh}\n{self.en}")


def read(path: Path, number: int) -> Iterator[Message]:
    """Give the messages of one export, the *number*-th file given; raises UnableToReadChat where there is none."""
    found = 0
    try:
        for message in _READERS.get(path.suffix.lower(), _text)(path, _encoding(path)):
            found += 1
            yield message
    except (OSError, ValueError, ArithmeticError, csv.Error, RecursionError):
        raise UnableToReadChat(number, 1) from None
    if not found:
        raise UnableToReadChat(number, 1)


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(65_536)
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _text(path: Path, encoding: str) -> Iterator[Message]:
    at: datetime | None = None
    lines: list[str] = []
    with path.open(encoding=encoding, errors="replace") as file:
        for line in file:
            bare = line.strip()
            header = _HEADER.match(bare)
            if header:
                if at and lines:
                    yield Message(at, "\n".join(lines))
                at, lines = _moment(bare), []
            elif at and bare and not _SKIPPED.match(bare):
                lines.append(bare)
    if at and lines:
        yield Message(at, "\n".join(lines))


def _moment(text: str) -> datetime | None:
    found = _TIME.search(text)
    if found is None:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001  # an export states the clock on the wall
    except ValueError:
        return None


def _csv(path: Path, encoding: str) -> Iterator[Message]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            yield from _message(row)


def _json(path: Path, encoding: str) -> Iterator[Message]:
    whole = json.loads(path.read_text(encoding=encoding, errors="replace"))
    if isinstance(whole, dict):
        whole = next((whole[key] for key in LIST_KEYS if isinstance(whole.get(key), list)), [])
    for row in whole if isinstance(whole, list) else []:
        if isinstance(row, dict):
            yield from _message(row)


def _message(row: dict[str, Any]) -> Iterator[Message]:
    at = next((row[key] for key in TIME_KEYS if row.get(key)), None)
    text = next((row[key] for key in TEXT_KEYS if isinstance(row.get(key), str)), None)
    moment = _stamp(at)
    if moment and text:
        yield Message(moment, text)


def _stamp(at: object) -> datetime | None:
    """Return a written moment, or one counted in seconds or milliseconds, in China's time."""
    if isinstance(at, str) and not at.isdigit():
        return _moment(at)
    try:
        seconds = float(str(at))
    except ValueError:
        return None
    seconds = seconds / 1000 if seconds > _MILLISECONDS else seconds
    return datetime.fromtimestamp(seconds + 8 * 3600, UTC).replace(tzinfo=None)


def _html(path: Path, encoding: str) -> Iterator[Message]:
    """Read an HTML export as lines of text: a time begins a message, what follows it is the message."""
    at: datetime | None = None
    lines: list[str] = []
    with path.open(encoding=encoding, errors="replace") as file:
        for line in file:
            for part in _TAG.sub("\n", line).split("\n"):
                bare = html.unescape(part).strip()
                moment = _moment(bare)
                if moment:
                    if at and lines:
                        yield Message(at, "\n".join(lines))
                    at, lines = moment, []
                elif at and bare:
                    lines.append(bare)
    if at and lines:
        yield Message(at, "\n".join(lines))


_READERS = {".csv": _csv, ".json": _json, ".html": _html, ".htm": _html}
