"""Hand on what the register holds of a unit that ends: nothing stays behind with a unit that is no more.

Every entry, proposal and exemption has its own place in the audit chain; all are written in one act, the reform's.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from jianfu.web.base.actions import audit
from jianfu.web.base.actions.audit import Deed
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.base.search import text_for
from jianfu.web.registry.actions.asset import deed_of
from jianfu.web.registry.actions.permit import permit
from jianfu.web.registry.actions.values import UNITS, plain_of
from jianfu.web.registry.models import Asset, AssetAudience, ChangeRequest, Exemption, Filing
from jianfu.web.units.models import Unit

CHANGE = Permission.UNITS_CHANGE


@transaction.atomic
def take_over(
    *, unit: Unit, successor: Unit, by: Actor, at: datetime, reason: str, request_id: str = "",
    renamed: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Hand entries, filings, exemptions and open proposals of a unit to its successor.

    ``renamed`` says what posts are called there, old number and name to new, for the proposals that name them.
    Raises UnableToPermit unless the actor changes units at both.
    """
    permit(by, CHANGE, unit)
    permit(by, CHANGE, successor)
    role = by.role_for(CHANGE)
    deeds = [
        *_entries(unit, successor, at=at, role=role, reason=reason),
        *_audiences(unit, successor, at=at, role=role, reason=reason),
        *_exemptions(unit, successor, at=at, role=role, reason=reason),
        *_proposals(unit, successor, renamed or {}, role=role, reason=reason),
    ]
    if deeds:
        audit.write(by=by, at=at, deeds=deeds, request_id=request_id)


def _entries(unit: Unit, successor: Unit, *, at: datetime, role: str, reason: str) -> list[Deed]:
    concerned = Q(pk__in=())
    for name in UNITS:
        concerned |= Q(**{name: unit})
    found = list(Asset.objects.select_for_update(of=("self",)).filter(concerned).select_related(*UNITS).order_by("pk"))
    deeds = []
    for asset in found:
        names = [name for name in UNITS if getattr(asset, f"{name}_id") == unit.pk]
        before = plain_of(asset, names)
        for name in names:
            setattr(asset, name, successor)
        asset.version, asset.changed_at = asset.version + 1, at
        deeds.append(deed_of("registry.hand_on", asset, before, plain_of(asset, names), role=role, reason=reason))
    Asset.objects.bulk_update(found, [*UNITS, "version", "changed_at"], batch_size=500)
    _found_by_name(found)
    return deeds


def _found_by_name(assets: list[Asset]) -> None:
    """Let filings and exemptions be found by the name of the successor."""
    for model in (Filing, Exemption):
        hung: list[Any] = list(model._default_manager.filter(asset__in=assets).select_related("asset__sponsor"))
        for each in hung:
            sponsor, number = each.asset.sponsor, [each.asset.filing_no] if model is Filing else []
            each.search = text_for(each.asset.name, sponsor.name, sponsor.short_name, *number)
        model._default_manager.bulk_update(hung, ["search"], batch_size=500)


def _audiences(unit: Unit, successor: Unit, *, at: datetime, role: str, reason: str) -> list[Deed]:
    """Let groups address the successor; where they did already, its posts are those of both."""
    deeds = []
    for row in AssetAudience.objects.filter(unit=unit).select_related("asset__sponsor").order_by("pk"):
        other = AssetAudience.objects.filter(asset=row.asset, unit=successor).first()
        before = {"unit": unit.unit_id, "posts": row.posts}
        if other is not None:
            row.posts = None if row.posts is None or other.posts is None else row.posts + other.posts
            other.delete()
        row.unit = successor
        row.save()
        asset = row.asset
        asset.version, asset.changed_at = asset.version + 1, at
        asset.save(update_fields=["version", "changed_at"])
        after = {"unit": successor.unit_id, "posts": row.posts}
        deeds.append(deed_of("registry.hand_on", asset, before, after, role=role, reason=reason))
    return deeds


def _exemptions(unit: Unit, successor: Unit, *, at: datetime, role: str, reason: str) -> list[Deed]:
    """Let the successor stand for what the unit asked and nobody decided; what was decided keeps who asked it."""
    deeds = []
    for exemption in Exemption.objects.filter(requested_for=unit, state=Exemption.State.REQUESTED).order_by("pk"):
        exemption.requested_for, exemption.version, exemption.changed_at = successor, exemption.version + 1, at
        exemption.save(update_fields=["requested_for", "version", "changed_at"])
        deeds.append(_deed("exemption", exemption.pk, unit, successor, role=role, reason=reason))
    return deeds


def _proposals(unit: Unit, successor: Unit, renamed: Mapping[str, str], *, role: str, reason: str) -> list[Deed]:
    """Move open proposals, and what they say of the unit; whoever read one before has to read it again."""
    deeds = []
    standing = ChangeRequest.objects.select_for_update(of=("self",)).filter(state=ChangeRequest.State.OPEN)
    for request in standing.select_related("unit").order_by("pk"):
        content = _reworded(request.content, {unit.unit_id: successor.unit_id}, renamed)
        if request.unit != unit and content == request.content:
            continue
        before = {"unit": request.unit.unit_id, "content": request.content}
        request.unit = successor if request.unit == unit else request.unit
        request.content, request.version = content, request.version + 1
        request.save(update_fields=["unit", "content", "version"])
        after = {"unit": request.unit.unit_id, "content": content}
        deeds.append(
            Deed("request.hand_on", "request", str(request.pk), before, after, successor.unit_id, role, reason)
        )
    return deeds


def _reworded(content: Mapping[str, Any], units: Mapping[str, str], posts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a proposal says, with the successor where it named the unit."""
    said = {name: units.get(value, value) if name == "unit" else value for name, value in content.items()}
    if isinstance(said.get("values"), dict):
        values = dict(said["values"])
        for name in UNITS:
            if name in values:
                values[name] = units.get(values[name], values[name])
        if "owner" in values:
            values["owner"] = posts.get(values["owner"], values["owner"])
        said["values"] = values
    return said


def _deed(kind: str, pk: int, unit: Unit, successor: Unit, *, role: str, reason: str) -> Deed:
    before, after = {"requested_for": unit.unit_id}, {"requested_for": successor.unit_id}
    return Deed(f"{kind}.hand_on", kind, str(pk), before, after, successor.unit_id, role, reason)
