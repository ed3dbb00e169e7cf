"""What was done to an entry, in words: actions, fields and values, as its page shows them."""

from collections.abc import Mapping
from typing import Any

from jianfu.web.base import deed_names
from jianfu.web.base.queries import audit
from jianfu.web.base.queries.audit import Told
from jianfu.web.registry.actions.values import UNITS
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries import words
from jianfu.web.units.models import Unit

_NAMED = (*UNITS, "unit")  # fields that hold the number of a unit


def told(asset: Asset, labels: Mapping[str, Any], *, limit: int) -> list[Told]:
    """Return what was done to an entry, newest first: closed sets by their words, units by their names."""
    named: dict[str, str] = {}

    def said(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return "、".join(str(said(name, part)) for part in value)
        if name in _NAMED and isinstance(value, str):
            return _name_of(value, named)
        word = words.word_of(name, value) if isinstance(value, str) and value else value
        return word if word != value else deed_names.shown("asset", name, value)

    return audit.history("asset", asset.asset_id, labels, limit=limit, said=said)


def _name_of(unit_id: str, named: dict[str, str]) -> str:
    """Return the name of a unit, asked once; its number where it is not known."""
    if unit_id not in named:
        found = Unit.objects.filter(unit_id=unit_id).values_list("name", flat=True).first()
        named[unit_id] = found or unit_id
    return named[unit_id]
