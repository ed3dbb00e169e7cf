"""What is asked of change requests: which an actor sees, and the diff between what stands and what is proposed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jianfu.engine.cases.life import BY_CODE
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.actions.values import plain
from jianfu.web.registry.models import Asset, AssetAudience, AssetFunction, ChangeRequest
from jianfu.web.registry.queries import words


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a diff: what it is of, what stands now, what is proposed. None: nothing."""

    label: str
    now: Any
    proposed: Any


def visible(actor: Actor) -> QuerySet[ChangeRequest]:
    """Return the requests an actor sees: of units in the actor's reach, and the actor's own."""
    condition = actor.scope(Permission.REGISTRY_VIEW, "unit__")
    if actor.user_pk is not None:
        condition |= Q(proposed_by_id=actor.user_pk)
    return ChangeRequest.objects.filter(condition).select_related("unit", "asset", "proposed_by", "decided_by")


def diff(request: ChangeRequest) -> list[Line]:
    """Return what the proposal would change against what stands now, line by line; equal lines are left out."""
    content = request.content
    if request.kind == ChangeRequest.Kind.MOVE:
        return _move(request, content)
    now, proposed, model = _sides(request, content)
    lines = [Line(_label(model, name), _read(name, now.get(name)), _read(name, to)) for name, to in proposed.items()]
    return [line for line in lines if (line.now or None) != (line.proposed or None) or line.proposed is False]


def _read(name: str, value: Any) -> Any:
    """Return a code as its word; anything else as it is."""
    return words.word_of(name, value) if value and isinstance(value, str) else value


def _sides(request: ChangeRequest, content: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], Any]:
    asset, said = request.asset, content.get("values", content)
    if request.kind in (ChangeRequest.Kind.CREATE, ChangeRequest.Kind.CHANGE):
        return ({name: plain(getattr(asset, name)) for name in said} if asset else {}), said, Asset
    if request.kind == ChangeRequest.Kind.FUNCTION:
        now = _function_now(asset, said)
        return now, (dict.fromkeys(now) if content.get("remove") else said), AssetFunction
    return {}, {name: value for name, value in content.items() if value is not None}, AssetAudience


def _function_now(asset: Asset | None, said: dict[str, Any]) -> dict[str, Any]:
    key = {"function_code": said.get("function_code"), "region_code": said.get("region_code") or ""}
    row = AssetFunction.objects.filter(asset=asset, **key).first()
    names = ("function_code", "function_name", "region_code", "monthly_uses", "statutory", "works", "tested_on")
    return {name: plain(getattr(row, name)) for name in names} if row else {}


def _move(request: ChangeRequest, content: dict[str, Any]) -> list[Line]:
    move = BY_CODE[content["move"]]
    state = request.asset.state if request.asset else ""
    lines = [Line(_label(Asset, "state"), words.word_of("state", state), words.word_of("state", move.reaches))]
    given = {"on": "closed_on", "notice_url": "closing_notice_url", "notice_on": "closing_notice_on"}
    lines += [
        Line(_label(Asset, to), None, content["given"][name])
        for name, to in given.items()
        if content["given"].get(name)
    ]
    return lines


def _label(model: Any, name: str) -> str:
    known = {field.name: field for field in model._meta.get_fields()}
    return str(getattr(known.get(name), "verbose_name", name))
