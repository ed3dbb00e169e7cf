"""The truth about accounts, held against the intention by other words."""

from typing import Any

import numpy as np
import pytest

from jianfu.engine.synth import account, account_truth
from jianfu.engine.synth.activity import PARTIAL, SAVED, STALE
from jianfu.engine.synth.truth import Expected, Verdicts


@pytest.fixture(scope="module")
def told(province: Any) -> dict[str, Verdicts]:
    return {one.rule: one for one in account_truth.told(province.accounts, province.account_exemptions)}


def _of(told: dict[str, Verdicts], rule: str, expected: Expected) -> np.ndarray[Any, Any]:
    return told[rule].rows[told[rule].expected == expected]


def test_all_rules_on_accounts_are_told(told: dict[str, Verdicts]) -> None:
    numbers = [*range(1, 14), 15, 16, 18, 19]
    assert sorted(told) == [f"NM-{number:02d}" for number in numbers]


@pytest.mark.parametrize(
    ("rule", "low", "high"), [("NM-02", 7, 14), ("NM-03", 60, 9999), ("NM-04", 90, 9999), ("NM-06", 365, 9999)]
)
def test_hits_of_an_idle_rule_are_within_its_limits(province: Any, told: Any, rule: str, low: int, high: int) -> None:
    silence = province.accounts.entry.seen.silence[_of(told, rule, Expected.HIT)]
    assert len(silence) > 5
    assert low <= silence.min()
    assert silence.max() <= high


def test_a_service_account_is_never_hit_for_not_posting(province: Any, told: Any) -> None:
    hits = _of(told, "NM-01", Expected.HIT)
    assert (province.accounts.types[hits] != account.SERVICE).all()


def test_no_idle_rule_hits_where_the_evidence_was_removed_or_partial(province: Any, told: Any) -> None:
    seen, life = province.accounts.entry.seen, province.accounts.entry.life
    weak = seen.removed | (seen.way == PARTIAL) | life.untold
    for rule in ("NM-01", "NM-02", "NM-03", "NM-04", "NM-06"):
        assert not weak[_of(told, rule, Expected.HIT)].any()


def test_a_lively_account_stays_clear_whatever_an_old_declaration_says(province: Any, told: Any) -> None:
    seen = province.accounts.entry.seen
    lively = np.flatnonzero(np.isin(seen.way, (STALE, SAVED)) & (seen.silence < 7))
    assert len(lively) > 5
    for rule in ("NM-02", "NM-03", "NM-04"):
        assert not np.isin(lively, _of(told, rule, Expected.HIT)).any()


def test_closed_accounts_are_named_by_no_rule(province: Any, told: Any) -> None:
    life = province.accounts.entry.life
    gone = np.flatnonzero(~life.alive & ~life.untold)
    for one in told.values():
        named = one.rows[one.expected != Expected.CLEAR]
        assert not np.isin(gone, named).any()


def test_a_double_hit_has_another_live_account_beside_it(province: Any, told: Any) -> None:
    made = province.accounts
    alive = made.entry.life.stands & ~made.no_platform
    keys = made.entry.sponsors * 100 + made.platforms
    for row in _of(told, "NM-13", Expected.HIT):
        assert (alive & (keys == keys[row])).sum() > 1


def test_an_expired_exemption_excuses_nothing(province: Any, told: Any) -> None:
    exempt = _of(told, "NM-04", Expected.EXEMPT)
    assert province.account_exemptions.waives("NM-04")[exempt].all()


def test_a_shell_has_been_open_for_a_month(province: Any, told: Any) -> None:
    seen = province.accounts.entry.seen
    hits = _of(told, "NM-05", Expected.HIT)
    assert len(hits) > 5
    assert ((seen.looked - seen.opened)[hits] >= 30).all()


def test_hidden_accounts_are_unfiled_and_found_ones_are_not(province: Any, told: Any) -> None:
    filing = province.accounts.filing
    assert {account.UNFILED, account.HIDDEN} == set(filing[_of(told, "NM-15", Expected.HIT)].tolist())
    assert account.FOUND in filing[_of(told, "NM-15", Expected.CLEAR)]


def test_life_is_open_only_where_it_is_untold(province: Any) -> None:
    lives = account_truth.life_known(province.accounts)
    assert ((lives == 0.5) == province.accounts.entry.life.untold).all()


def test_silence_of_one_that_never_posted_needs_its_opening_day(province: Any) -> None:
    seen = province.accounts.entry.seen
    untold = account_truth.silence_untold(seen, np.ones(len(seen.kind), bool))
    assert (untold == (seen.removed | seen.never)).all()


def test_causes_and_traps_name_entries_by_how_they_were_handed_in(province: Any) -> None:
    entry = province.accounts.entry
    causes = account_truth.causes_of_silence(entry.seen, entry.seen.removed, entry.life.untold)
    assert (causes["zombie"] == (entry.seen.kind == 4)).all()
    assert set(account_truth.traps_of_silence(entry.seen)) == {"stale_declaration", "seen_by_partial_source"}
