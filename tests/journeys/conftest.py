"""Journeys go through the product as the web tests do: with their tree, people, entries and browser."""

from tests.web.browser import browser, complaints, context, page_as, page_for
from tests.web.conftest import actor, asset, person, signed_in, units

__all__ = ["actor", "asset", "browser", "complaints", "context", "page_as", "page_for", "person", "signed_in", "units"]
