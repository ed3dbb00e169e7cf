"""Accounts: one to a unit and platform but for the planted ones, and what is handed in about them."""

from typing import Any

import numpy as np

from jianfu.engine.synth import account
from jianfu.engine.synth.account import AGAIN, BASE, COPY, DOUBLE, FOUND, HIDDEN, NOT_SAID, NOT_SEEN, PLATFORMS, UNFILED
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import CLOSED


def test_there_are_as_many_accounts_as_asked(province: Any) -> None:
    assert len(province.accounts) == 1000


def test_no_unit_has_two_accounts_on_a_platform_but_the_planted_ones(province: Any) -> None:
    made = province.accounts
    base = made.roles == BASE
    keys = (made.entry.sponsors * 100 + made.platforms)[base]
    assert len(np.unique(keys)) == len(keys)


def test_a_double_shares_unit_and_platform_with_its_mate(province: Any) -> None:
    made = province.accounts
    rows = np.flatnonzero(np.isin(made.roles, (DOUBLE, AGAIN)))
    assert len(rows) > 10
    assert (made.entry.sponsors[rows] == made.entry.sponsors[made.mates[rows]]).all()
    assert (made.platforms[rows] == made.platforms[made.mates[rows]]).all()


def test_a_copy_is_the_same_account_declared_by_the_unit_above(province: Any) -> None:
    made = province.accounts
    rows = np.flatnonzero(made.roles == COPY)
    ids, names = made.accounts_ids.to_pylist(), made.entry.names.to_pylist()
    assert len(rows) > 0
    assert all((ids[row], names[row]) == (ids[made.mates[row]], names[made.mates[row]]) for row in rows)
    parents = province.units.parents[made.entry.sponsors[made.mates[rows]]]
    assert (made.entry.sponsors[rows] == np.maximum(parents, 0)).all()


def test_some_accounts_registered_again_follow_a_closed_one(province: Any) -> None:
    made = province.accounts
    mates = made.mates[made.roles == AGAIN]
    assert (made.entry.life.state[mates] == CLOSED).any()


def test_figures_agree_with_the_silence(province: Any) -> None:
    made, seen = province.accounts, province.accounts.entry.seen
    assert (made.posts[seen.silence >= 90] == 0).all()
    assert (made.posts[(seen.silence < 90) & ~seen.never] > 0).all()
    assert (made.followers[~seen.never] > 0).all()


def test_wechat_has_about_seven_tenths_of_all_accounts(province: Any) -> None:
    wechat = [place for place, platform in enumerate(PLATFORMS) if platform[0].startswith("微信")]
    assert 0.5 < np.isin(province.accounts.platforms, wechat).mean() < 0.8


def test_the_cells_say_what_the_filing_is(province: Any) -> None:
    made = province.accounts
    draw = Draw(seed=1, province="32", stage="x")
    numbers = account.cells(made, province.units, draw, messy=False)["filing_no"].typed().to_pylist()
    said = {filing: {numbers[row] for row in np.flatnonzero(made.filing == filing)} for filing in range(6)}
    assert said[UNFILED] == said[FOUND] == {"none"}
    assert said[NOT_SAID] == said[NOT_SEEN] == {None}
    assert all(number.startswith("备") for number in said[HIDDEN])


def test_the_national_export_contradicts_hidden_and_found_accounts(province: Any) -> None:
    made = province.accounts
    rows, values, source = account.national_rows(made)
    said = dict(zip(rows.tolist(), values.to_pylist(), strict=True))
    assert {said[row] for row in np.flatnonzero(made.filing == HIDDEN)} == {"false"}
    assert {said[row] for row in np.flatnonzero(made.filing == FOUND)} == {"true"}
    assert not set(rows.tolist()) & set(np.flatnonzero(np.isin(made.filing, (UNFILED, NOT_SAID))).tolist())
    assert (source[made.filing[rows] == NOT_SEEN] == account.MONITOR).all()
