"""What ``run.json`` says about a run, read into typed records."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from jianfu.engine.detection.rule import Text

Why = Literal["measure_missing", "limit_unset", "off", "not_in_force"]


class UnableToReadRun(Exception):
    """A run folder lacks something a report needs, or holds something else in its place."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}: {zh} | {en}")
        self.zh, self.en = f"{path}：{zh}", f"{path}: {en}"


@dataclass(frozen=True, slots=True)
class Input:
    """One sheet or file as it was received."""

    file: str
    sheet: str
    table: str
    rows: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A column (or, without one, a sheet) that was left aside, and why."""

    file: str
    sheet: str
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows received, accepted and rejected of one table."""

    table: str
    received: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How many faults of one kind were found."""

    code: str
    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule came to over the whole run; ``hit_percent`` is of the entries the rule applies to."""

    id: str
    name: Text
    pack: str
    version: str
    hits: int
    unknown: int
    exempt: int
    applies: int | None
    needs_confirmation: bool
    hit_percent: float | None


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule nothing was concluded from, and why."""

    rule_id: str
    why: Why
    measures: tuple[str, ...]
    limit: str


@dataclass(frozen=True, slots=True)
class MissingEvidence:
    """A measure that was missing, and how many verdicts it left unknown."""

    measure: str
    name: Text
    unknown: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the run: seconds taken, and peak memory in megabytes (null when not measured)."""

    name: str
    seconds: float
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class RunFile:
    """The whole of ``run.json``."""

    jianfu: str
    as_of: date
    packs: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]
    inputs: tuple[Input, ...]
    ignored: tuple[Ignored, ...]
    notes: tuple[str, ...]
    tables: tuple[TableCount, ...]
    problem_rows: int
    problems: tuple[ProblemCount, ...]
    rules: tuple[RuleCount, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    missing_evidence: tuple[MissingEvidence, ...]
    stages: tuple[Stage, ...]

    @property
    def received(self) -> int:
        """Return how many rows of all tables were received."""
        return sum(table.received for table in self.tables)

    @property
    def accepted(self) -> int:
        """Return how many rows of all tables were accepted."""
        return sum(table.accepted for table in self.tables)

    @property
    def rejected(self) -> int:
        """Return how many rows of all tables were rejected."""
        return sum(table.rejected for table in self.tables)


def read(path: Path) -> RunFile:
    """Read ``run.json``; keys that are absent count as empty. Raises UnableToReadRun when it is missing or not one."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return _run_file(told)
    except FileNotFoundError as fault:
        raise UnableToReadRun(
            path, "没有这个文件，请指向一次运行的输出文件夹", "is missing; name the folder a run was written to"
        ) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UnableToReadRun(
            path,
            f"不是一次运行的记录（{fault!r}），请重新运行",
            f"is not the record of a run ({fault!r}); run it again",
        ) from fault


def _run_file(told: Mapping[str, Any]) -> RunFile:
    problems = told.get("problems") or {}
    return RunFile(
        jianfu=str(told["jianfu"]),
        as_of=date.fromisoformat(told["as_of"]),
        packs=tuple(told.get("packs") or ()),
        parameters=tuple((str(name), _shown(value)) for name, value in (told.get("parameters") or {}).items()),
        inputs=tuple(_input(item) for item in _items(told, "inputs")),
        ignored=tuple(_ignored(item) for item in _items(told, "ignored")),
        notes=tuple(str(note) for note in told.get("notes") or ()),
        tables=tuple(_table(name, counts) for name, counts in (told.get("tables") or {}).items()),
        problem_rows=int(problems.get("rows") or 0),
        problems=tuple(
            ProblemCount(item["code"], Text(item["zh"], item["en"]), item["count"])
            for item in problems.get("by_code") or ()
        ),
        rules=tuple(_rule(item) for item in _items(told, "rules")),
        not_evaluated=tuple(_not_evaluated(item) for item in _items(told, "not_evaluated")),
        missing_evidence=tuple(
            MissingEvidence(item["measure"], Text(item["zh"], item["en"]), item["unknown"])
            for item in _items(told, "missing_evidence")
        ),
        stages=tuple(Stage(item["name"], item["seconds"], item.get("peak_mb")) for item in _items(told, "stages")),
    )


def _items(told: Mapping[str, Any], key: str) -> Iterable[Mapping[str, Any]]:
    return told.get(key) or ()


def _input(item: Mapping[str, Any]) -> Input:
    return Input(
        str(item["file"]), item.get("sheet") or "", item.get("table") or "", item["rows"], item.get("encoding") or ""
    )


def _ignored(item: Mapping[str, Any]) -> Ignored:
    return Ignored(str(item["file"]), item.get("sheet") or "", item.get("column") or "", item.get("why") or "")


def _table(name: str, counts: Mapping[str, Any]) -> TableCount:
    return TableCount(name, counts["received"], counts["accepted"], counts["rejected"])


def _rule(item: Mapping[str, Any]) -> RuleCount:
    return RuleCount(
        id=item["id"],
        name=Text(item["name_zh"], item["name_en"]),
        pack=item["pack"],
        version=str(item["version"]),
        hits=item["hits"],
        unknown=item["unknown"],
        exempt=item["exempt"],
        applies=item.get("applies"),
        needs_confirmation=bool(item.get("needs_confirmation")),
        hit_percent=item.get("hit_percent"),
    )


def _not_evaluated(item: Mapping[str, Any]) -> NotEvaluated:
    return NotEvaluated(item["rule_id"], item["why"], tuple(item.get("measures") or ()), item.get("limit") or "")


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(str(part) for part in value)
    return str(value)
