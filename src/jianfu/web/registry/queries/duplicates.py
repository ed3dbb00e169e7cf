"""Entries that may be the one somebody is about to enter, with why.

Exact keys are looked up in their indexes over the whole register. Names are compared within the county or bureau's
division alone: a few thousand rows, never the whole table.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from jianfu.engine.names.account import account_name
from jianfu.engine.names.fold import fold_bare
from jianfu.engine.names.platform import same_address
from jianfu.web.base.prefix import under
from jianfu.web.registry.models import Asset
from jianfu.web.units.models import Unit

MOST = 8  # shown
NEAR = 40  # compared closely
# How alike two names must be to be shown: for a person's glance alone, no rule rests on them.
ROUGH, CLOSE = 45, 78
DIVISION = 6  # characters of a county's code
LONGEST_READ = 20_000  # rows of one division


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of the entry being typed. Empty: not typed yet."""

    name: str = ""
    platform: str = ""
    platform_id: str = ""
    url: str = ""
    filing_no: str = ""
    category: str = ""
    region_code: str = ""
    pk: int | None = None  # the entry being changed, which is no duplicate of itself


@dataclass(frozen=True, slots=True)
class Alike:
    """An entry that may be the same, why (codes), and how alike the names are in per cent (None: an exact key)."""

    asset: Asset
    why: tuple[str, ...]
    likeness: int | None = None


def possible(draft: Draft) -> list[Alike]:
    """Return the entries that may be the same, exact keys first, then by likeness of the name."""
    exact = _exact(draft)
    near = [found for found in _near(draft) if found.asset.pk not in {one.asset.pk for one in exact}]
    return [*exact, *near][:MOST]


def _exact(draft: Draft) -> list[Alike]:
    wanted = _conditions(draft)
    if not wanted:
        return []
    found: dict[int, Asset] = {}
    why: dict[int, list[str]] = {}
    for reason, condition in wanted.items():
        for asset in _others(draft).filter(condition).order_by("pk")[:MOST]:
            found[asset.pk] = asset
            why.setdefault(asset.pk, []).append(reason)
    return [Alike(asset, tuple(why[pk])) for pk, asset in found.items()]


def _conditions(draft: Draft) -> dict[str, Q]:
    wanted: dict[str, Q] = {}
    if addresses := same_address(draft.url):
        wanted["url"] = Q(url__in=addresses)
    if draft.platform and draft.platform_id.strip():
        wanted["platform_id"] = Q(platform=draft.platform, platform_id=draft.platform_id.strip())
    if draft.filing_no.strip():
        wanted["filing_no"] = Q(filing_no=draft.filing_no.strip())
    return wanted


def _but(draft: Draft) -> QuerySet[Asset]:
    """Return all entries but the one the draft is of."""
    return Asset.objects.all() if draft.pk is None else Asset.objects.exclude(pk=draft.pk)


def _others(draft: Draft) -> QuerySet[Asset]:
    return _but(draft).select_related("sponsor")


def _near(draft: Draft) -> list[Alike]:
    if len(fold_bare(draft.name)) < 2:
        return []
    rough = _roughly_alike(draft)
    scored = {pk: _closely_alike(draft, name) for pk, name in rough.items()}
    best = sorted((pk for pk, score in scored.items() if score >= CLOSE), key=lambda pk: (-scored[pk], pk))[:MOST]
    rows = _others(draft).in_bulk(best)
    return [_said(draft, rows[pk], scored[pk]) for pk in best if pk in rows]


def _roughly_alike(draft: Draft) -> dict[int, str]:
    """Return the names that share most characters, by entry; the cheap look that spares the close one."""
    rows = dict(_neighbours(draft))
    found = process.extract(fold_bare(draft.name), rows, scorer=fuzz.token_ratio, limit=NEAR, score_cutoff=ROUGH)
    return {pk: name for name, _score, pk in found}


def _neighbours(draft: Draft) -> Iterable[tuple[int, str]]:
    """Return the names of the same category in the same division, and those of exactly that name anywhere."""
    rows = _but(draft).order_by().values_list("pk", "name", "category")
    found = list(rows.filter(name=draft.name.strip())[:MOST])
    if code := draft.region_code[:DIVISION]:
        # By the index of the sponsor: a planner without figures would rather read all of a category.
        units = Unit.objects.filter(under("region_code", code)).values("pk")
        found += rows.filter(sponsor__in=units)[:LONGEST_READ]
    return ((pk, name) for pk, name, category in found if not draft.category or category == draft.category)


def _closely_alike(draft: Draft, name: str) -> int:
    left, right = account_name(draft.name, draft.region_code), account_name(name, draft.region_code)
    if left.folded == right.folded:
        return 100
    whole = fuzz.ratio(left.folded, right.folded)
    # The account ending tells two accounts of one unit apart only where both say one.
    core = 0.97 * fuzz.ratio(left.core, right.core) if min(len(left.core), len(right.core)) >= 2 else 0.0
    return round(max(whole, core))


def _said(draft: Draft, asset: Asset, likeness: int) -> Alike:
    same_name = likeness == 100
    why = ["name" if same_name else "name_alike"]
    if draft.platform and draft.platform == asset.platform:
        why.append("platform")
    return Alike(asset, tuple(why), None if same_name else likeness)
