"""What a move of an entry's life must know: where it stands, and which functions nobody takes over."""

from collections.abc import Iterable

from jianfu.engine.cases.life import Standing
from jianfu.web.registry.models import Asset, AssetFunction, AssetRelation

TAKE_OVER = (AssetRelation.Kind.SUCCESSOR, AssetRelation.Kind.INTEGRATED_INTO, AssetRelation.Kind.MAIN_ACCOUNT)


def standing_of(asset: Asset) -> Standing:
    """Return where the entry stands, as the state machine asks."""
    return Standing(
        state=asset.state,
        category=asset.category,
        opened_on=asset.opened_on,
        uncovered=tuple(function.function_name or function.function_code for function in uncovered(asset)),
    )


def in_use(asset: Asset) -> list[AssetFunction]:
    """Return the functions in use: uses above zero or unknown, unless a test found that it does not work."""
    functions = asset.functions.exclude(monthly_uses=0).exclude(works=False)
    return list(functions.order_by("function_code", "region_code"))


def successors(asset: Asset) -> list[Asset]:
    """Return the entries that take over from this one today and are not closed themselves."""
    related = asset.relations.filter(kind__in=TAKE_OVER, until=None).exclude(other__state="closed")
    return [relation.other for relation in related.select_related("other").prefetch_related("other__functions")]


def uncovered(asset: Asset) -> list[AssetFunction]:
    """Return the functions in use that no successor offers for the same division."""
    heirs = successors(asset)
    return [function for function in in_use(asset) if not any(_offers(heir, function) for heir in heirs)]


def _offers(heir: Asset, function: AssetFunction) -> bool:
    return _absorbs(heir.absorbs, function.function_code) or any(
        offered.function_code == function.function_code
        and offered.works is not False
        and _reaches(offered.region_code, function.region_code)
        for offered in heir.functions.all()
    )


def _absorbs(listed: Iterable[str], code: str) -> bool:
    return any(word in ("*", code) for word in listed)


def _reaches(wide: str, narrow: str) -> bool:
    """Tell whether a division holds another: by its code without the pairs of zeros at the end; empty is everywhere."""
    while wide.endswith("00"):
        wide = wide[:-2]
    return narrow.startswith(wide)
