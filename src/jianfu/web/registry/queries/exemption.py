"""What is asked of exemptions: which are in force, who may decide, what exactly would be decided."""

import hashlib
import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from jianfu.engine.cases.period import periods
from jianfu.engine.detection import pack
from jianfu.engine.detection.rule import Rule
from jianfu.web.base.actor import Actor, Held, Reach
from jianfu.web.base.permissions import PERMISSIONS, Permission
from jianfu.web.registry.models import Asset, Exemption
from jianfu.web.units.models import Unit

FAMILIES = {"new_media": "NM", "app": "A", "work_group": "G"}


def visible(actor: Actor) -> QuerySet[Exemption]:
    """Return the exemptions of entries the actor may see."""
    return Exemption.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "asset__sponsor__"))


def exemptible(actor: Actor) -> QuerySet[Asset]:
    """Return the entries the actor may request an exemption for."""
    scope = actor.scope(Permission.EXEMPTION_REQUEST, "sponsor__")
    return Asset.objects.filter(scope).exclude(state="closed").select_related("sponsor")


def holding(as_of: date) -> Q:
    """Return the condition of being in force on a day."""
    return Q(state=Exemption.State.APPROVED, valid_from__lte=as_of, valid_until__gte=as_of)


def in_force(asset: Asset, as_of: date) -> QuerySet[Exemption]:
    """Return the exemptions of an entry in force on a day, the one that ends first before."""
    return Exemption.objects.filter(holding(as_of), asset=asset).order_by("valid_until", "pk")


def review_from(as_of: date) -> date:
    """Return the last day an exemption may end on to call for review today."""
    days = periods()["exemption_review"].value
    return as_of + timedelta(days=days if isinstance(days, int) else 0)


def listed(actor: Actor, *, as_of: date) -> QuerySet[Exemption]:
    """Return the visible exemptions with ``standing``: requested, upcoming, in_force, ending, expired and so on."""
    approved = Q(state=Exemption.State.APPROVED)
    standing = Case(
        When(~approved, then=F("state")),
        When(valid_until__lt=as_of, then=Value("expired")),
        When(valid_from__gt=as_of, then=Value("upcoming")),
        When(valid_until__lte=review_from(as_of), then=Value("ending")),
        default=Value("in_force"),
        output_field=CharField(),
    )
    rows = visible(actor).select_related("asset__sponsor")
    return rows.annotate(standing=standing, entry=F("asset__name"), sponsor_name=F("asset__sponsor__name"))


def counted(actor: Actor, *, as_of: date) -> dict[str, int]:
    """Return how many exemptions are in force by reason, among those the actor may see."""
    rows = visible(actor).filter(holding(as_of)).values("reason_code").annotate(number=Count("pk"))
    return {row["reason_code"]: row["number"] for row in rows.order_by("reason_code")}


@cache
def rules() -> dict[str, Rule]:
    """Return every rule of the packs that ship, by id, local ones too."""
    return {rule.id: rule for rule in pack.load(pack.bundled_packs()[1:])}


def rules_for(asset: Asset) -> list[Rule]:
    """Return the rules an entry of its category can be exempt from."""
    family = FAMILIES.get(asset.category, "")
    return [rule for rule in rules().values() if rule.id.partition("-")[0] == family]


def shown_rules(exemption: Exemption) -> list[tuple[str, Rule | None]]:
    """Return the rules covered, each with its id; None for one no pack knows any more."""
    return [(rule_id, rules().get(rule_id)) for rule_id in exemption.rule_ids]


def content_of(exemption: Exemption) -> dict[str, Any]:
    """Return all that a decision is about: the request, and what the entry is."""
    asset = exemption.asset
    return {
        "rules": exemption.rules,
        "reason_code": exemption.reason_code,
        "basis": exemption.basis,
        "valid_from": exemption.valid_from.isoformat(),
        "valid_until": exemption.valid_until.isoformat(),
        "entry": asset.asset_id,
        "name": asset.name,
        "category": asset.category,
        "sponsor": asset.sponsor.unit_id,
        "state": asset.state,
        "purpose": asset.purpose,
        "platform_id": asset.platform_id,
    }


def hash_of(exemption: Exemption) -> str:
    """Return the SHA-256 over what a decision is about."""
    text = json.dumps(content_of(exemption), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def bar_to_deciding(actor: Actor, exemption: Exemption) -> str:
    """Return why the actor may not decide: ``requester``, ``same_unit``, ``not_above``; empty where nothing bars it.

    Whoever asked, whoever acts for the sponsor, a unit below it, or the unit the request came from, and whoever's
    power does not come from a unit above, is barred, whatever other roles that person holds.
    """
    if actor.user_pk is None:
        return "not_above"
    if actor.user_pk == exemption.requested_by_id:
        return "requester"
    sponsor, source = exemption.asset.sponsor, exemption.requested_for
    if any(held.path.startswith(sponsor.path) or held.path == source.path for held in actor.held):
        return "same_unit"
    return "" if _decides_above(actor, sponsor) else "not_above"


def _decides_above(actor: Actor, sponsor: Unit) -> bool:
    """Tell whether the power to decide comes from a unit above: up the tree, or of the line in a wider region."""
    if not actor.may_at(Permission.EXEMPTION_DECIDE, sponsor):
        return False
    return any(
        sponsor.path.startswith(held.path)
        if held.reach is not Reach.LINE
        else len(held.region_prefix) < len(sponsor.region_prefix)
        for held in _reaching(actor, Permission.EXEMPTION_DECIDE, sponsor)
    )


def _reaching(actor: Actor, permission: Permission, unit: Unit) -> list[Held]:
    giving = [held for held in actor.held if permission in PERMISSIONS[held.role]]
    return [h for h in giving if h.covers(path=unit.path, region_code=unit.region_code, line=unit.line)]


def requesting_unit(actor: Actor, asset: Asset) -> Unit:
    """Return the unit through which the actor asks: where the role is held that lets it; the sponsor otherwise."""
    ids = [held.unit_pk for held in _reaching(actor, Permission.EXEMPTION_REQUEST, asset.sponsor)]
    return Unit.objects.filter(pk__in=ids).order_by("-path").first() or asset.sponsor
