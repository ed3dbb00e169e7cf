"""What is asked of the tree of units."""

from django.db.models import Count, Q, QuerySet

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.units.models import Unit, UnitChange


def visible(actor: Actor) -> QuerySet[Unit]:
    """Return the units the actor may see, unordered."""
    return Unit.objects.filter(actor.scope(Permission.UNITS_VIEW))


def changeable(actor: Actor) -> QuerySet[Unit]:
    """Return the units the actor may change."""
    return Unit.objects.filter(actor.scope(Permission.UNITS_CHANGE))


def roots(actor: Actor) -> QuerySet[Unit]:
    """Return the highest units the actor may see: those whose unit above is out of sight, by division code."""
    seen = visible(actor)
    return seen.exclude(parent__in=seen).annotate(below=below()).order_by("region_code", "unit_id")


def below() -> Count:
    """Return the count of active units right below, to annotate units with."""
    return Count("children", filter=Q(children__state=Unit.State.ACTIVE))


def children(unit: Unit) -> QuerySet[Unit]:
    """Return the active units right below, each with how many are below it, by division code."""
    return unit.children.filter(state=Unit.State.ACTIVE).annotate(below=below()).order_by("region_code", "unit_id")


def above(unit: Unit) -> list[Unit]:
    """Return the units above, from the root down."""
    keys = [int(key) for key in unit.path.strip("/").split("/") if key][:-1]
    found = Unit.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def line_leads(unit: Unit) -> QuerySet[Unit]:
    """Return the units of the same line in the divisions above: those that lead it 条上, nearest first.

    The unit's parent leads it 块上. Empty where the unit has no line.
    """
    if not unit.line:
        return Unit.objects.none()
    code = unit.region_prefix
    longer = Q(pk__in=())
    for prefix in {code[:2], code[:4], code[:6], code[:9]} - {code}:
        longer |= Q(region_code=prefix.ljust(6, "0")) | Q(region_code=prefix.ljust(12, "0"))
    return (
        Unit.objects.filter(longer, line=unit.line, state=Unit.State.ACTIVE)
        .exclude(pk=unit.pk)
        .order_by("-region_code")
    )


def by_id_or_name(said: str, among: QuerySet[Unit]) -> Unit | None:
    """Return the unit with that number, or the only one with that full name; None where there is none or several."""
    said = said.strip()
    if found := among.filter(unit_id=said).first():
        return found
    named = list(among.filter(name=said, state=Unit.State.ACTIVE)[:2])
    return named[0] if len(named) == 1 else None


def successors(unit: Unit) -> list[UnitChange]:
    """Return the changes by which the unit's work went to others, latest first."""
    return list(unit.changes.exclude(successor=None).select_related("successor").order_by("-on", "-pk"))


def lines() -> list[str]:
    """Return every line of work in use, sorted."""
    return list(Unit.objects.exclude(line="").order_by("line").values_list("line", flat=True).distinct())
