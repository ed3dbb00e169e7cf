"""Forms of tokens and webhooks."""

import pytest

from jianfu.web.base.forms.program import WebhookForm

SAID = {"name": "x", "url": "https://hooks.internal/", "actions": "registry. units."}


@pytest.mark.parametrize(
    ("lines", "read"), [("", {}), ("state=closed\n name = 清河 ", {"state": "closed", "name": "清河"}), ("state", None)]
)
def test_each_line_is_a_condition(lines: str, read: dict[str, str] | None) -> None:
    form = WebhookForm({**SAID, "conditions": lines})
    assert form.is_valid() is (read is not None)
    if read is not None:
        assert (form.cleaned_data["conditions"], form.cleaned_data["actions"]) == (read, ["registry.", "units."])
