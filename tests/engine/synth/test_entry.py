"""What accounts, apps and groups have in common."""

from typing import Any

import numpy as np
import pytest

from jianfu.engine.schema import words
from jianfu.engine.synth import entry
from jianfu.engine.synth.cell import MISSING
from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.entry import CLOSED


def _draw(stage: str = "x") -> Draw:
    return Draw(seed=1, province="32", stage=stage)


@pytest.mark.parametrize("category", ["accounts", "apps", "groups"])
def test_only_closed_entries_have_a_closing_day_and_it_follows_the_opening(province: Any, category: str) -> None:
    known = getattr(province, category).entry
    closed = known.life.state == CLOSED
    assert (known.life.closed_on[~closed] == MISSING).all()
    assert (known.life.closed_on[closed] >= known.seen.opened[closed]).all()
    assert (known.life.closed_on[closed] < province.today).all()


@pytest.mark.parametrize("category", ["accounts", "apps", "groups"])
def test_every_entry_has_a_number_of_its_own_and_a_sponsor(province: Any, category: str) -> None:
    known = getattr(province, category).entry
    assert len(set(known.ids.to_pylist())) == len(known)
    assert (known.sponsors >= 0).all()
    assert (known.sponsors < len(province.units)).all()


def test_an_entry_whose_life_is_untold_stands_as_one_that_lives_does(province: Any) -> None:
    life = province.accounts.entry.life
    assert life.untold.any()
    assert (life.stands == (life.alive | life.untold)).all()


def test_an_untold_life_leaves_both_cells_empty(province: Any) -> None:
    known = province.accounts.entry
    cells = entry.common_cells(known, province.units, _draw(), category=0, messy=False)
    state, day = cells["state"].typed().to_pylist(), cells["closed_on"].typed().to_pylist()
    untold = np.flatnonzero(known.life.untold)
    assert [(state[row], day[row]) for row in untold] == [(None, None)] * len(untold)
    by_day = np.flatnonzero(known.life.by_day & ~known.life.untold)
    assert all(state[row] is None and day[row] is not None for row in by_day)


def test_only_a_messy_register_leaves_out_unit_numbers_and_then_gives_a_name_that_fits_one_unit(province: Any) -> None:
    known = province.accounts.entry
    clean = entry.common_cells(known, province.units, _draw(), category=0, messy=False)
    messy = entry.common_cells(known, province.units, _draw(), category=0, messy=True)
    assert clean["sponsor_unit_id"].typed().null_count == 0
    unnumbered = [row for row, number in enumerate(messy["sponsor_unit_id"].typed().to_pylist()) if number is None]
    names = province.units.names.to_pylist()
    assert unnumbered
    assert all(names.count(names[known.sponsors[row]]) == 1 for row in unnumbered)


def test_declarations_lie_between_opening_and_the_day_judged(province: Any) -> None:
    known = province.groups.entry
    assert (known.declared_on >= np.minimum(known.seen.opened, province.today - 1)).all()
    assert (known.declared_on < province.today).all()


def test_a_closed_set_is_written_in_the_spellings_the_schema_understands() -> None:
    cells = entry.of_set(np.array([0, 0]), words.STATES)
    assert cells.typed().to_pylist() == ["active", "active"]
    assert set(cells.shown(np.array([0, 1])).to_pylist()) == {"在用", "正常"}
