"""Groups: no twins, rebounds or mergers but the planted ones."""

from typing import Any

import numpy as np

from jianfu.engine.synth.entry import CLOSED
from jianfu.engine.synth.group import (
    ABSORBED,
    DISSOLVED,
    DUTY,
    LOUD,
    MERGED,
    REBOUND_DAYS,
    REBUILT,
    TWIN,
)


def test_no_unit_has_two_groups_for_one_matter_but_the_planted_ones(province: Any) -> None:
    made = province.groups
    own = made.mates < 0
    keys = (made.entry.sponsors * 1000 + made.matters)[own]
    assert len(np.unique(keys)) == len(keys)


def test_twins_share_unit_matter_and_direction(province: Any) -> None:
    made = province.groups
    rows = np.flatnonzero(made.parts == TWIN)
    assert len(rows) > 50
    for column in (made.entry.sponsors, made.matters, made.directions, made.no_audience):
        assert (column[rows] == column[made.mates[rows]]).all()


def test_a_rebuilt_group_follows_one_that_was_dissolved_before_it_opened(province: Any) -> None:
    made = province.groups
    rows = np.flatnonzero(made.parts == REBUILT)
    old = made.mates[rows]
    gaps = made.entry.seen.opened[rows] - made.entry.life.closed_on[old]
    assert (made.parts[old] == DISSOLVED).all()
    assert (made.entry.life.state[old] == CLOSED).all()
    assert (gaps >= 0).all()
    assert (gaps <= REBOUND_DAYS).any()
    assert (gaps > REBOUND_DAYS).any()


def test_a_merged_group_stands_before_the_two_it_was_made_from(province: Any) -> None:
    made = province.groups
    heads = np.flatnonzero(made.parts == MERGED)
    assert len(heads) > 5
    for step in (1, 2):
        assert (made.parts[heads + step] == ABSORBED).all()
        assert (made.entry.life.state[heads + step] == CLOSED).all()
        assert (made.entry.sponsors[heads + step] == made.entry.sponsors[heads]).all()


def test_only_overloaded_mergers_are_loud(province: Any) -> None:
    made = province.groups
    assert ((made.messages > 200) == (made.overload == LOUD)).all()
    assert set(made.parts[made.overload > 0].tolist()) <= {MERGED}


def test_duty_groups_are_quiet_by_design(province: Any) -> None:
    made = province.groups
    duty = made.sub_kinds == DUTY
    silence = made.entry.seen.silence
    assert np.median(silence[duty]) > 60
    assert np.median(silence[~duty]) < 10


def test_one_survey_speaks_for_all_groups_of_a_unit(province: Any) -> None:
    made = province.groups
    look = next(look for look in made.looks if look.code == "groups_per_person")
    for sponsor in np.unique(made.entry.sponsors)[:50]:
        assert len(set(look.bad[made.entry.sponsors == sponsor].tolist())) == 1


def test_names_read_unit_matter_group_but_for_the_planted_ones(province: Any) -> None:
    made = province.groups
    names = made.entry.names.to_pylist()
    assert all(names[row].endswith("群") for row in np.flatnonzero(~made.off_form))
    assert not any(names[row].endswith("群") for row in np.flatnonzero(made.off_form))
