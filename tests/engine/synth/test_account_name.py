"""Names of accounts."""

from typing import Any

import numpy as np

from jianfu.engine.synth.account import AGAIN, BASE, COPY, DOUBLE


def test_accounts_of_one_unit_bear_one_name_on_every_platform(province: Any) -> None:
    made = province.accounts
    names, base = made.entry.names.to_pylist(), np.flatnonzero(made.roles == BASE)
    by_unit: dict[int, set[str]] = {}
    for row in base:
        by_unit.setdefault(int(made.entry.sponsors[row]), set()).add(names[row])
    assert all(len(own) == 1 for own in by_unit.values())


def test_a_renamed_account_keeps_its_name_with_an_ending_and_a_double_has_one_of_its_own(province: Any) -> None:
    made = province.accounts
    names = made.entry.names.to_pylist()
    for row in np.flatnonzero(made.roles == AGAIN):
        mate = names[made.mates[row]]
        assert names[row].startswith(mate)
        assert names[row] != mate
    assert all(names[row] != names[made.mates[row]] for row in np.flatnonzero(made.roles == DOUBLE))
    assert all(names[row] == names[made.mates[row]] for row in np.flatnonzero(made.roles == COPY))


def test_a_department_s_account_carries_its_place(province: Any) -> None:
    made, units = province.accounts, province.units
    names, spots = made.entry.names.to_pylist(), units.spots.to_pylist()
    departments = [row for row in range(len(made)) if units.types[made.entry.sponsors[row]] == 0]
    assert all(spots[made.entry.sponsors[row]] in names[row] for row in departments if made.roles[row] != COPY)
