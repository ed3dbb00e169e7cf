"""The form of a request offers the rules that apply to the entry, by id and name, and the reasons of the field."""

from collections.abc import Callable

from jianfu.engine.schema import words
from jianfu.web.registry.forms.exemption import RequestForm
from jianfu.web.registry.models import Asset


def test_the_rules_of_the_category_and_the_closed_set_of_reasons_are_offered(asset: Callable[..., Asset]) -> None:
    form = RequestForm(asset=asset(category="work_group"))
    rules = dict(form.fields["rules"].choices)  # type: ignore[attr-defined]
    assert rules
    assert all(code.startswith("G-") and label.startswith(code) for code, label in rules.items())
    reasons = [code for code, _ in form.fields["reason_code"].choices if code]  # type: ignore[attr-defined]
    assert reasons == [word.code for word in words.EXEMPTION_REASONS]
