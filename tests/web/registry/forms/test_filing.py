"""Forms of filings ask what is needed and nothing else."""

import pytest
from django.utils import translation

from jianfu.engine.cases import filing as machine
from jianfu.engine.cases.filing_form import ITEMS, ROWS
from jianfu.engine.detection.rule import Text
from jianfu.web.registry.forms.filing import ContentForm, MoveForm, OpeningForm, said


def test_the_engines_words_are_said_in_the_language_of_the_reader() -> None:
    text = Text("备案", "filing")
    with translation.override("en"):
        assert said(text) == "filing"
    with translation.override("zh-hans"):
        assert said(text) == "备案"


def test_the_content_form_asks_only_what_the_register_does_not_know() -> None:
    form = ContentForm()
    assert set(form.fields) - {"version"} == {item.code for item in ITEMS if not item.known}
    shown = [field.name for row in ROWS for field in form.fields_of(row)]
    assert shown == [item.code for item in ITEMS if not item.known]


@pytest.mark.parametrize("move", machine.MOVES, ids=lambda move: move.name)
def test_a_move_asks_only_for_what_it_needs(move: machine.Move) -> None:
    form = MoveForm(move=move)
    extra = set(form.fields) - {"version", "name", "on", "note"}
    expected = {"notice_url", "notice_on"} if "notice" in move.needs else set()
    assert extra == expected | ({"filing_no", "shown", "offline"} & set(move.needs))
    assert form.fields["note"].required == ("reason" in move.needs)


def test_a_closing_notice_needs_its_day() -> None:
    said_ = {"version": 1, "name": "announce", "on": "2026-09-01", "notice_url": "https://example.cn/"}
    form = MoveForm({**said_, "notice_on": "2026-08-31"}, move=machine.BY_NAME["announce"])
    assert form.is_valid()
    assert str(form.day("notice_on")) == "2026-08-31"
    assert not MoveForm(said_, move=machine.BY_NAME["announce"]).is_valid()
    submit = MoveForm(said_, move=machine.BY_NAME["submit"])
    assert submit.is_valid()
    assert submit.day("notice_on") is None


def test_a_filing_is_opened_as_one_of_the_kinds() -> None:
    assert [code for code, _ in OpeningForm().fields["kind"].choices] == list(machine.Kind)  # type: ignore[attr-defined]
    assert not OpeningForm({"kind": "other", "on": "2026-09-01"}).is_valid()
