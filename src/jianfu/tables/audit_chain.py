"""The chain of audit entries as it is written in a file, and how anybody can check it without the database.

A file of JSON lines: first what the file is and where the chain ends, then every day's seal, then every entry in
order. Entry n carries the hash of entry n-1, and its own hash covers all it says; a seal covers the hashes of one day's
entries and the seal before.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = "jianfu-audit-1"
FIRST = "0" * 64
COLUMNS_OF_SEAL = ("day", "first_seq", "last_seq", "root")
HASHED = (
    "seq", "at", "actor_pk", "actor", "role", "unit", "action", "object_kind", "object_id",
    "before", "after", "reason", "rule", "request_id", "previous_hash",
)  # fmt: skip
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it in every database: whole floats as whole numbers, what JSON lacks as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in (value if isinstance(value, list | tuple) else sorted(value))]
    return str(value)


def hash_of(said: Mapping[str, Any]) -> str:
    """Return the SHA-256 over an entry's canonical JSON; ``at`` is ISO 8601 in UTC."""
    return hashlib.sha256(_ENCODE({name: plain(said[name]) for name in HASHED}).encode()).hexdigest()


def root_of(day: str, previous_root: str, hashes: Iterable[str]) -> str:
    """Return the seal over one day's entries: their hashes in order, after the day and the seal before."""
    root = hashlib.sha256(f"{day}\n{previous_root}\n".encode())
    for each in hashes:
        root.update(f"{each}\n".encode())
    return root.hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many entries and seals hold, and the hash of the last entry."""

    entries: int
    seals: int
    head: str


class UnableToTrust(Exception):
    """The file is not a whole, unchanged chain; ``seq`` is the first broken entry, 0 where no entry is at fault."""

    def __init__(self, *, zh: str, en: str, seq: int = 0) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en, self.seq = zh, en, seq


def check(lines: Iterable[str], *, known: str = "") -> Checked:
    """Check a file line by line and return what holds. Raises UnableToTrust for the first thing that does not.

    ``known`` is a hash that somebody wrote down before: of an entry, or the seal of a day. A chain made anew from some
    place on, or cut off with all that tells its length, holds in itself; it does not hold what was written down.
    """
    read = _parsed(lines)
    opening = next(read, {})
    if opening.get("format") != FORMAT:
        raise UnableToTrust(
            zh=f"这不是减负的审计导出文件：第 1 行应写明格式 {FORMAT}。",
            en=f"This is no audit export of Jianfu: line 1 should name the format {FORMAT}.",
        )
    walk = _Walk(known)
    for line in read:
        if "seal" in line:
            walk.seals.append(line["seal"])
        else:
            walk.step(line.get("entry") or {})
    return walk.end(opening)


class _Walk:
    """Walks along the chain, keeping the hash of the last entry and the day being sealed."""

    def __init__(self, known: str) -> None:
        self.known, self.met = known, not known
        self.seals: list[dict[str, Any]] = []
        self.sealed, self.root = 0, FIRST
        self.seq, self.hash = 0, FIRST
        self.hashes: list[str] = []

    def step(self, entry: dict[str, Any]) -> None:
        expected = self.seq + 1
        if entry.get("seq") != expected:
            raise UnableToTrust(
                zh=f"第 {expected} 条审计记录缺失或次序被改动：此处实为第 {entry.get('seq')} 条。",
                en=f"Audit entry {expected} is missing or out of order: entry {entry.get('seq')} stands in its place.",
                seq=expected,
            )
        if entry.get("previous_hash") != self.hash:
            raise UnableToTrust(
                zh=f"第 {expected} 条审计记录与前一条接不上：它记载的前一条摘要与前一条实际的摘要不同。",
                en=f"Audit entry {expected} does not follow the one before: the hash it carries is another.",
                seq=expected,
            )
        if any(name not in entry for name in HASHED) or hash_of(entry) != entry.get("hash"):
            raise UnableToTrust(
                zh=f"第 {expected} 条审计记录的内容被改动：内容与摘要不符。",
                en=f"Audit entry {expected} was changed: what it says does not give its hash.",
                seq=expected,
            )
        self.seq, self.hash = expected, entry["hash"]
        self.hashes.append(self.hash)
        self.met = self.met or self.hash == self.known
        self._seal()

    def _seal(self) -> None:
        if self.sealed == len(self.seals) or self.seals[self.sealed].get("last_seq") != self.seq:
            return
        seal = self.seals[self.sealed]
        first = self.seq - len(self.hashes) + 1
        if seal.get("first_seq") != first or seal.get("root") != root_of(str(seal["day"]), self.root, self.hashes):
            raise UnableToTrust(
                zh=f"{seal.get('day')} 的封存值不符：第 {first} 至 {self.seq} 条与当日封存时不同。",
                en=f"The seal of {seal.get('day')} does not hold: entries {first} to {self.seq} are not as sealed.",
                seq=first,
            )
        self.sealed, self.root, self.hashes = self.sealed + 1, seal["root"], []
        self.met = self.met or self.root == self.known

    def end(self, opening: Mapping[str, Any]) -> Checked:
        if (opening.get("last_seq"), opening.get("head")) != (self.seq, self.hash):
            raise UnableToTrust(
                zh=f"文件不完整：应有 {opening.get('last_seq')} 条审计记录，实有 {self.seq} 条。",
                en=f"The file is not whole: it should hold {opening.get('last_seq')} entries and holds {self.seq}.",
                seq=self.seq + 1,
            )
        if self.sealed < len(self.seals):
            day = self.seals[self.sealed].get("day")
            raise UnableToTrust(
                zh=f"{day} 的封存没有对应的审计记录。", en=f"No entries stand under the seal of {day}.", seq=self.seq
            )
        if not self.met:
            raise UnableToTrust(
                zh=f"记录里没有事先记下的摘要 {self.known}：此后的记录被重写或截去。",
                en=f"The hash written down before, {self.known}, is not in it: entries were made anew or cut off.",
                seq=self.seq,
            )
        return Checked(self.seq, self.sealed, self.hash)


def _parsed(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            found = json.loads(line)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise UnableToTrust(
                zh=f"第 {number} 行不是完整的 JSON。文件可能被截断或改动；请重新导出。",
                en=f"Line {number} is not whole JSON. The file may be cut off or changed; export it again.",
            )
        yield found


def lines_of(*, last_seq: int, head: str, seals: Iterable[Any], entries: Iterable[Any]) -> Iterator[str]:
    """Return the lines of a file for these seals and entries, each a plain mapping."""
    yield _ENCODE({"format": FORMAT, "last_seq": last_seq, "head": head}) + "\n"
    yield from (_ENCODE({"seal": seal}) + "\n" for seal in seals)
    yield from (_ENCODE({"entry": entry}) + "\n" for entry in entries)
