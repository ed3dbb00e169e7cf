"""Rows that must be rejected."""

from typing import Any

import pytest

from jianfu.engine.synth.draw import Draw
from jianfu.engine.synth.fault import FAULTS, Faults, faults


@pytest.fixture(scope="module")
def wrong(province: Any) -> Faults:
    draw = Draw(seed=1, province="32", stage="x")
    return faults(units=province.units, entries=5000, today=province.today, draw=draw, province="32")


def test_every_faulty_row_is_listed_with_its_fault(wrong: Faults) -> None:
    listed = wrong.listed.to_pylist()
    assert len(listed) == sum(sheet.rows for sheet in wrong.sheets) == len(FAULTS) + 1
    assert {row["fault"] for row in listed} == {name for name, _ in FAULTS} | {"orphan_entry"}


def test_a_number_borne_twice_is_on_two_rows(wrong: Faults) -> None:
    ids = wrong.sheets[0].typed()["asset_id"].to_pylist()
    assert len(ids) - len(set(ids)) == 1


def test_no_faulty_row_has_a_number_of_a_sound_entry(wrong: Faults, province: Any) -> None:
    sound = {*province.accounts.entry.ids.to_pylist(), *province.groups.entry.ids.to_pylist()}
    assert not sound & set(wrong.listed["row_id"].to_pylist())


def test_faults_are_as_wrong_in_chinese_as_in_codes(wrong: Faults) -> None:
    shown = wrong.sheets[0].shown(None).to_pylist()
    assert [row["类别"] for row in shown].count("小卖部") == 1
    assert [row["名称"] for row in shown].count(None) == 1


def test_a_large_register_has_more_faults(province: Any) -> None:
    draw = Draw(seed=1, province="32", stage="x")
    many = faults(units=province.units, entries=40_000, today=province.today, draw=draw, province="32")
    assert many.sheets[0].rows == 10 * len(FAULTS)
