"""Exemptions: in force, expired, to come; never longer than twelve months."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import exemption
from jianfu.engine.synth.cell import EPOCH
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.exemption import EXPIRED, IN_FORCE, TO_COME, Exemptions


def _draw() -> Draw:
    return Draw(seed=1, province="32", stage="x")


@pytest.fixture(scope="module")
def granted() -> Exemptions:
    many = Exemptions(500)
    many.grant(_draw(), np.ones(500, bool), 0.8, ("NM-03", "NM-04"), "seasonal")
    return many


def test_only_an_exemption_in_force_waives(granted: Exemptions) -> None:
    term, rows = granted.terms[0], granted.rows[0]
    assert set(term.tolist()) == {IN_FORCE, EXPIRED, TO_COME}
    assert set(np.flatnonzero(granted.waives("NM-03")).tolist()) == set(rows[term == IN_FORCE].tolist())
    assert not granted.waives("NM-01").any()


def test_the_days_say_the_term_and_none_runs_longer_than_a_year(granted: Exemptions, province: Any) -> None:
    ids = province.accounts.entry.ids.slice(0, 500)
    rows = exemption.sheet(granted, ids, province.today, _draw()).typed().to_pylist()
    today = EPOCH + timedelta(days=province.today)
    said: list[date] = []
    for row, term in zip(rows, np.concatenate(granted.terms), strict=True):
        in_force = row["valid_from"] <= today <= row["valid_until"]
        assert in_force == (term == IN_FORCE)
        assert row["valid_from"] < row["valid_until"] <= row["valid_from"] + timedelta(days=366)
        said.append(row["valid_until"])
    assert len(said) == sum(len(some) for some in granted.rows)


def test_each_category_has_exemptions_for_its_own_rules(province: Any) -> None:
    assert {rule[:2] for rule in province.account_exemptions.rules} == {"NM"}
    assert {rule[:1] for rule in province.app_exemptions.rules} == {"A"}
    assert {rule[:1] for rule in province.group_exemptions.rules} == {"G"}


def test_some_lively_accounts_are_exempt_to_no_effect(province: Any) -> None:
    waived = exemption.of_accounts(province.accounts, _draw()).waives("NM-04")
    assert (province.accounts.entry.seen.silence[waived] >= 60).any()
