"""What is asked of filings: who may see which, what stands on the form, what runs, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from jianfu.engine.cases import filing as machine
from jianfu.engine.cases.clock import Deadline, deadline
from jianfu.engine.cases.filing_form import Item, changed, content_hash, missing
from jianfu.engine.cases.period import periods
from jianfu.engine.schema import words
from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.registry.models import Asset, Filing

NONE_STATED = "无"
FEATURES = {word.code: word.zh for word in words.FEATURES}


def visible(actor: Actor) -> QuerySet[Filing]:
    """Return the filings of entries the actor may see."""
    return Filing.objects.filter(actor.scope(Permission.REGISTRY_VIEW, "asset__sponsor__"))


def fileable(actor: Actor) -> QuerySet[Asset]:
    """Return the apps the actor may prepare a filing for."""
    scope = actor.scope(Permission.FILING_PREPARE, "sponsor__")
    return Asset.objects.filter(scope, category="app").select_related("sponsor", "using_unit", "owner")


def listed(actor: Actor, *, as_of: date) -> QuerySet[Filing]:
    """Return the visible filings with ``timing``: overdue, soon, running, unset, none."""
    soon = deadline(replace(periods()["due_soon"], counted="after"), as_of).due or as_of
    timing = Case(
        When(state__in=[*machine.FINAL, *machine.IN_FORCE], then=Value("none")),
        When(due_on__lt=as_of, then=Value("overdue")),
        When(due_on__lte=soon, then=Value("soon")),
        When(due_on__isnull=False, then=Value("running")),
        When(state__in=list(machine.CLOCKS), then=Value("unset")),
        default=Value("none"),
        output_field=CharField(),
    )
    rows = visible(actor).select_related("asset__sponsor")
    return rows.annotate(timing=timing, app=F("asset__name"), sponsor_name=F("asset__sponsor__name"))


def in_force(asset: Asset) -> Filing | None:
    """Return the filing whose number stands now, None where there is none."""
    return Filing.objects.filter(asset=asset, state__in=list(machine.IN_FORCE)).order_by("-pk").first()


def running(asset: Asset) -> QuerySet[Filing]:
    """Return the filings of an entry still under way."""
    return Filing.objects.filter(asset=asset).exclude(state__in=[*machine.FINAL, *machine.IN_FORCE])


def same_kind(asset: Asset) -> list[tuple[Asset, list[str]]]:
    """Return the other apps the unit sponsors or uses that are not closed, each with the functions both have."""
    own = dict(asset.functions.values_list("function_code", "function_name"))
    others = Asset.objects.filter(Q(sponsor=asset.sponsor) | Q(using_unit=asset.sponsor), category="app")
    found = others.exclude(pk=asset.pk).exclude(state="closed").order_by("name", "pk").prefetch_related("functions")
    return [
        (other, [own[f.function_code] or f.function_code for f in other.functions.all() if f.function_code in own])
        for other in found
    ]


def known(asset: Asset) -> dict[str, str]:
    """Return what the register knows for the form, by item; empty where it does not know."""
    return {
        "sponsor": asset.sponsor.name,
        "using_unit": asset.using_unit.name if asset.using_unit else "",
        "name": asset.name,
        "sub_kind": asset.sub_kind,
        "platform": asset.platform,
        "url": asset.url,
        "functions": "、".join(
            name or code for code, name in asset.functions.order_by("pk").values_list("function_code", "function_name")
        ),
        "mandatory_features": _features(asset),
        "protection_level": _stated(asset, "protection_level", asset.protection_level),
        "same_kind": "；".join(_same(other, shared) for other, shared in same_kind(asset)) or NONE_STATED,
    }


def _same(other: Asset, shared: list[str]) -> str:
    number = f"（备案编号{other.filing_no}）" if other.filing_no else ""
    return f"{other.name}{number}" + (f"，共有功能：{'、'.join(shared)}" if shared else "")


def _features(asset: Asset) -> str:
    listed_features = "、".join(FEATURES.get(code, code) for code in asset.features)
    return _stated(asset, "features", listed_features)


def _stated(asset: Asset, column: str, value: str) -> str:
    return value or (NONE_STATED if column in asset.stated_none else "")


def prefilled(asset: Asset) -> dict[str, str]:
    """Return what the hand-filled items of a new filing begin with: the entry's own facts and the last filing's."""
    last = asset.filings.exclude(content={}).order_by("-pk").first()
    own = {
        "contact_post": asset.owner.name if asset.owner else "",
        "main_functions": asset.purpose,
        "feature_reason": asset.feature_reason,
    }
    return {**own, **(last.content if last else {})}


def values_of(filing: Filing) -> dict[str, str]:
    """Return the whole form as it would read now."""
    return {**filing.content, **known(filing.asset)}


def facts_of(asset: Asset) -> dict[str, bool]:
    """Return the facts on which further items of the form depend."""
    return {"faces_grassroots": bool(asset.faces_grassroots), "has_mandatory_features": bool(asset.features)}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a filing's form says now: its values, what is missing, its hash, what differs from the submission."""

    values: Mapping[str, str]
    missing: tuple[Item, ...]
    content_hash: str
    differs: tuple[tuple[Item, str, str], ...]

    @property
    def complete(self) -> bool:
        """Tell whether nothing is missing."""
        return not self.missing


def standing(filing: Filing) -> Standing:
    """Return what the form of a filing says now."""
    values = values_of(filing)
    return Standing(
        values=values,
        missing=missing(values, facts_of(filing.asset)),
        content_hash=content_hash(values),
        differs=changed(filing.submitted, values) if filing.submitted else (),
    )


def clock_of(filing: Filing) -> Deadline | None:
    """Return the period that runs in the filing's state, with its count; None where none runs."""
    code = machine.CLOCKS.get(machine.State(filing.state))
    return deadline(periods()[code], filing.state_since) if code else None


def notice_of(filing: Filing) -> Deadline | None:
    """Return the last day to file a planned change ahead of it; None where no change is planned."""
    if filing.kind != machine.Kind.CHANGE or filing.planned_on is None:
        return None
    return deadline(periods()["change_notice"], filing.planned_on)
