"""What is right about the made-up entries, rule by rule, told from the intention and not from the tables handed in.

*Source:* design.md section 6 (readings) and domain.md (c), (d), (m) (limits). Detection's code and its rule packs are
not consulted.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np

from jianfu.engine.synth.cell import Numbers
from jianfu.engine.synth.kleene import OPEN, YES


class Expected(IntEnum):
    """What a run must say of an entry under a rule."""

    CLEAR = 0
    HIT = 1
    UNKNOWN = 2
    EXEMPT = 3


EXPECTED_WORDS = tuple(expected.name.lower() for expected in Expected)

IN_FORCE_FROM = {
    **dict.fromkeys(("NM-01", "NM-07", "NM-08", "NM-09", "NM-10"), date(2019, 4, 1)),
    **dict.fromkeys(("NM-13", "NM-15", "NM-19", "A-12"), date(2018, 12, 27)),
    **dict.fromkeys(("NM-18", "A-02", "A-04", "A-07", "A-08", "G-10", "G-11", "G-16"), date(2023, 12, 18)),
    **dict.fromkeys(("A-01", "A-03", "A-05", "A-06", "A-09", "A-13", "A-14", "A-15"), date(2026, 1, 25)),
    "A-10": date(2025, 8, 6),
}
"""First day of the instrument each rule rests on (domain.md (0)); a rule not listed has always bound."""

NOT_EVALUATED = ("NM-14", "NM-17", "A-11")
"""Off, or waiting for a limit that no public text gives: a run lists them once."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The rows of one rule worth telling: every hit, unknown and exempt, and the clear ones that look otherwise."""

    rule: str
    rows: Numbers
    expected: Numbers
    kinds: list[str]
    kind: Numbers


def verdicts(
    rule: str,
    value: Numbers,
    *,
    waived: Numbers,
    causes: dict[str, Numbers],
    exempt_kind: Numbers | None = None,
    partial: Numbers | None = None,
    traps: dict[str, Numbers] | None = None,
) -> Verdicts:
    """Return one rule's verdicts.

    *value*: is the rule broken (yes, no, open). *waived*: an exemption is in force. *exempt_kind*: exempt by kind.
    *partial*: only a source of partial coverage says so, which proves nothing. *causes* name the kind of a row, the
    first that fits. *traps* name clear entries that a careless reading would hit.
    """
    by_kind = np.zeros(len(value), bool) if exempt_kind is None else exempt_kind
    unproved = np.zeros(len(value), bool) if partial is None else partial
    broken, open_ = value == YES, value == OPEN
    expected = np.select(
        [(broken | open_) & waived, broken & by_kind, broken & ~unproved, broken | open_],
        [Expected.EXEMPT, Expected.EXEMPT, Expected.HIT, Expected.UNKNOWN],
        Expected.CLEAR,
    )
    clear = expected == Expected.CLEAR
    named = {
        **{name: clear & mask for name, mask in (traps or {}).items()},
        "exempted": ~clear & waived,
        "exempt_kind": broken & by_kind,
        "partial_source": broken & unproved,
        **{name: ~clear & mask for name, mask in causes.items()},
        "breach": broken,
        "evidence_removed": open_,
    }
    kinds = list(named)
    kind = np.select(list(named.values()), list(range(len(kinds))), -1)
    rows = np.flatnonzero(kind >= 0)
    return Verdicts(rule, rows, expected[rows], kinds, kind[rows])


def in_force(told: list[Verdicts], as_of: date) -> list[Verdicts]:
    """Return the verdicts of the rules that bind on that day."""
    return [one for one in told if IN_FORCE_FROM.get(one.rule, date.min) <= as_of]
