"""Forms ask for what a move needs, and nothing else."""

from datetime import date
from typing import Any

import pytest

from jianfu.engine.cases.life import BY_CODE
from jianfu.web.registry.forms.hanging import MoveForm, RelationForm, move_label


@pytest.mark.parametrize(
    ("code", "uncovered", "absent"),
    [
        ("suspend", ("缴费",), set()),
        ("suspend", (), {"stop_approval"}),
        ("reopen", ("缴费",), {"notice_url", "notice_on", "stop_approval"}),
    ],
)
def test_a_move_asks_only_for_what_it_needs(code: str, uncovered: tuple[str, ...], absent: set[str]) -> None:
    form = MoveForm(move=BY_CODE[code], uncovered=uncovered)
    assert {"notice_url", "notice_on", "stop_approval"} - set(form.fields) == absent


def test_what_was_filled_in_is_given(db: None) -> None:
    form = MoveForm({"version": "1", "on": "2026-09-01", "reason": "误关"}, move=BY_CODE["reopen"], uncovered=())
    assert form.is_valid()
    assert (form.given().on, form.given().reason) == (date(2026, 9, 1), "误关")
    assert str(move_label(BY_CODE["reopen"])) == "重新启用"


def test_another_entry_is_found_by_number_or_by_a_name_of_its_own(asset: Any) -> None:
    asset("甲", asset_id="N1")
    asset("乙")
    asset("乙")
    said = {"kind": "successor", "reason": "x"}
    assert RelationForm({**said, "other": "N1"}).is_valid()
    assert RelationForm({**said, "other": "甲"}).is_valid()
    assert not RelationForm({**said, "other": "乙"}).is_valid()
