"""Filters for words of the engine, which carry both languages."""

from django import template

from jianfu.engine.cases.filing import KIND_NAMES, NAMES, Kind, State
from jianfu.engine.detection.rule import Text
from jianfu.engine.schema import words
from jianfu.web.registry.forms import filing
from jianfu.web.registry.queries.words import word_of

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """Return a text of the engine in the language of the request."""
    return filing.said(text)


@register.filter
def kind_name(code: str) -> str:
    """Return the name of a kind of filing; the code itself where it is none."""
    return filing.said(KIND_NAMES[Kind(code)]) if code in KIND_NAMES else code


@register.filter
def step_name(code: str) -> str:
    """Return the name of a state of a filing; the code itself where it is none."""
    return filing.said(NAMES[State(code)]) if code in NAMES else code


@register.filter
def reason_name(code: str) -> str:
    """Return the name of a reason for an exemption; the code itself where it is none."""
    found = next((word for word in words.EXEMPTION_REASONS if word.code == code), None)
    return filing.said(Text(found.zh, found.en)) if found else code


@register.filter
def asset_state(code: str) -> str:
    """Return the word of an entry's state."""
    return word_of("state", code)
