"""Filters for words of the engine, which carry both languages."""

from django import template

from jianfu.engine.detection.rule import Text
from jianfu.web.registry.forms import filing

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """Return a text of the engine in the language of the request."""
    return filing.said(text)
