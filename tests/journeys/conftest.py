"""Journeys go through the product as the web tests do: with their tree, people, entries and browser."""

from tests.web.browser import browser, complaints, context, page_as, page_for
from tests.web.conftest import actor, asset, django_db_setup, person, signed_in, units

__all__ = [
    "actor", "asset", "browser", "complaints", "context", "django_db_setup", "page_as", "page_for", "person",
    "signed_in", "units",
]  # fmt: skip
