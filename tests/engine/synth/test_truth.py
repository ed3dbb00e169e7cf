"""Verdicts of one rule: how exemptions, kinds and partial sources bear on them."""

from datetime import date

import numpy as np
import pytest

from jianfu.engine.synth.kind import KINDS
from jianfu.engine.synth.kleene import NO, OPEN, YES
from jianfu.engine.synth.truth import Expected, in_force, verdicts


@pytest.mark.parametrize(
    ("value", "waived", "by_kind", "partial", "expected"),
    [
        (YES, False, False, False, Expected.HIT),
        (YES, True, False, False, Expected.EXEMPT),
        (YES, False, True, False, Expected.EXEMPT),
        (YES, False, True, True, Expected.EXEMPT),
        (YES, False, False, True, Expected.UNKNOWN),
        (OPEN, False, False, False, Expected.UNKNOWN),
        (OPEN, True, False, False, Expected.EXEMPT),
        (OPEN, False, True, False, Expected.UNKNOWN),
        (NO, True, True, True, Expected.CLEAR),
    ],
)
def test_a_verdict_follows_from_the_breach_and_what_excuses_it(
    value: float, waived: bool, by_kind: bool, partial: bool, expected: Expected
) -> None:
    told = verdicts(
        "X-01",
        np.array([value]),
        waived=np.array([waived]),
        exempt_kind=np.array([by_kind]),
        partial=np.array([partial]),
        causes={},
        traps={"fresh": np.array([True])},
    )
    assert told.expected.tolist() == [expected]


def test_clear_entries_are_listed_only_where_they_are_traps() -> None:
    values = np.array([NO, NO, YES])
    trap = np.array([True, False, True])
    told = verdicts("X-01", values, waived=np.zeros(3, bool), causes={}, traps={"fresh": trap})
    assert told.rows.tolist() == [0, 2]
    assert [told.kinds[kind] for kind in told.kind] == ["fresh", "breach"]


def test_the_first_cause_that_fits_names_the_kind() -> None:
    one = np.array([True])
    told = verdicts("X-01", np.array([YES]), waived=~one, causes={"zombie": one, "overdue": one})
    assert told.kinds[told.kind[0]] == "zombie"


def test_a_rule_not_yet_in_force_is_not_told() -> None:
    one = verdicts("A-03", np.array([YES]), waived=np.array([False]), causes={})
    assert in_force([one], date(2026, 1, 24)) == []
    assert in_force([one], date(2026, 1, 25)) == [one]


def test_every_kind_is_explained_in_both_languages() -> None:
    assert all(zh and en for zh, en in KINDS.values())
