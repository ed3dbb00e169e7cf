"""Words of the engine on a page."""

from django.utils import translation

from jianfu.engine.detection.rule import Text
from jianfu.web.registry.templatetags.registry_filing import said


def test_a_text_is_said_in_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert said(Text("豁免", "exemption")) == "exemption"
    assert said(Text("豁免", "exemption")) == "豁免"
