"""The record of a run, ``run.json``: what was asked, received, found and not evaluated, and how long it took."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from jianfu import __version__
from jianfu.engine import run as engine
from jianfu.engine.detection.bound import NotEvaluated
from jianfu.engine.detection.rule import Rule
from jianfu.engine.propose import Proposal
from jianfu.engine.schema.measures import BY_CODE
from jianfu.tables.received import FileRead, Ignored, IgnoredKind, TableCount
from jianfu.tables.request import Request
from jianfu.tables.stage import Stage
from jianfu.tables.staging import RECORD
from jianfu.tables.submission import Submission
from jianfu.tables.wording import WORDINGS


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine found and proposed, and by which rules."""

    outcome: engine.Outcome
    proposal: Proposal
    rules: Sequence[Rule]


def make(*, request: Request, received: Submission, found: Found, stages: Iterable[Stage]) -> dict[str, object]:
    """Return the record as plain values, ready for JSON."""
    outcome, proposal, rules = found.outcome, found.proposal, found.rules
    return {
        "jianfu": __version__,
        "as_of": request.as_of.isoformat(),
        "packs": ["national", *(name for name in request.packs if name != "national")],
        "parameters": _parameters(request),
        "inputs": [_input(file) for file in received.files],
        "ignored": [_ignored(ignored) for ignored in received.ignored],
        "notes": _notes(request, received, outcome),
        "tables": {code: _count(count) for code, count in received.counts.items()},
        "written": outcome.rows | proposal.rows,
        "problems": {"rows": received.rejected, "by_code": _problems(received)},
        "rules": _rules(outcome, rules),
        "notices_read": _plain(asdict(outcome.read)) if outcome.read else None,
        "linkage": _plain(asdict(proposal.link)),
        "repeated_notices": _plain(asdict(proposal.notices)),
        "work_groups": _plain(asdict(proposal.groups)),
        "plan": _plain(asdict(proposal.plan)),
        "not_evaluated": [_not_evaluated(rule) for rule in outcome.not_evaluated],
        "missing_evidence": _missing(outcome),
        "stages": [{"name": stage.name, "seconds": stage.seconds, "peak_mb": stage.peak_mb} for stage in stages],
    }


IN_USE_ASSUMED = {
    "zh": "没有一条登记写明状态或关停日期，所列的都按在用研判。填写“状态”列可使判断更准。",
    "en": "No entry states a state or a closing date, so everything listed was judged as in use. "
    "Fill in the state column for a truer judgement.",
}


def _notes(request: Request, received: Submission, outcome: engine.Outcome) -> list[str]:
    notes = [note.en if request.lang == "en" else note.zh for note in received.notes]
    return [*notes, IN_USE_ASSUMED["en" if request.lang == "en" else "zh"]] if outcome.in_use_assumed else notes


def write(record: dict[str, object], folder: Path) -> None:
    """Write the record as ``run.json`` into the folder."""
    text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def _plain(value: object) -> object:
    """Return the value as JSON takes it: records and their tuples opened, days as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(item) for item in (sorted(value) if isinstance(value, frozenset | set) else value)]
    return value.isoformat() if isinstance(value, date) else value


def _parameters(request: Request) -> dict[str, object]:
    return {
        "baseline": request.baseline.isoformat() if request.baseline else None,
        "max_hit_percent": request.max_hit_percent,
        "ignore_columns": list(request.ignore_columns),
        "lang": request.lang,
        "engine": request.engine,
        "memory_mb": request.memory_mb,
        "threads": request.threads,
        "settings": _plain(asdict(replace(request.settings, model=None))),
    }


def _input(file: FileRead) -> dict[str, object]:
    return {"file": file.file, "sheet": file.sheet, "table": file.table, "rows": file.rows, "encoding": file.encoding}


def _ignored(ignored: Ignored) -> dict[str, object]:
    column = ignored.name if ignored.kind is IgnoredKind.COLUMN else None
    why = {"why": ignored.why_zh, "why_en": ignored.why_en}
    return {"kind": ignored.kind.value, "file": ignored.file, "sheet": ignored.sheet, "column": column, **why}


def _count(count: TableCount) -> dict[str, int]:
    return {"received": count.received, "accepted": count.accepted, "rejected": count.rejected}


def _problems(received: Submission) -> list[dict[str, object]]:
    """Count the faults of each kind, the commonest first."""
    counts: dict[str, int] = {}
    for code in received.problems.column("code").to_pylist():
        counts[code] = counts.get(code, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"code": code, "zh": WORDINGS[code].problem_zh, "en": WORDINGS[code].problem_en, "count": count}
        for code, count in ordered
    ]


def _rules(outcome: engine.Outcome, rules: Sequence[Rule]) -> list[dict[str, object]]:
    by_id = {rule.id: rule for rule in rules}
    return [
        {
            "id": tally.rule_id,
            "name_zh": by_id[tally.rule_id].name.zh,
            "name_en": by_id[tally.rule_id].name.en,
            "pack": by_id[tally.rule_id].pack,
            "version": by_id[tally.rule_id].version,
            "hits": tally.hits,
            "unknown": tally.unknown,
            "exempt": tally.exempt,
            "applies": tally.applies,
            "needs_confirmation": tally.rule_id in outcome.confirm,
            "hit_percent": round(tally.hit_percent, 2),
        }
        for tally in outcome.tallies
    ]


def _not_evaluated(rule: NotEvaluated) -> dict[str, object]:
    return {"rule_id": rule.rule_id, "why": rule.why, "measures": list(rule.measures), "limit": rule.limit or None}


def _missing(outcome: engine.Outcome) -> list[dict[str, object]]:
    """Add up, over the rules, for how many judgements each measure was missing."""
    counts: dict[str, int] = {}
    for tally in outcome.tallies:
        for code, count in tally.missing.items():
            counts[code] = counts.get(code, 0) + count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"measure": code, "zh": BY_CODE[code].zh, "en": BY_CODE[code].en, "unknown": n} for code, n in ordered]
