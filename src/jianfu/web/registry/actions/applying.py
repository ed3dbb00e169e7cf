"""Make the change that a signed-off request asks for."""

from collections.abc import Callable
from datetime import date
from typing import Any

from jianfu.web.base.unable import UnableToSave
from jianfu.web.registry.actions import asset as assets
from jianfu.web.registry.actions import audience, function, life, relation
from jianfu.web.registry.actions.hanging import Doing
from jianfu.web.registry.models import Asset, AssetRelation, ChangeRequest
from jianfu.web.units.models import Unit


def apply(request: ChangeRequest, doing: Doing) -> Asset:
    """Make the change and return the entry. Raises UnableToPermit, UnableToSave as the action itself does."""
    made = _BY_KIND[request.kind](request, dict(request.content), doing)
    return made if made is not None else _asset(request)


def _asset(request: ChangeRequest) -> Asset:
    if request.asset is None:
        raise UnableToSave(zh="申请没有对应的条目。请退回重提。", en="The proposal names no entry. Send it back.")
    return request.asset


def _create(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> Asset:
    return assets.create(values=content["values"], asset_id=content.get("asset_id", ""), **_spread(doing))


def _change(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> Asset:
    asset = _asset(request)
    return assets.change(asset=asset, values=content["values"], version=asset.version, **_spread(doing))


def _move(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> Asset:
    asset, spread = _asset(request), _spread(doing)
    spread.pop("reason")
    given = life.given_from({**content["given"], "reason": request.reason})
    return life.move(asset=asset, move=content["move"], given=given, version=asset.version, **spread)


def _function(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> None:
    if content.get("remove"):
        code, region = content["function_code"], content.get("region_code", "")
        function.remove(asset=_asset(request), function_code=code, region_code=region, doing=doing)
    else:
        function.put(asset=_asset(request), values=content["values"], doing=doing)


def _audience(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> None:
    unit = Unit.objects.get(unit_id=content["unit"])
    if content.get("remove"):
        audience.remove(asset=_asset(request), unit=unit, doing=doing)
    else:
        audience.put(asset=_asset(request), unit=unit, posts=content.get("posts"), doing=doing)


def _relation(request: ChangeRequest, content: dict[str, Any], doing: Doing) -> None:
    if content.get("until"):
        found = AssetRelation.objects.get(pk=content["relation"], asset=_asset(request))
        relation.end(relation=found, until=date.fromisoformat(content["until"]), doing=doing)
        return
    other = Asset.objects.get(asset_id=content["other"])
    since = date.fromisoformat(content["since"]) if content.get("since") else None
    relation.add(asset=_asset(request), kind=content["kind"], other=other, since=since, doing=doing)


def _spread(doing: Doing) -> dict[str, Any]:
    return {name: getattr(doing, name) for name in ("by", "at", "reason", "request_id", "permission")}


_BY_KIND: dict[str, Callable[[ChangeRequest, dict[str, Any], Doing], Asset | None]] = {
    ChangeRequest.Kind.CREATE: _create,
    ChangeRequest.Kind.CHANGE: _change,
    ChangeRequest.Kind.MOVE: _move,
    ChangeRequest.Kind.FUNCTION: _function,
    ChangeRequest.Kind.AUDIENCE: _audience,
    ChangeRequest.Kind.RELATION: _relation,
}
