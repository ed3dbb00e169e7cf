"""Entries by token."""

import json
from datetime import date
from typing import Annotated, Any, Literal

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, create_model
from pydantic import Field as Described

from jianfu.web.base.api import listing
from jianfu.web.base.api.authentication import permits
from jianfu.web.base.api.concurrency import tag_of, unchanged, unless_current
from jianfu.web.base.api.errors import PROBLEMS
from jianfu.web.base.api.idempotency import once
from jianfu.web.base.moment import moment_of
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions import asset as actions
from jianfu.web.registry.actions.values import CHANGEABLE, UNITS, plain_of
from jianfu.web.registry.listings import ASSETS, REQUESTS
from jianfu.web.registry.models import Asset
from jianfu.web.registry.queries import asset as queries

REASON = Described(min_length=2, max_length=200, description="why; kept in the audit chain")

router = Router(tags=["registry"])
listing.add(router, "/assets", ASSETS, name="assets")
listing.add(router, "/change-requests", REQUESTS, name="change_requests")


def _kind(field: Any) -> Any:
    """Return the type that a column takes in JSON."""
    if field.name in UNITS or field.name == "owner":
        return str | None
    if field.choices:
        return Literal[("", *(code for code, _label in field.choices))]
    if isinstance(field, models.DecimalField):
        return _bounded(float, le=10 ** (field.max_digits - field.decimal_places) - 1) | None
    if isinstance(field, models.CharField):
        return _bounded(str, max_length=field.max_length)
    return next((kind for model, kind in KINDS if isinstance(field, model)), str)


def _bounded(kind: Any, **limits: Any) -> Any:
    given = {"ge": 0, **limits} if kind is not str else limits
    return Annotated[kind, Described(**given)]


KINDS: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.DateField, date | None),
    (models.BooleanField, bool | None),
    (models.JSONField, list[str]),
    (models.IntegerField, _bounded(int, le=2**31 - 1) | None),
)
_FIELDS = {name: Asset._meta.get_field(name) for name in CHANGEABLE}
_OPTIONAL: dict[str, Any] = {name: (_kind(field), None) for name, field in _FIELDS.items()}


class _Strict(Schema):
    """A body with a field nobody knows is refused, not read past."""

    model_config = ConfigDict(extra="forbid")


AssetChange = create_model("AssetChange", __base__=_Strict, reason=(str, REASON), **_OPTIONAL)
AssetNew = create_model(
    "AssetNew",
    __base__=_Strict,
    **{
        **_OPTIONAL,
        "reason": (str, REASON),
        "name": (_bounded(str, min_length=1, max_length=200), ...),
        "category": (Literal["new_media", "app", "work_group"], ...),
        "sponsor": (_bounded(str, min_length=1, max_length=64), ...),
    },
)


class AssetOut(Schema):
    """One entry: its columns by name (units by number), and the version a change must name."""

    asset_id: str
    state: str
    version: int
    values: dict[str, Any]


def _entry(request: HttpRequest, asset_id: str) -> Asset:
    return get_object_or_404(queries.visible(moment_of(request).by), asset_id=asset_id)


def _answer(asset: Asset, status: int = 200) -> HttpResponse:
    said = {
        "asset_id": asset.asset_id,
        "state": asset.state,
        "version": asset.version,
        "values": plain_of(asset, CHANGEABLE),
    }
    body = json.dumps(said, ensure_ascii=False)
    answer = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    answer["ETag"] = tag_of(asset.version)
    return answer


@router.get(
    "/assets/{asset_id}", response={200: AssetOut, 304: None, **PROBLEMS}, auth=permits(Permission.REGISTRY_VIEW),
    summary="one entry", operation_id="get_asset",
)  # fmt: skip
def get_asset(request: HttpRequest, asset_id: str) -> HttpResponse:
    """Answer with one entry and its ETag; 304 where the asker has this version; 404 outside the scope."""
    asset = _entry(request, asset_id)
    return HttpResponse(status=304) if unchanged(request, asset.version) else _answer(asset)


@router.post(
    "/assets", response={201: AssetOut, **PROBLEMS}, auth=permits(Permission.REGISTRY_CHANGE),
    summary="enter an entry", operation_id="create_asset",
)  # fmt: skip
@once
def create_asset(request: HttpRequest, body: AssetNew) -> HttpResponse:  # type: ignore[valid-type]
    """Enter a new entry; asked for twice with one Idempotency-Key, it is entered once."""
    said = _said(body)
    asset = actions.create(values=said, reason=said.pop("reason"), **moment_of(request)._asdict())
    answer = _answer(asset, 201)
    answer["Location"] = reverse("api:get_asset", args=[asset.asset_id])
    return answer


@router.patch(
    "/assets/{asset_id}", response={200: AssetOut, **PROBLEMS}, auth=permits(Permission.REGISTRY_CHANGE),
    summary="change an entry", operation_id="change_asset",
)  # fmt: skip
@once
def change_asset(request: HttpRequest, asset_id: str, body: AssetChange) -> HttpResponse:  # type: ignore[valid-type]
    """Change the columns given, upon the version that If-Match names."""
    asset, said = _entry(request, asset_id), _said(body)
    if refused := unless_current(request, asset.version):
        return refused
    reason = said.pop("reason")
    changed = actions.change(
        asset=asset, values=said, version=asset.version, reason=reason, **moment_of(request)._asdict()
    )
    return _answer(changed)


def _said(body: Any) -> dict[str, Any]:
    said: dict[str, Any] = body.model_dump(exclude_unset=True)
    if any("\x00" in value for value in said.values() if isinstance(value, str)):
        raise HttpError(400, "A text must not hold the character NUL.")
    return said
