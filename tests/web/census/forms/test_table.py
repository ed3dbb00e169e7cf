"""The table as a form: an edited cell is a correction, an untouched line says nothing."""

from typing import Any

import pytest
from tests.web.conftest import AT

from jianfu.web.base.actor import Actor
from jianfu.web.census.actions.declaration import propose_rows
from jianfu.web.census.forms.table import EntryForm, LineForm, forms_for
from jianfu.web.census.models import Declaration
from jianfu.web.census.queries.content import lines_of


def _post(form: LineForm, **changed: Any) -> dict[str, Any]:
    """Return what a browser sends for the line, with some cells changed."""
    said = {field.name: field.value() for field in form}
    return {f"{form.prefix}-{name}": value for name, value in {**said, **changed}.items()}


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, None),
        ({"answer": "confirm"}, {"asset_id": "A1", "kind": "confirm"}),
        ({"answer": "gone"}, {"asset_id": "A1", "kind": "gone"}),
        ({"answer": "gone", "name": "x"}, {"asset_id": "A1", "kind": "gone"}),
        ({"name": "清河水利"}, {"asset_id": "A1", "kind": "change", "name": "清河水利"}),
        ({"answer": "confirm", "platform_id": "s1"}, {"asset_id": "A1", "kind": "change", "platform_id": "s1"}),
    ],
)
def test_a_line_says_what_was_answered(table: Declaration, changed: dict[str, Any], answer: Any) -> None:
    lines = lines_of(table)
    form = forms_for(lines, _post(forms_for(lines)[0], **changed))[0]
    assert form.is_valid(), form.errors
    assert form.answer() == answer


def test_what_the_page_of_the_entry_said_is_kept_by_the_table(table: Declaration, clerk: Actor) -> None:
    propose_rows(declaration=table, rows=[{"kind": "changed", "asset_id": "A1", "purpose": "公开"}], by=clerk, at=AT)
    lines = lines_of(table)
    begun = forms_for(lines)[0]
    again, changed = (forms_for(lines, _post(begun, **more))[0] for more in ({}, {"name": "清河水利"}))
    assert again.is_valid()
    assert changed.is_valid()
    assert again.answer() is None
    assert changed.answer() == {"asset_id": "A1", "kind": "change", "purpose": "公开", "name": "清河水利"}


def test_each_cell_is_labelled_for_those_who_do_not_see_the_table(table: Declaration) -> None:
    form = forms_for(lines_of(table))[0]
    assert str(form.fields["platform"].widget.attrs["aria-label"]) == "清河水务 平台"


def test_an_entry_is_asked_what_its_category_is_asked() -> None:
    form = EntryForm({"name": "值班群", "members": "30"}, category="work_group", values={})
    assert form.is_valid()
    assert {"category": "work_group", "name": "值班群", "members": 30}.items() <= form.values().items()
    assert "installs" not in form.fields
