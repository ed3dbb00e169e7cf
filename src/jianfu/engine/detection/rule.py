"""What a rule is, once its pack has been read and vetted."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Severity = Literal["ban", "fail", "deduct", "review", "warn"]
SEVERITIES: tuple[Severity, ...] = ("ban", "fail", "deduct", "review", "warn")
"""Gravest first. ban: must not exist; fail: single veto; review: a person decides. All end in a human decision."""

Remedy = Literal["fix", "close", "merge", "review", ""]
REMEDIES: tuple[Remedy, ...] = ("fix", "close", "merge", "review")
"""What a plan proposes for an entry the rule hits. Empty: by severity, and never a closing."""

SourceStatus = Literal["Q", "P", "F", "I", "G"]
"""Q wording seen; P paraphrase of a public copy; F re-assembled, numbers not safe; I inference; G general knowledge."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or name in both languages."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """Return the English wording for ``en``, the Chinese one otherwise."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class LimitValue:
    """A limit's value from a day on (``since`` null: always), and where it was read. Value null: not set anywhere."""

    value: int | float | date | None
    since: date | None
    source: str
    source_status: SourceStatus
    note: Text = Text("", "")

    @property
    def verified(self) -> bool:
        """Tell whether the number was read in a public copy; any other is a default and must be shown as one."""
        return self.source_status in ("Q", "P")


@dataclass(frozen=True, slots=True)
class Limit:
    """A named limit of a rule with its dated values, oldest first."""

    code: str
    name: Text
    unit: str
    values: tuple[LimitValue, ...]

    def at(self, as_of: date) -> LimitValue | None:
        """Return the value in force on that day, the latest that has begun; null when none has begun."""
        begun = [v for v in self.values if v.since is None or v.since <= as_of]
        return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class SeverityStep:
    """A severity and the predicate under which it holds (empty: always). The first step that holds decides."""

    severity: Severity
    when: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: measures given (all others missing), the day judged, and what must come of it.

    *limits* sets limits as though a province had; *partial* names measures seen by a source of partial coverage;
    *exempted* says that an exemption is on record.
    """

    name: str
    given: dict[str, object]
    expect: Literal["hit", "clear", "unknown", "exempt"]
    as_of: date | None = None
    severity: Severity | None = None
    exempted: bool = False
    partial: tuple[str, ...] = ()
    limits: dict[str, int | float | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One vetted rule, as the packs loaded leave it; ``pack`` is the pack that decided its content."""

    id: str
    version: str
    name: Text
    pack: str
    applies_to: str
    predicate: str
    severity: tuple[SeverityStep, ...]
    sentence: Text
    basis: Text
    source: tuple[str, ...]
    source_status: SourceStatus
    limits: tuple[Limit, ...] = ()
    exemptions: tuple[str, ...] = ()
    exempt_when: str = ""
    exempt_reason: str = ""
    names_set_by: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_until: date | None = None
    enabled: bool = True
    off_because: Text = Text("", "")
    remedy: Remedy = ""
    note: Text = Text("", "")
    cases: tuple[Case, ...] = ()
    path: str = field(default="", compare=False)

    def limit(self, code: str) -> Limit:
        """Return the limit of that code; every code a predicate names was vetted on load."""
        return next(limit for limit in self.limits if limit.code == code)

    def in_force(self, as_of: date) -> bool:
        """Tell whether the rule binds on that day."""
        begun = self.in_force_from is None or self.in_force_from <= as_of
        return begun and (self.in_force_until is None or as_of <= self.in_force_until)
