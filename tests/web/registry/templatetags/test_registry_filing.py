"""Words of the engine on a page."""

from collections.abc import Callable

import pytest
from django.utils import translation

from jianfu.engine.detection.rule import Text
from jianfu.web.registry.templatetags import registry_filing
from jianfu.web.registry.templatetags.registry_filing import said


def test_a_text_is_said_in_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert said(Text("豁免", "exemption")) == "exemption"
    assert said(Text("豁免", "exemption")) == "豁免"


@pytest.mark.parametrize(
    ("name", "code", "zh", "en"),
    [
        (registry_filing.kind_name, "change", "变更备案", "Change filing"),
        (registry_filing.step_name, "returned", "退回补正", "Returned for supplement"),
        (registry_filing.reason_name, "seasonal", "季节性", "seasonal"),
        (registry_filing.asset_state, "suspended", "停更", "suspended"),
    ],
)
def test_a_code_is_said_as_its_word_and_an_unknown_one_as_it_is(
    name: Callable[[str], str], code: str, zh: str, en: str
) -> None:
    assert name(code) == zh
    with translation.override("en"):
        assert name(code) == en
    assert name("no_such_code") == "no_such_code"
